import type { ProviderResponse } from "promptfoo";
import type { Answer } from "../src/batch/desk.ts";
import type { Body } from "../src/batch/prepare.ts";
import type { BatchReply } from "../src/batch/request-end.ts";
import { NO_RETRY } from "./halt-response.ts";

/** What a batch costs, in US dollars for a million tokens. */
export interface BatchPrice {
  readonly input: number;
  readonly output: number;
  /** Of tokens that the API's prompt cache wrote and read. */
  readonly cacheWrite?: number | undefined;
  readonly cacheRead?: number | undefined;
}

/** How a request of a batch ended → a response of promptfoo. Whatever is no reply is an error, and so a missing draw. */
export function batchResponse({ end, batch }: Extract<Answer, { kind: "end" }>, body: Body, price: BatchPrice | null): ProviderResponse {
  const { temperature } = body;
  const request = { temperature: typeof temperature === "number" ? temperature : null };
  if (end.state !== "replied") return { error: `batch ${batch}: ${end.state}: ${end.reason}`, metadata: { ...NO_RETRY, batch, request } };
  const { reply } = end;
  const cost = costOf(reply, price);
  return {
    output: withReasoning(reply),
    tokenUsage: usageOf(reply),
    metadata: { batch, request, model: reply.model, responseId: reply.id },
    ...(cost === null ? {} : { cost }),
    ...(reply.finishReason === null ? {} : { finishReason: reply.finishReason }),
    ...(reply.refusal === null ? {} : refusal(reply.refusal.category)),
  };
}

/** Null where the price or the usage is not known: nothing is guessed. */
function costOf({ tokens }: BatchReply, price: BatchPrice | null): number | null {
  const { prompt, completion, cacheWrite = 0, cacheRead = 0 } = tokens;
  if (price === null || prompt === null || completion === null) return null;
  const cached = cacheWrite * (price.cacheWrite ?? NaN) + cacheRead * (price.cacheRead ?? NaN);
  if (cacheWrite + cacheRead > 0 && Number.isNaN(cached)) return null;
  const rest = (prompt - cacheWrite - cacheRead) * price.input + completion * price.output;
  return (rest + (cacheWrite + cacheRead > 0 ? cached : 0)) / 1_000_000;
}

function usageOf({ tokens: { prompt, completion, total } }: BatchReply): NonNullable<ProviderResponse["tokenUsage"]> {
  return {
    numRequests: 1,
    ...(prompt === null ? {} : { prompt }),
    ...(completion === null ? {} : { completion }),
    ...(total === null ? {} : { total }),
  };
}

/** As promptfoo's own providers mark it. */
function refusal(category: string | null): Pick<ProviderResponse, "isRefusal" | "guardrails"> {
  return { isRefusal: true, guardrails: { flagged: true, ...(category === null ? {} : { reason: category }) } };
}

/** In tags that every reader of replies here takes off again. */
function withReasoning({ text, reasoning }: BatchReply): string {
  return reasoning === null ? text : `<think>\n${reasoning}\n</think>\n\n${text}`;
}
