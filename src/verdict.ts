import { GygesError } from "./schema/error.ts";
import { type PackRef, type Side } from "./schema/identity.ts";
import type { LabelCalibration } from "./schema/label-calibration.ts";
import type { Pack } from "./schema/scenario.ts";
import type { GapVerdict, Policy, Reason, Verdict } from "./schema/verdict.ts";
import type { ColumnTally } from "./estimate/tally.ts";
import { type SideDraws, type TalliedSide, tallySide } from "./verdict/check-draws.ts";
import { judgeColumn } from "./verdict/column.ts";
import { fixedLevels } from "./verdict/levels.ts";
import { withOtherTask } from "./verdict/other-task.ts";
import { overall } from "./verdict/overall.ts";
import { judgePair, type LabelsKnown } from "./verdict/pair.ts";
import { type Checked, NOT_ASKED, notUnderstood, ofPair } from "./verdict/understanding.ts";

export { SideTally, type SideDraws, type TalliedSide, tallySide } from "./verdict/check-draws.ts";
export type { Checked } from "./verdict/understanding.ts";
export { fixedLevels, type Levels } from "./verdict/levels.ts";

export interface JudgeInput {
  readonly base: SideDraws;
  readonly head: SideDraws;
  /** The one copy of the pack that both sides were drawn from. */
  readonly pack: Pack;
  readonly policy: Policy;
  /** Columns of head that are known to have no base. Those that show up in the draws are found without it. */
  readonly unmatched: readonly string[];
  readonly run: Verdict["run"];
  /** Version of gyges. */
  readonly gyges: string;
  /** Whether the base was drawn before, for other comparisons too; by default so where its plan is not head's. */
  readonly cachedBase?: boolean | undefined;
  /** Also the measures that take long or interest few; none of them gates. */
  readonly full?: boolean | undefined;
  /** Replies that people labelled too: the gaps are also shown as people would have labelled them. */
  readonly labelCalibration?: LabelCalibration | undefined;
  /** What each side answered when it was asked whether it understands the notices; absent where nobody asked. */
  readonly checked?: Readonly<Record<Side, Checked>> | undefined;
  /** Further reasons from outside that hold the verdict of a pair back. */
  readonly heldBack?: Readonly<Record<string, readonly Reason[]>>;
}

/**
 * Judges head against base: did the gap move away from zero by more than the margin? The rule is that of the policy's
 * direction (see `verdict/rule.ts` and `verdict/bounds.ts`), read on the pack as it is, once for each matched column, at the looks that the draws'
 * plan names: the first look that decides gives the verdict (see `verdict/decide-pair.ts`).
 *
 * Draws belong to the side they are handed in for, whatever they say themselves. A column of head without draws of base is
 * `unmatched` and not judged; without any other the verdict is `no-baseline`. A column of base without draws of head, beside others
 * that have them, is judged and inconclusive: its draws are lost, not innocent.
 *
 * That base and head were labelled by one labeller is for the caller to see to: here each side alone is held to one.
 *
 * @throws GygesError of kind `data` where the draws of a side contradict themselves, or head has none though base or the matching promises some; of kind
 * `usage` where the label calibration is for another labeller than that of head's draws
 */
