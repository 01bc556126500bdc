import type { AssertionValueFunctionContext, ProviderResponse } from "promptfoo";
import { temperatureApplied } from "../src/promptfoo/temperature-applied.ts";
import type { Applied } from "../src/schema/draw.ts";
import { isMissing } from "../src/schema/label.ts";
import type { RowAct } from "./act-options.ts";
import { labelResponse } from "./label-response.ts";
import { settingsOf } from "./settings.ts";

/** What the replies did at one temperature. */
export interface Arm {
  readonly temperature: number;
  readonly applied: Applied;
  readonly draws: number;
  /** Draws by label, and by choice within a label. */
  readonly seen: Readonly<Record<string, number>>;
  readonly missing: number;
}

export function armOf(
  temperature: number,
  responses: readonly ProviderResponse[],
  row: RowAct,
  context: AssertionValueFunctionContext,
): Arm {
  const seen: Record<string, number> = {};
  let missing = 0;
  for (const { label, choice } of responses.map((response) => labelResponse(response, row))) {
    const name = choice === null ? label : `${label} ${choice}`;
    if (isMissing(label)) missing += 1;
    else seen[name] = (seen[name] ?? 0) + 1;
  }
  const ways = new Set(responses.map((response) => appliedBy(context, temperature, response)));
  return { temperature, applied: ways.has("no") ? "no" : ways.has("unknown") ? "unknown" : "yes", draws: responses.length, seen, missing };
}

/** Is it known before any call that the model takes no such temperature? */
export function isRefused(context: AssertionValueFunctionContext, temperature: number): boolean {
  return appliedBy(context, temperature, {}) === "no";
}

function appliedBy({ provider, test }: AssertionValueFunctionContext, requested: number, { metadata, error }: ProviderResponse): Applied {
  const config = { ...settingsOf(provider?.config), ...settingsOf(test.options) };
  return temperatureApplied({ providerId: provider?.id() ?? "", config, requested, metadata, error: error ?? null });
}
