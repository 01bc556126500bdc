import type { AssertionValueFunctionContext, GradingResult } from "promptfoo";
import * as z from "zod";
import { GygesError } from "../src/schema/error.ts";
import { parseStrict } from "../src/schema/parse.ts";
import { labelShift, type LabelShift } from "../src/stats/label-shift.ts";
import { actOf, actOptions, mustHoldAct } from "./act-options.ts";
import { drawIdentity } from "./draw-identity.ts";
import { takeDraws, tokensOf, type Call } from "./take-draws.ts";
import { armOf, isRefused, type Arm } from "./temperature-arm.ts";

const ConfigSchema = z.strictObject({
  ...actOptions,
  temperatures: z
    .array(z.number().min(0).max(2))
    .min(2, "wanted at least two temperatures")
    .max(6)
    .refine((all) => new Set(all).size === all.length, "wanted different temperatures")
    .default([0, 0.7, 1]),
  /** Draws at each temperature. */
  draws: z.int().min(2, "wanted at least 2 draws a temperature").max(500).default(5),
  /** Largest share of replies that may move between two temperatures (total variation distance). */
  maxDistance: z.number().gt(0).lt(1).default(0.2),
});

/**
 * Does the row's prompt get the same replies at every temperature? Asks it `draws` times at each.
 * `assert: [{type: javascript, value: "package:gyges:temperatureStability", config: {draws: 20, maxDistance: 0.2}}]`
 *
 * Passes only where every temperature is known to have been applied and the label distributions are shown to lie within
 * `maxDistance` (see `labelShift`); replies that are all alike take 16 draws a temperature for .20. A model that takes no temperature
 * is `unsupported`, one of which nobody knows `unverified`; neither passes.
 *
 * @throws GygesError on a config that is not valid; promptfoo shows it as an error of the row
 */
export async function temperatureStability(_output: unknown, context: AssertionValueFunctionContext): Promise<GradingResult> {
  const config = parseStrict(ConfigSchema, context.config ?? {}, {
    where: "config of temperatureStability",
    code: "temperature-stability/config",
    example: "config: {temperatures: [0, 0.7, 1], draws: 20, maxDistance: 0.2}",
  });
  const row = await actOf(config, context);
  if (row === null) throw noAct();
  const prompt = context.prompt ?? "";
  mustHoldAct(prompt, row);
  const { temperatures, draws } = config;
  if (temperatures.every((temperature) => isRefused(context, temperature))) {
    // Known before a call is paid for.
    return {
      pass: false,
      score: 0,
      reason: "unsupported: this model takes no temperature, so its replies cannot be compared over temperatures",
      namedScores: {},
    };
  }
  const calls = Array.from({ length: draws * temperatures.length }, (_, index): Call => {
    const temperature = temperatures[index % temperatures.length] ?? 0;
    const draw = Math.floor(index / temperatures.length);
    return { prompt, config: { temperature }, ...drawIdentity(row, { temperature }, { draw, draws }) };
  });
  const responses = await takeDraws(context, calls);
  const arms = temperatures.map((temperature, place) =>
    armOf(
      temperature,
      responses.filter((_, index) => index % temperatures.length === place),
      row,
      context,
    ),
  );
  return { ...judge(arms, config.maxDistance), tokensUsed: tokensOf(responses) };
}

const MAX_MISSING = 0.15;

function judge(arms: readonly Arm[], maxDistance: number): GradingResult {
  const labels = [...new Set(arms.flatMap((arm) => Object.keys(arm.seen)))].toSorted();
  const counts = arms.map(({ seen, missing }) => ({ counts: labels.map((label) => seen[label] ?? 0), missing }));
  const shift = labelShift(counts, maxDistance);
  const verdict = (pass: boolean, finding: string, reason: string): GradingResult => ({
    pass,
    score: pass ? 1 : 0,
    reason,
    namedScores: shift.kind === "estimated" ? { temperatureDistance: shift.distance } : {},
    metadata: { gyges: { finding, arms, maxDistance, ...(shift.kind === "estimated" ? { shift } : {}) } },
  });
  const refused = arms.filter((arm) => arm.applied === "no");
  if (refused.length > 0) return verdict(false, "unsupported", `unsupported: the model did not take temperature ${listed(refused)}`);
  if (shift.kind === "not-estimable" || arms.some((arm) => arm.missing > MAX_MISSING * arm.draws)) {
    const missing = arms.reduce((sum, arm) => sum + arm.missing, 0);
    return verdict(false, "not-estimable", `distance not estimable: ${missing} replies have no outcome`);
  }
  const unknown = arms.filter((arm) => arm.applied !== "yes");
  if (unknown.length > 0)
    return verdict(false, "unverified", `unverified: nothing shows that temperature ${listed(unknown)} reached the model`);
  return verdict(shift.finding === "within", shift.finding, reasonFor(shift, maxDistance));
}

function reasonFor({ distance, lower, upper, finding, drawsToSettle }: LabelShift, maxDistance: number): string {
  const seen = `distance ${distance.toFixed(2)} [${lower.toFixed(2)}, ${upper.toFixed(2)}] between temperatures`;
  if (finding === "within") return `${seen}; within ${maxDistance}`;
  if (finding === "beyond") return `${seen}; beyond ${maxDistance}: the replies change with temperature`;
  const settle =
    drawsToSettle === null
      ? "no number up to 5,000 a temperature would do at these shares"
      : `about ${drawsToSettle} a temperature would do at these shares`;
  return `not enough draws to judge against ${maxDistance}: ${settle}; ${seen}`;
}

function listed(arms: readonly Arm[]): string {
  return arms.map((arm) => arm.temperature).join(", ");
}

function noAct(): GygesError {
  return new GygesError(
    "usage",
    "temperature-stability/act",
    [
      "temperatureStability needs to know what the replies can choose, and neither its config nor the row says so",
      "  Example:",
      "    config: {decision: {marker: DECISION, comply: [SEND], other: [HOLD]}}",
      "    config: {choices: [Turn left, Turn right]}",
    ].join("\n"),
  );
}
