import { isRecord } from "../schema/is-record.ts";
import { parsedJson } from "../schema/json.ts";
import { amount, type Price } from "./price.ts";

/** The most that one request of a model can take, read off the request itself: what promptfoo really sends, its defaults and the environment's among it. */
export interface RequestBound {
  readonly promptTokens: number;
  readonly replyTokens: number;
}

/** Anthropic puts a system prompt of its own in front of tools, of some 300 to 500 tokens. */
const TOKENS_FOR_TOOLS = 1000;
/** A cache of an hour is written at twice the price of input. */
const CACHE_WRITE = 2;

/**
 * @param body as it goes over the wire
 * @returns words where the request has no bound: it is no JSON, or sets no limit for its reply
 */
export function boundOf(body: unknown): RequestBound | string {
  if (typeof body !== "string") return "its request is no text, so nothing can be read off it";
  const request = parsedJson(body);
  if (!isRecord(request)) return "its request is no JSON object";
  const limits = LIMITS.flatMap((key) => amount(request[key]) ?? []);
  if (limits.length === 0) return `its request sets no limit for the reply (${LIMITS.join(", ")})`;
  // No tokenizer in use makes two tokens of one byte, and JSON around the messages takes more bytes than an API's own marks take tokens.
  const bytes = new TextEncoder().encode(body).length + (isGiven(request["tools"]) ? TOKENS_FOR_TOOLS : 0);
  return {
    promptTokens: bytes * (body.includes('"cache_control"') ? CACHE_WRITE : 1),
    replyTokens: Math.max(...limits) * choicesOf(request),
  };
}

export function worstOf({ promptTokens, replyTokens }: RequestBound, { input, output }: Price): number {
  return promptTokens * input + replyTokens * output;
}

/** By protocol: chat completions, those of reasoning models, responses, messages. */
const LIMITS = ["max_tokens", "max_completion_tokens", "max_output_tokens"] as const;

function choicesOf({ n }: Readonly<Record<string, unknown>>): number {
  return Math.max(1, Math.ceil(amount(n) ?? 1));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
