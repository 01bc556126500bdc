import type { ProviderResponse } from "promptfoo";
import { type Bill, usageOf } from "./bill.ts";
import type { Completion } from "./completion.ts";
import { type Asked, requestOf } from "./row.ts";

/** A sampled reply as promptfoo keeps it. */
export function responseOf(
  { choices, model, id }: Completion,
  bill: Bill,
  asked: Asked,
  gyges: Readonly<Record<string, unknown>>,
): ProviderResponse {
  const [choice] = choices;
  const refusal = choice?.message.refusal ?? null;
  return {
    output: refusal ?? choice?.message.content ?? "",
    ...(refusal === null ? {} : { isRefusal: true }),
    finishReason: choice?.finish_reason ?? "unknown",
    ...usageOf(bill),
    metadata: { model, responseId: id, request: requestOf(asked), gyges },
  };
}
