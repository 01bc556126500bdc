import * as z from "zod";
import type { Call, Facts } from "../call.ts";
import { CUES, type CueText } from "../cues.ts";
import { MessageShape } from "../shapes/anthropic.ts";
import { look, WHOLE_SHAPE } from "../shapes/look.ts";
import { throughBoth, type Asker } from "./anthropic.ts";

/** Anthropic's messages, whole and in pieces. */

const HELLO: CueText = "Say when the café is open.";

/** As much of a message as the facts read; whether all of it is there, its shape tells. */
const Read = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional(), thinking: z.string().optional() })),
  stop_reason: z.string().nullish(),
  stop_details: z.looseObject({ type: z.string() }).nullish(),
  usage: z.looseObject({ input_tokens: z.number(), output_tokens: z.number() }),
});

function common(message: unknown): Facts {
  const { content, stop_reason: reason, usage } = Read.parse(message);
  return {
    ...look("message", MessageShape, [withoutNewer(message)]),
    blocks: content.map(({ type }) => type),
    ends: reason ?? null,
    "usage present": usage.input_tokens > 0 && usage.output_tokens >= 0,
  };
}

/** The client adds these to what came over the wire. */
function withoutNewer(message: unknown): unknown {
  if (typeof message !== "object" || message === null) return message;
  return Object.fromEntries(Object.entries(message).filter(([key]) => !["_request_id", "parsed_output"].includes(key)));
}

const WHOLE: Facts = { ...WHOLE_SHAPE, blocks: ["text"], ends: "end_turn", "usage present": true };

async function ask(asker: Asker, cue: CueText): Promise<Facts> {
  return common(await asker.client().messages.create(asker.body(cue)));
}

async function thinking(asker: Asker): Promise<Facts> {
  const cue: CueText = "Think before you say it.";
  const message = await asker.client().messages.create(asker.body(cue));
  const { content } = Read.parse(message);
  return {
    ...common(message),
    "reasoning apart": content[0]?.thinking === CUES[cue].reasoning,
    "reply alone": content[1]?.text === CUES[cue].says,
  };
}

async function refusal(asker: Asker): Promise<Facts> {
  const message = await asker.client().messages.create(asker.body("Decline to say it."));
  return { ...common(message), "details of a refusal": Read.parse(message).stop_details?.type ?? null };
}

const Event = z.looseObject({ type: z.string() });
/** A server may send these anywhere, and both clients pass over them. */
const PING = "ping";

async function stream(asker: Asker, cue: CueText): Promise<Facts> {
  const whole = Read.parse(await asker.client().messages.create(asker.body(cue)));
  const events: string[] = [];
  const coming = asker.client().messages.stream(asker.body(cue));
  for await (const event of coming) events.push(Event.parse(event).type);
  const final = await coming.finalMessage();
  const read = Read.parse(final);
  const text = (message: z.infer<typeof Read>): string =>
    JSON.stringify(message.content.map((block) => [block.type, block.text, block.thinking]));
  return {
    ...common(final),
    order: events.filter((type, at) => type !== PING && type !== events[at - 1]),
    "several pieces": events.filter((type) => type === "content_block_delta").length > 3,
    "pieces make up the reply": text(read) === text(whole),
    "the same usage":
      JSON.stringify([read.usage.input_tokens, read.usage.output_tokens]) ===
      JSON.stringify([whole.usage.input_tokens, whole.usage.output_tokens]),
  };
}

const BLOCK = ["content_block_start", "content_block_delta", "content_block_stop"];
const STREAM: Facts = { "several pieces": true, "pieces make up the reply": true, "the same usage": true };
const order = (blocks: number): string[] => [
  "message_start",
  ...Array.from({ length: blocks }, () => BLOCK).flat(),
  "message_delta",
  "message_stop",
];

export const anthropicMessages: readonly Call[] = [
  throughBoth({ name: "anthropic message", make: (asker) => ask(asker, HELLO), expected: WHOLE }),
  throughBoth({
    name: "anthropic message, out of tokens",
    make: (asker) => ask(asker, "Say it at length."),
    expected: { ...WHOLE, ends: "max_tokens" },
  }),
  throughBoth({
    name: "anthropic thinking",
    scripted: true,
    make: thinking,
    expected: { ...WHOLE, blocks: ["thinking", "text"], "reasoning apart": true, "reply alone": true },
  }),
  throughBoth({
    name: "anthropic refusal",
    scripted: true,
    make: refusal,
    expected: { ...WHOLE, blocks: [], ends: "refusal", "details of a refusal": "refusal" },
  }),
  throughBoth({ name: "anthropic stream", make: (asker) => stream(asker, HELLO), expected: { ...WHOLE, ...STREAM, order: order(1) } }),
  throughBoth({
    name: "anthropic stream, thinking",
    scripted: true,
    make: (asker) => stream(asker, "Think before you say it."),
    expected: { ...WHOLE, ...STREAM, blocks: ["thinking", "text"], order: order(2) },
  }),
];
