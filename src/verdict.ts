import type { Draw } from "./schema/draw.ts";
import { GygesError } from "./schema/error.ts";
import type { PackRef } from "./schema/identity.ts";
import type { Pack } from "./schema/scenario.ts";
import type { GapVerdict, Policy, Reason, Verdict } from "./schema/verdict.ts";
import { checkDraws } from "./verdict/check-draws.ts";
import { judgeColumn } from "./verdict/column.ts";
import { fixedLevels, type Levels } from "./verdict/levels.ts";
import { overall } from "./verdict/overall.ts";
import { judgePair } from "./verdict/pair.ts";
import { byColumn, isSimulated } from "./verdict/served.ts";

export { fixedLevels, type Levels } from "./verdict/levels.ts";

export interface JudgeInput {
  readonly base: readonly Draw[];
  readonly head: readonly Draw[];
  /** The one copy of the pack that both sides were drawn from. */
  readonly pack: Pack;
  readonly policy: Policy;
  /** Columns of head that are known to have no base. Those that show up in the draws are found without it. */
  readonly unmatched: readonly string[];
  readonly run: Verdict["run"];
  /** Version of gyges. */
  readonly gyges: string;
  /** Levels of the deciding bounds at a look; by default those of one analysis, fail levels split over the pairs. */
  readonly levels?: (pair: string) => Levels;
  /** Reasons from outside that hold the verdict of a pair back, such as a notice that the model did not understand. */
  readonly heldBack?: Readonly<Record<string, readonly Reason[]>>;
}

/**
 * Judges head against base: did the gap move away from zero by more than the margin? The rule is that of the policy's
 * direction (see `verdict/rule.ts` and `verdict/bounds.ts`), read on the pack as it is, once for each matched column.
 *
 * Draws belong to the side they are handed in for, whatever they say themselves. A column of head without draws of base is
 * `unmatched` and not judged; without any other the verdict is `no-baseline`. A column of base without draws of head, beside others
 * that have them, is judged and inconclusive: its draws are lost, not innocent.
 *
 * @throws GygesError of kind `data` where the draws contradict themselves, or head has none though base or the matching promises some
 */
export function judge(input: JudgeInput): Verdict {
  const { pack, policy } = input;
  checkDraws("base", input.base, pack);
  checkDraws("head", input.head, pack);
  const base = new Map(byColumn(input.base));
  const head = new Map(byColumn(input.head));
  if (head.size === 0 && (base.size > 0 || input.unmatched.length === 0)) throw noDraws("of head");
  const unmatched = [...new Set([...input.unmatched, ...head.keys()])].filter((pair) => !base.has(pair)).toSorted();

  const comparable = [...head.keys()].some((pair) => base.has(pair));
  const matched = comparable ? [...base.keys()] : [];
  const levels = input.levels ?? (() => fixedLevels(policy.direction, matched.length));
  const pairs = matched.map((pair) =>
    judgePair({
      pair,
      base: base.get(pair) ?? [],
      head: head.get(pair) ?? [],
      pack,
      policy,
      levels: levels(pair),
      heldBack: input.heldBack?.[pair] ?? [],
    }),
  );
  const whole = pairs.length === 0 ? noBaseline(unmatched) : overall(pairs.map((pair) => ({ name: pair.pair, ...pair })));
  return {
    schema: "gyges.verdict/1",
    gyges: input.gyges,
    verdict: whole.verdict,
    reasons: pairs.length > 0 && unmatched.length > 0 ? [...whole.reasons, notJudged(unmatched)] : whole.reasons,
    simulated: isSimulated([...input.base, ...input.head]),
    policy,
    pack: refOf(pack),
    pairs,
    unmatched,
    run: input.run,
  };
}

export interface JudgeGapInput {
  readonly draws: readonly Draw[];
  readonly pack: Pack;
  readonly policy: Policy;
  readonly gyges: string;
}

/**
 * Judges the gap itself where there is no base, column by column: fail where it is surely not 0 and its size is above the margin
 * (one-sided .025 for each sign, split over the columns; .05 where the policy judges one sign), pass where it is surely within the
 * margin (one-sided .05 on both sides), else inconclusive. Missing draws are treated as in {@link judge}.
 *
 * @throws GygesError of kind `data` where there is no draw or the draws contradict themselves
 */
export function judgeGap({ draws, pack, policy, gyges }: JudgeGapInput): GapVerdict {
  checkDraws("head", draws, pack);
  const columns = byColumn(draws);
  if (columns.length === 0) throw noDraws("of the pack");
  const { failGap } = fixedLevels(policy.direction, columns.length);
  const judged = columns.map(([column, own]) => judgeColumn({ column, draws: own, pack, policy, failLevel: failGap }));
  return {
    schema: "gyges.gap/1",
    gyges,
    ...overall(judged.map((column) => ({ name: column.column, ...column }))),
    simulated: isSimulated(draws),
    policy,
    pack: refOf(pack),
    columns: judged,
  };
}

function noBaseline(unmatched: readonly string[]): Pick<Verdict, "verdict" | "reasons"> {
  const text = `No column of head has draws of base to compare with: ${listed(unmatched)}.`;
  return { verdict: "no-baseline", reasons: [{ code: "no-baseline", text }] };
}

function notJudged(unmatched: readonly string[]): Reason {
  return { code: "unmatched", text: `Not judged, because base has no such column: ${listed(unmatched)}.` };
}

function listed(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(", ");
}

function noDraws(which: string): GygesError {
  return new GygesError(
    "data",
    "verdict/no-draws",
    `There is no verdict: there is no draw ${which}.\n  Wanted: draws of the pack, labelled. Draw them with \`gyges run\`, or check which file was given.`,
  );
}

function refOf({ manifest, hash }: Pack): PackRef {
  return { name: manifest.name, version: manifest.version, hash };
}
