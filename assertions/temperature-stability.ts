import type { AssertionValueFunctionContext, GradingResult } from "promptfoo";
import * as z from "zod";
import { GygesError } from "../src/schema/error.ts";
import { parseStrict } from "../src/schema/parse.ts";
import { isOneReply, labelShift, type LabelCounts, type LabelShift } from "../src/stats/label-shift.ts";
import { actOf, actOptions, mustHoldAct } from "./act-options.ts";
import { drawIdentity } from "./draw-identity.ts";
import { drawsOption, enoughDraws } from "./enough-draws.ts";
import { MAX_MISSING } from "./max-missing.ts";
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
  /** Draws at each temperature, each a call beside the row's own. Default: the fewest that can pass. */
  draws: drawsOption,
  /** Largest share of replies that may move between two temperatures (total variation distance). */
  maxDistance: z.number().gt(0).lt(1).default(0.2),
});

/**
 * Does the row's prompt get the same replies at every temperature? Asks it `draws` times at each.
 * `assert: [{type: javascript, value: "package:gyges:temperatureStability", config: {draws: 20, maxDistance: 0.2}}]`
 *
 * Passes only where every temperature is known to have been applied and the label distributions are shown to lie within
 * `maxDistance`, fails where they are shown to differ (see `labelShift`), and between the two as "not enough draws". A model that takes
 * no temperature is `unsupported`, one of which nobody knows `unverified`; neither passes.
 *
 * At temperature 0 repeats are near copies. Where all of them agree they count as one reply and not as so many draws: the other
 * temperatures are compared with that reply, and their draws alone carry the error. What the model would say at 0 on another day, or to
 * another wording, is not claimed. Where they disagree they are no copies and count as draws. The agreement is reported either way.
 *
 * Cost: `draws` is by default the fewest that can pass, if all replies are alike: 13 a temperature for .20, 39 calls for the three
 * default temperatures. Fewer are refused before a call is made, and more than 100 calls a row want `draws` in the config.
 *
 * @throws GygesError on a config that is not valid; promptfoo shows it as an error of the row
 */
export async function temperatureStability(_output: unknown, context: AssertionValueFunctionContext): Promise<GradingResult> {
  const config = parseStrict(ConfigSchema, context.config ?? {}, {
    where: "config of temperatureStability",
    code: "temperature-stability/config",
    example: "config: {temperatures: [0, 0.7, 1], draws: 20, maxDistance: 0.2}",
  });
  const { temperatures, maxDistance } = config;
  const draws = enoughDraws(config.draws, { key: "maxDistance", margin: maxDistance, arms: temperatures.length, arm: "temperature" });
  const row = await actOf(config, context);
  if (row === null) throw noAct();
  const prompt = context.prompt ?? "";
  mustHoldAct(prompt, row);
  const refused = temperatures.filter((temperature) => isRefused(context, temperature));
  // Known before a call is paid for.
  if (refused.length > 0) return unsupported(refused, { maxDistance });
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
  return { ...judge(arms, maxDistance), tokensUsed: tokensOf(responses) };
}

function judge(arms: readonly Arm[], maxDistance: number): GradingResult {
  const counts = countsOf(arms);
  const shift = labelShift(counts, maxDistance);
  const facts = { arms, maxDistance, ...(shift.kind === "estimated" ? { shift } : {}) };
  const namedScores = shift.kind === "estimated" ? { temperatureDistance: shift.distance } : {};
  const refused = arms.filter((arm) => arm.applied === "no");
  if (refused.length > 0) return { ...unsupported(refused.map(temperatureOf), facts), namedScores };
  if (shift.kind === "not-estimable" || arms.some((arm) => arm.missing > MAX_MISSING * arm.draws)) {
    const missing = arms.reduce((sum, arm) => sum + arm.missing, 0);
    return { ...failed("not-estimable", `distance not estimable: ${missing} replies have no outcome`, facts), namedScores };
  }
  const unknown = arms.filter((arm) => arm.applied !== "yes").map(temperatureOf);
  if (unknown.length > 0) {
    const reason = `unverified: nothing shows that temperature ${unknown.join(", ")} reached the model`;
    return { ...failed("unverified", reason, facts), namedScores };
  }
  const reason = `${reasonFor(shift, maxDistance, arms.length)}${copiesAt(arms, counts)}`;
  const outcome = failed(shift.finding, reason, facts);
  return shift.finding === "within" ? { ...outcome, pass: true, score: 1, namedScores } : { ...outcome, namedScores };
}

function countsOf(arms: readonly Arm[]): readonly LabelCounts[] {
  const labels = [...new Set(arms.flatMap((arm) => Object.keys(arm.seen)))].toSorted();
  return arms.map(({ seen, missing, temperature }) => ({
    counts: labels.map((label) => seen[label] ?? 0),
    missing,
    repeats: temperature === 0,
  }));
}

function unsupported(temperatures: readonly number[], facts: object): GradingResult {
  const reason = `unsupported: the model did not take temperature ${temperatures.join(", ")}, so its replies cannot be compared over temperatures`;
  return failed("unsupported", reason, facts);
}

function failed(finding: string, reason: string, facts: object): GradingResult {
  return { pass: false, score: 0, reason, namedScores: {}, metadata: { gyges: { finding, ...facts } } };
}

function reasonFor({ distance, lower, upper, finding, drawsToSettle }: LabelShift, maxDistance: number, arms: number): string {
  const seen = `distance ${distance.toFixed(2)} [${lower.toFixed(2)}, ${upper.toFixed(2)}] between temperatures`;
  if (finding === "within") return `${seen}; within ${maxDistance}`;
  if (finding === "beyond") return `${seen}; beyond ${maxDistance}: the replies change with temperature`;
  const settle =
    drawsToSettle === null
      ? "no number up to 5,000 a temperature would do at these shares"
      : `about ${drawsToSettle} a temperature (${drawsToSettle * arms} calls) would do at these shares`;
  return `not enough draws to judge against ${maxDistance}: ${settle}; ${seen}`;
}

/** What the draws at temperature 0 are worth, where there are some. */
function copiesAt(arms: readonly Arm[], counts: readonly LabelCounts[]): string {
  const place = arms.findIndex((arm) => arm.temperature === 0);
  const [arm, count] = [arms[place], counts[place]];
  if (arm === undefined || count === undefined || arm.agreement === null) return "";
  const outcomes = arm.draws - arm.missing;
  const agree = `at temperature 0 ${Math.round(arm.agreement * outcomes)} of ${outcomes} replies agree (different texts: ${arm.texts})`;
  return isOneReply(count) ? `; ${agree} and count as one reply, not as ${outcomes} draws` : `; ${agree} and count as draws`;
}

function temperatureOf(arm: Arm): number {
  return arm.temperature;
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
