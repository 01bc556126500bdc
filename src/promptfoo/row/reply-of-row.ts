import { faultText } from "./fault-text.ts";
import type { Row, RowResponse } from "./row-schema.ts";

/** What came back from the model, before anything is made of it. */
export interface RowReply {
  /** Text as it arrived, reasoning included; empty where nothing did. */
  readonly output: string;
  /** Why there is no reply. Null for a reply that arrived, even an empty one. */
  readonly fault: string | null;
  /** Category of the provider's filter that stopped the reply; null where none did. */
  readonly filtered: string | null;
}

/**
 * Reads reply, fault and filter off a row. `row.error` alone is no fault: promptfoo also puts the sentence of a failed assertion there,
 * and then the reply did arrive.
 *
 * @example a row whose provider threw has no `response` at all, only `error`
 * @example a row whose provider answered without output has `response: {}` and `error: "No output"`: an empty reply
 */
export function replyOfRow(row: Row): RowReply {
  const { response } = row;
  if (response === null || response === undefined) return { output: "", fault: faultText(row.error ?? ""), filtered: null };
  if (response.error !== null && response.error !== undefined && response.error !== "") {
    return { output: "", fault: faultText(response.error), filtered: null };
  }
  // The API's own words about a request that it did not take are no reply of the model.
  const output = isRefusedRequest(response) ? "" : outputText(response.output);
  return { output, fault: null, filtered: filterOf(response) };
}

/** An object (a JSON format, a tool call) becomes its JSON text. */
export function outputText(output: unknown): string {
  if (typeof output === "string") return output;
  if (output === null || output === undefined) return "";
  return JSON.stringify(output) ?? "";
}

/**
 * A filter of the provider, which is no behaviour of the model and no moral refusal: `content_filter`, guardrails, and what promptfoo marks
 * `isRefusal` (Anthropic's `stop_reason: refusal`, OpenAI's `refusal` field, an API that refused the request itself). The field holds words,
 * but they come out of a channel apart, which a system prompt can switch on for one side only; as missing draws they hold a verdict back
 * where they differ between arms, and never make a gap.
 */
function filterOf(response: RowResponse): string | null {
  const { guardrails } = response;
  const category = clipped(guardrails?.reason);
  if (response.finishReason === "content_filter") return category ?? "unspecified";
  if (guardrails?.flaggedInput === true) return category ?? "input";
  if (guardrails?.flaggedOutput === true) return category ?? "output";
  if (isRefusedRequest(response)) return category ?? "input";
  if (response.isRefusal === true) return category ?? "refusal";
  return guardrails?.flagged === true ? (category ?? "unspecified") : null;
}

function isRefusedRequest(response: RowResponse): boolean {
  return response.isRefusal === true && typeof response.output === "string" && response.output.startsWith("API error:");
}

function clipped(reason: string | null | undefined): string | null {
  if (reason === null || reason === undefined || reason.trim() === "") return null;
  return faultText(reason).slice(0, 200).toWellFormed();
}
