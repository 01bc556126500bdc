import type { ProviderResponse } from "promptfoo";
import { labelReply } from "../src/label/label-reply.ts";
import { splitReasoning } from "../src/label/split-reasoning.ts";
import type { ReplyFacts } from "../src/label/validity.ts";
import type { Labelling } from "../src/schema/label.ts";
import type { RowAct } from "./act-options.ts";

/** Labels what a provider answered to a call of ours; an answer out of a cache is no draw and becomes a fault. */
export function labelResponse(response: ProviderResponse, { act, order }: RowAct): Labelling {
  return labelReply(factsOf(response), act, order);
}

/** What the labeller may know of a response. */
export function factsOf(response: ProviderResponse): ReplyFacts {
  const { reply } = splitReasoning(textOf(response.output));
  return {
    reply,
    finishReason: response.finishReason ?? null,
    filtered:
      response.guardrails?.flagged === true || response.guardrails?.flaggedOutput === true
        ? (response.guardrails.reason ?? "unspecified")
        : null,
    fault: faultOf(response),
  };
}

function faultOf(response: ProviderResponse): string | null {
  if (response.error !== undefined && response.error !== "") return response.error;
  if (response.cached === true) return "the reply came out of a cache, so it is no draw of its own: run promptfoo with --no-cache";
  return null;
}

/** A JSON format or a tool call arrives as an object. */
export function textOf(output: unknown): string {
  if (typeof output === "string") return output;
  return output === undefined || output === null ? "" : JSON.stringify(output);
}
