import type { ChatCompletion, ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions/completions";
import type { Call, Facts } from "../call.ts";
import type { Clients } from "../clients.ts";
import { CUES, type CueText } from "../cues.ts";
import { look, WHOLE_SHAPE } from "../shapes/look.ts";
import { Completion } from "../shapes/openai.ts";

/** Whole replies of OpenAI's chat protocol. */

type Settings = Partial<ChatCompletionCreateParamsNonStreaming>;

/** A real model reaches a vowel soon, and a scripted one ends by itself: "stop" of either. */
const TO_A_VOWEL = { max_tokens: 64, temperature: 0, stop: ["a", "e", "i", "o"] };
const HELLO: CueText = "Say when the café is open.";

export function ask(clients: Clients, cue: CueText, settings: Settings = {}): PromiseLike<ChatCompletion> {
  const messages = [{ role: "user" as const, content: cue }];
  return clients.openai().chat.completions.create({ model: clients.server.model, messages, ...settings });
}

/** What holds of every whole reply. */
function common(completion: ChatCompletion) {
  const { usage, choices } = completion;
  return {
    ...look("completion", Completion, [completion]),
    choices: choices.map(({ index }) => index),
    ends: choices[0]?.finish_reason ?? null,
    "usage adds up": usage !== undefined && usage.prompt_tokens > 0 && usage.prompt_tokens + usage.completion_tokens === usage.total_tokens,
  };
}

const WHOLE: Facts = { ...WHOLE_SHAPE, choices: [0], ends: "stop", "usage adds up": true };

async function several(clients: Clients): Promise<Facts> {
  const settings = { max_tokens: 8, temperature: 1, seed: 7 };
  const [one, three] = [await ask(clients, HELLO, settings), await ask(clients, HELLO, { ...settings, n: 3 })];
  const { ends: _, ...all } = common(three);
  return {
    ...all,
    "prompt paid once": three.usage?.prompt_tokens === one.usage?.prompt_tokens,
    "replies paid each":
      (three.usage?.completion_tokens ?? 0) >= 3 && (three.usage?.completion_tokens ?? 0) > (one.usage?.completion_tokens ?? 0),
  };
}

async function logprobs(clients: Clients): Promise<Facts> {
  const reply = await ask(clients, HELLO, { max_tokens: 4, temperature: 1, seed: 7, logprobs: true, top_logprobs: 3 });
  const [choice] = reply.choices;
  const tokens = choice?.logprobs?.content ?? [];
  const tops = tokens.map(({ top_logprobs: top }) => top.map(({ logprob }) => logprob));
  return {
    ...look("completion", Completion, [reply]),
    "tokens make up the reply": tokens.length > 0 && tokens.map(({ token }) => token).join("") === choice?.message.content,
    "bytes spell the token":
      tokens.length > 0 && tokens.every(({ token, bytes }) => bytes === null || Buffer.from(bytes).toString() === token),
    "at most as many as asked for": tops.length > 0 && tops.every((top) => top.length >= 1 && top.length <= 3),
    "likeliest first": tops.length > 0 && tops.every((top) => top.every((logprob, rank) => rank === 0 || logprob <= top[rank - 1]!)),
  };
}

async function reasoning(clients: Clients): Promise<Facts> {
  const cue: CueText = "Think before you say it.";
  const reply = await ask(clients, cue);
  const message: object = reply.choices[0]?.message ?? {};
  return {
    ...common(reply),
    "reasoning apart": "reasoning_content" in message && message.reasoning_content === CUES[cue].reasoning,
    "reply alone": reply.choices[0]?.message.content === CUES[cue].says,
  };
}

async function refusal(clients: Clients): Promise<Facts> {
  const cue: CueText = "Decline to say it.";
  const reply = await ask(clients, cue);
  const message = reply.choices[0]?.message;
  return {
    ...common(reply),
    "words in a field of their own": message?.refusal === CUES[cue].refusal,
    "no content": message?.content === null,
  };
}

export const openaiChat: readonly Call[] = [
  { name: "openai chat", make: async (clients) => common(await ask(clients, HELLO, TO_A_VOWEL)), expected: WHOLE },
  {
    name: "openai chat, out of tokens",
    make: async (clients) => common(await ask(clients, "Say it at length.", { max_tokens: 1 })),
    expected: { ...WHOLE, ends: "length" },
  },
  {
    name: "openai chat, n = 3",
    make: several,
    expected: { ...WHOLE_SHAPE, choices: [0, 1, 2], "usage adds up": true, "prompt paid once": true, "replies paid each": true },
  },
  {
    name: "openai chat, logprobs",
    make: logprobs,
    expected: {
      ...WHOLE_SHAPE,
      "tokens make up the reply": true,
      "bytes spell the token": true,
      "at most as many as asked for": true,
      "likeliest first": true,
    },
  },
  { name: "openai reasoning", scripted: true, make: reasoning, expected: { ...WHOLE, "reasoning apart": true, "reply alone": true } },
  {
    name: "openai refusal",
    scripted: true,
    make: refusal,
    expected: { ...WHOLE, "words in a field of their own": true, "no content": true },
  },
  {
    name: "openai filter",
    scripted: true,
    make: async (clients) => common(await ask(clients, "Say what is filtered.")),
    expected: { ...WHOLE, ends: "content_filter" },
  },
];
