import type { ProviderResponse } from "promptfoo";
import { NO_RETRY } from "./halt-response.ts";
import type { Found } from "./replayed-store.ts";

/** A reply of a store as a response of promptfoo, marked as what it is. It costs nothing, whatever it cost then. */
export function replayResponse(found: Found, run: string): ProviderResponse {
  const free = { cost: 0, tokenUsage: { numRequests: 0 } };
  if (found.kind === "check") {
    const { fault, reply, servedModel } = found.check;
    const metadata = { model: servedModel, gyges: { replayed: run } };
    return fault === null ? { ...free, output: reply, metadata } : { error: fault, metadata: { ...NO_RETRY, ...metadata } };
  }
  const { draw } = found;
  const { temperature } = draw.settings.applied;
  const gyges = { replayed: run, applied: { temperature }, ...(draw.planted === undefined ? {} : { planted: draw.planted }) };
  const metadata = { model: draw.servedModel, responseId: draw.responseId, gyges };
  if (draw.fault !== null) return { error: draw.fault, metadata: { ...NO_RETRY, ...metadata } };
  return {
    ...free,
    output: draw.reasoning === null ? draw.reply : `<think>\n${draw.reasoning}\n</think>\n\n${draw.reply}`,
    metadata,
    ...(draw.finishReason === null ? {} : { finishReason: draw.finishReason }),
    ...(draw.filtered === null ? {} : { guardrails: { flagged: true, reason: draw.filtered } }),
  };
}
