import type { AssertionValueFunctionContext, ProviderResponse } from "promptfoo";
import { temperatureApplied } from "../src/promptfoo/capability/temperature-applied.ts";
import { outputText } from "../src/promptfoo/row/reply-of-row.ts";
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
  /** Share of the draws with an outcome that have the most frequent one; null where none has an outcome. */
  readonly agreement: number | null;
  /** Different texts among the draws with an outcome: at temperature 0 often a single one. */
  readonly texts: number;
}

/** @param responses at one temperature, each a draw */
export function armOf(
  temperature: number,
  responses: readonly ProviderResponse[],
  row: RowAct,
  context: AssertionValueFunctionContext,
): Arm {
  const seen: Record<string, number> = {};
  const texts = new Set<string>();
  for (const response of responses) {
    const { label, choice } = labelResponse(response, row);
    if (isMissing(label)) continue;
    const name = choice === null ? label : `${label} ${choice}`;
    seen[name] = (seen[name] ?? 0) + 1;
    texts.add(outputText(response.output));
  }
  const outcomes = Object.values(seen).reduce((sum, count) => sum + count, 0);
  return {
    temperature,
    applied: appliedTo(responses, temperature, context),
    draws: responses.length,
    seen,
    missing: responses.length - outcomes,
    agreement: outcomes === 0 ? null : Math.max(...Object.values(seen)) / outcomes,
    texts: texts.size,
  };
}

function appliedTo(responses: readonly ProviderResponse[], temperature: number, context: AssertionValueFunctionContext): Applied {
  const ways = new Set(responses.map((response) => appliedBy(context, temperature, response)));
  return ways.has("no") ? "no" : ways.has("unknown") ? "unknown" : "yes";
}

/** Is it known before any call that the model takes no such temperature? */
export function isRefused(context: AssertionValueFunctionContext, temperature: number): boolean {
  return appliedBy(context, temperature, {}) === "no";
}

function appliedBy(
  { provider, test, prompt }: AssertionValueFunctionContext,
  requested: number,
  { metadata, error }: ProviderResponse,
): Applied {
  const config = { ...settingsOf(provider?.config), ...settingsOf(test.options) };
  return temperatureApplied({
    providerId: provider?.id() ?? "",
    config,
    requested,
    metadata,
    error: error ?? null,
    prompt: prompt ?? null,
  });
}