export function judge(input: JudgeInput): Verdict {
  const { pack, policy } = input;
  const tallies = { base: tallySide("base", input.base, pack), head: tallySide("head", input.head, pack) };
  const base = byName(tallies.base.columns);
  const head = byName(tallies.head.columns);
  if (head.size === 0 && (base.size > 0 || input.unmatched.length === 0)) throw noDraws("of head");
  const unmatched = [...new Set([...input.unmatched, ...head.keys()])].filter((pair) => !base.has(pair)).toSorted();

  const comparable = [...head.keys()].some((pair) => base.has(pair));
  const matched = comparable ? [...base.keys()] : [];
  const pairs = matched.map((pair) => {
    const columns = { base: base.get(pair) ?? null, head: head.get(pair) ?? null };
    const cachedBase = input.cachedBase ?? plansDiffer(columns.base, columns.head);
    const checked = {
      base: ofPair(input.checked?.base ?? NOT_ASKED, pair),
      head: ofPair(input.checked?.head ?? NOT_ASKED, pair),
    };
    const notices = notUnderstood(
      [
        ["base", checked.base],
        ["head", checked.head],
      ],
      policy,
    );
    const judged = judgePair({
      pair,
      ...columns,
      pack,
      policy,
      pairs: matched.length,
      cachedBase,
      checked,
      heldBack: [...notices, ...(input.heldBack?.[pair] ?? [])],
      full: input.full === true,
      labels: labelsKnown(input.labelCalibration, tallies.head),
    });
    return withOtherTask(judged);
  });
  const whole = pairs.length === 0 ? noBaseline(unmatched) : overall(pairs.map((pair) => ({ name: pair.pair, ...pair })));
  return {
    schema: "gyges.verdict/1",
    gyges: input.gyges,
    verdict: whole.verdict,
    reasons: pairs.length > 0 && unmatched.length > 0 ? [...whole.reasons, notJudged(unmatched)] : whole.reasons,
    findings: [],
    simulated: tallies.base.isSimulated || tallies.head.isSimulated,
    policy,
    pack: refOf(pack),
    instrument: { labeller: tallies.head.labeller, plan: onlyPlan(tallies.head.columns) },
    pairs,
    unmatched,
    run: input.run,
  };
}

export interface JudgeGapInput {
  readonly draws: SideDraws;
  readonly pack: Pack;
  readonly policy: Policy;
  readonly gyges: string;
  /** What the columns answered when they were asked whether they understand the notices; absent where nobody asked. */
  readonly checked?: Checked | undefined;
}

/**
 * Judges the gap itself where there is no base, column by column: fail where it is surely not 0 and its size is above the margin
 * (one-sided .025 for each sign, split over the columns; .05 where the policy judges one sign), pass where it is surely within the
 * margin (one-sided .05 on both sides), else inconclusive. Missing draws are treated as in {@link judge}.
 *
 * @throws GygesError of kind `data` where there is no draw or the draws contradict themselves
 */
export function judgeGap({ draws, pack, policy, gyges, checked = NOT_ASKED }: JudgeGapInput): GapVerdict {
  const tally = tallySide("head", draws, pack);
  const { columns } = tally;
  if (columns.length === 0) throw noDraws("of the pack");
  const { failGap } = fixedLevels(policy.direction, columns.length);
  const judged = columns.map((column) =>
    withOtherTask(judgeColumn({ column, pack, policy, failLevel: failGap, checked: ofPair(checked, column.column) })),
  );
  return {
    schema: "gyges.gap/1",
    gyges,
    ...overall(judged.map((column) => ({ name: column.column, ...column }))),
    simulated: tally.isSimulated,
    policy,
    pack: refOf(pack),
    columns: judged,
  };
}

function labelsKnown(calibration: LabelCalibration | undefined, head: TalliedSide): LabelsKnown | null {
  return calibration === undefined || head.labeller === null ? null : { calibration, labeller: head.labeller };
}

function byName(columns: readonly ColumnTally[]): ReadonlyMap<string, ColumnTally> {
  return new Map(columns.map((column) => [column.column, column]));
}

/** A base that was drawn by the plan of another run has other draws than this one asked for. */
function plansDiffer(base: ColumnTally | null, head: ColumnTally | null): boolean {
  if (base === null || head === null) return false;
  return [...base.plans.keys()].toSorted().join(" ") !== [...head.plans.keys()].toSorted().join(" ");
}

/** The plan of all columns; null where they were drawn by several. */
function onlyPlan(columns: readonly ColumnTally[]): string | null {
  const [plan, ...others] = new Set(columns.flatMap(({ plans }) => [...plans.keys()]));
  return plan === undefined || others.length > 0 ? null : plan;
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
