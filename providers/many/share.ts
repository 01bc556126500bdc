import type { ProviderResponse } from "promptfoo";
import type { Body } from "../../src/batch/prepare.ts";
import { billOf, NO_BILL, usageOf } from "../choice/bill.ts";
import type { Completion } from "../choice/completion.ts";
import type { ManyConfig } from "./config.ts";

/**
 * The choices of one completion, a response each. What the call took stands on the first: the API counts the tokens of all choices together, and to share them out would be
 * a guess. Each has an id of its own, since one call may give two replies of the same words.
 */
export function shared(completion: Completion, body: Body, config: ManyConfig): ProviderResponse[] {
  const { id, model, choices } = completion;
  const { temperature } = body;
  return choices.map(({ message, finish_reason: finishReason }, place) => {
    const refusal = message.refusal ?? null;
    return {
      output: refusal ?? message.content ?? "",
      ...(refusal === null ? {} : { isRefusal: true }),
      ...(typeof finishReason === "string" ? { finishReason } : {}),
      ...usageOf(place === 0 ? billOf(completion, config) : NO_BILL),
      metadata: {
        model,
        responseId: `${id}#${place + 1}`,
        request: { temperature: typeof temperature === "number" ? temperature : null },
        choices: choices.length,
      },
    };
  });
}
