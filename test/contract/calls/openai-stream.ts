import type { ChatCompletionChunk, ChatCompletionCreateParamsStreaming } from "openai/resources/chat/completions/completions";
import type { Call, Facts } from "../call.ts";
import type { Clients } from "../clients.ts";
import { collect } from "../collect.ts";
import { CUES, type CueText } from "../cues.ts";
import { look, WHOLE_SHAPE } from "../shapes/look.ts";
import { Chunk } from "../shapes/openai.ts";

/** Replies of OpenAI's chat protocol that come in pieces. */

async function chunksOf(
  clients: Clients,
  cue: CueText,
  settings: Partial<ChatCompletionCreateParamsStreaming> = {},
): Promise<ChatCompletionChunk[]> {
  const body = { model: clients.server.model, messages: [{ role: "user" as const, content: cue }], max_tokens: 16, ...settings };
  return collect(await clients.openai().chat.completions.create({ ...body, stream: true }));
}

function common(chunks: readonly ChatCompletionChunk[]): Facts {
  const steps = chunks.flatMap(({ choices }) => choices);
  return {
    ...look("chunk", Chunk, chunks),
    "one id": new Set(chunks.map(({ id }) => id)).size === 1,
    "several pieces": steps.length > 3,
    "the first says who speaks": steps[0]?.delta.role === "assistant",
    "only the last has a reason": steps.every(({ finish_reason: end }, at) => (end !== null) === (at === steps.length - 1)),
    ends: steps.at(-1)?.finish_reason ?? null,
  };
}

const STREAM: Facts = {
  ...WHOLE_SHAPE,
  "one id": true,
  "several pieces": true,
  "the first says who speaks": true,
  "only the last has a reason": true,
  ends: "stop",
};

function text(chunks: readonly ChatCompletionChunk[], index = 0): string {
  const own = chunks.flatMap(({ choices }) => choices).filter((choice) => choice.index === index);
  return own.map(({ delta }) => delta.content ?? "").join("");
}

async function plain(clients: Clients): Promise<Facts> {
  const cue: CueText = "Say when the café is open.";
  const chunks = await chunksOf(clients, cue);
  return {
    ...common(chunks),
    "pieces make up the reply": text(chunks) === CUES[cue].says,
    "no usage unasked": chunks.every(({ usage }) => (usage ?? null) === null),
  };
}

async function withUsage(clients: Clients): Promise<Facts> {
  const cue: CueText = "Say when the café is open.";
  const messages = [{ role: "user" as const, content: cue }];
  const whole = await clients.openai().chat.completions.create({ model: clients.server.model, messages, max_tokens: 16 });
  const chunks = await chunksOf(clients, cue, { stream_options: { include_usage: true } });
  const last = chunks.at(-1);
  return {
    ...common(chunks),
    "usage in a last chunk without choices": (last?.choices.length ?? 1) === 0 && (last?.usage ?? null) !== null,
    "the same as of the whole reply": JSON.stringify(last?.usage ?? null) === JSON.stringify(whole.usage),
  };
}

async function several(clients: Clients): Promise<Facts> {
  const cue: CueText = "Say when the café is open.";
  const chunks = await chunksOf(clients, cue, { n: 2 });
  const ends = chunks.flatMap(({ choices }) => choices).filter(({ finish_reason: end }) => end !== null);
  return {
    ...look("chunk", Chunk, chunks),
    "each its own reply": [0, 1].every((index) => text(chunks, index) === CUES[cue].says),
    ends: ends.length,
  };
}

async function reasoning(clients: Clients): Promise<Facts> {
  const cue: CueText = "Think before you say it.";
  const chunks = await chunksOf(clients, cue);
  const deltas: readonly object[] = chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta));
  const thought = deltas.map((delta) => ("reasoning_content" in delta ? String(delta.reasoning_content) : "")).join("");
  const lastThought = deltas.findLastIndex((delta) => "reasoning_content" in delta);
  const firstWord = deltas.findIndex((delta) => "content" in delta && typeof delta.content === "string" && delta.content !== "");
  return {
    ...common(chunks),
    "pieces make up the reasoning": thought === CUES[cue].reasoning,
    "pieces make up the reply": text(chunks) === CUES[cue].says,
    "reasoning first": lastThought >= 0 && lastThought < firstWord,
  };
}

export const openaiStream: readonly Call[] = [
  { name: "openai stream", make: plain, expected: { ...STREAM, "pieces make up the reply": true, "no usage unasked": true } },
  {
    name: "openai stream, usage",
    make: withUsage,
    expected: { ...STREAM, "usage in a last chunk without choices": true, "the same as of the whole reply": true },
  },
  { name: "openai stream, n = 2", make: several, expected: { ...WHOLE_SHAPE, "each its own reply": true, ends: 2 } },
  {
    name: "openai stream, reasoning",
    scripted: true,
    make: reasoning,
    expected: { ...STREAM, "pieces make up the reasoning": true, "pieces make up the reply": true, "reasoning first": true },
  },
];
