import type { ProviderResponse } from "promptfoo";
import { labelReply } from "../src/label/label-reply.ts";
import { splitReasoning } from "../src/label/split-reasoning.ts";
import type { ReplyFacts } from "../src/label/validity.ts";
import { outputText } from "../src/promptfoo/row/reply-of-row.ts";
import type { Labelling } from "../src/schema/label.ts";
import type { RowAct } from "./act-options.ts";

/** Labels what a provider answered to a call of ours; an answer out of a cache is no draw and becomes a fault. */
export function labelResponse(response: ProviderResponse, { act, order }: RowAct): Labelling {
  return labelReply(factsOf(response), act, order);
}

/** What the labeller may know of a response. */
export function factsOf(response: ProviderResponse): ReplyFacts {
  const { reply, reasoning } = splitReasoning(outputText(response.output));
  return {
    reply,
    reasoning,
    finishReason: response.finishReason ?? null,
    filtered: filterOf(response),
    fault: faultOf(response),
  };
}

/** As for the rows of a run: a filter's stop is no moral refusal. */
function filterOf({ guardrails, isRefusal, finishReason }: ProviderResponse): string | null {
  const stopped = guardrails?.flagged === true || guardrails?.flaggedOutput === true || guardrails?.flaggedInput === true;
  if (!stopped && isRefusal !== true && finishReason !== "content_filter") return null;
  return guardrails?.reason ?? (isRefusal === true ? "refusal" : "unspecified");
}

/** Why a response is no draw of its own; null for one that is. */
export function faultOf(response: ProviderResponse): string | null {
  if (response.error !== undefined && response.error !== "") return response.error;
  if (response.cached === true) return "the reply came out of a cache, so it is no draw of its own: run promptfoo with --no-cache";
  return null;
}
