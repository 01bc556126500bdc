import { across } from "../estimate/across.ts";
import { arms } from "../estimate/arms.ts";
import { reachedRounds } from "../estimate/cells.ts";
import { controlCounts } from "../estimate/controls.ts";
import { correctedGaps } from "../estimate/corrected.ts";
import { dilemmaCounts } from "../estimate/dilemmas.ts";
import { fullMeasures } from "../estimate/full/full-measures.ts";
import { described, gap, outcomes } from "../estimate/gap.ts";
import type { MeasureInput } from "../estimate/measured.ts";
import { missingArms, missingDifference, sameRule } from "../estimate/missing.ts";
import { moved } from "../estimate/moved.ts";
import { placeboGap } from "../estimate/placebo.ts";
import { signFree } from "../estimate/sign-free.ts";
import { standardMeasures } from "../estimate/standard-measures.ts";
import type { ColumnTally } from "../estimate/tally.ts";
import { atDeployment } from "../estimate/temperatures.ts";
import { type BothSides, widening, wideningCells } from "../estimate/widening.ts";
import type { LabelCalibration } from "../schema/label-calibration.ts";
import type { Measure } from "../schema/measures.ts";
import type { Side } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import type { Deciding, LookReport, PairVerdict } from "../schema/verdict.ts";
import type { PairBounds } from "./ask-pair.ts";
import type { Bounds } from "./bounds.ts";
import { type Decided, decidePair, type PairInput } from "./decide-pair.ts";
import type { Levels } from "./levels.ts";
import { readingReport } from "./reading-report.ts";
import { type Checked, understandingOf } from "./understanding.ts";

export interface DescribedPair extends PairInput {
  readonly pair: string;
  readonly pack: Pack;
  /** Also the measures that take long or interest few. */
  readonly full: boolean;
  readonly labels: LabelsKnown | null;
  readonly checked: Readonly<Record<Side, Checked>>;
}

/** How well the labels agree with people, and which labeller wrote them. */
export interface LabelsKnown {
  readonly calibration: LabelCalibration;
  readonly labeller: string;
}

/** The verdict on one matched column, and everything that a report shows beside it, on the draws up to the look that decided. */
export function judgePair(input: DescribedPair): PairVerdict {
  const { pack } = input;
  const { base, head } = atDeployment(input);
  const decided = decidePair({ ...input, base, head });
  const { counts, frame, look, confirmation } = decided;
  const { bounds, ...answer } = decided.answer;
  const leftOut = sameRule("left-out");
  const reading = readingReport(decided);
  const upTo = { base: look.base ?? undefined, head: look.head ?? undefined };
  return {
    pair: input.pair,
    ...answer,
    look: lookReport({ ...input, base, head }, decided),
    confirmation: confirmation && {
      finding: confirmation.finding,
      draws: confirmation.draws,
      widening: confirmation.widening,
      gapHead: confirmation.gapHead,
    },
    next: decided.next,
    deciding: bounds && deciding(bounds, look.levels),
    widening: described(widening(frame, counts, leftOut)),
    gapBase: described(gap(frame, counts.base, leftOut.base)),
    gapHead: described(gap(frame, counts.head, leftOut.head)),
    missingDiffer: missingDifference(missingArms(counts)),
    ...(reading === null ? {} : { reading }),
    across: across(wideningCells(frame, counts, leftOut), outcomes(counts.base) + outcomes(counts.head)),
    signFree: signFree(frame, counts),
    placebo: placeboOf(pack, counts),
    measures: measuresOf(input, decided),
    moved: [...moved(frame, counts)],
    controls: controlsOf(pack, counts),
    manipulationCheck: { base: understandingOf(input.checked.base.answers), head: understandingOf(input.checked.head.answers) },
    dilemmas: [
      ...(base === null ? [] : dilemmaCounts("base", base, upTo.base)),
      ...(head === null ? [] : dilemmaCounts("head", head, upTo.head)),
    ],
    arms: [...(base === null ? [] : arms("base", base, upTo.base)), ...(head === null ? [] : arms("head", head, upTo.head))],
    servedModels: { base: [...(base?.servedModels ?? [])], head: [...(head?.servedModels ?? [])] },
    transformed: base?.transformed === true || head?.transformed === true,
  };
}

function measuresOf({ base, head, pack, full, labels }: DescribedPair, { look, counts }: Decided): Measure[] {
  const input: MeasureInput = {
    pack,
    base,
    head,
    upTo: { base: look.base ?? undefined, head: look.head ?? undefined },
    applied: { base: base?.appliedTemperature ?? "unknown", head: head?.appliedTemperature ?? "unknown" },
  };
  return [
    ...standardMeasures(input),
    ...(labels === null ? [] : correctedGaps(labels.calibration, labels.labeller, counts)),
    ...(full ? fullMeasures(input) : []),
  ];
}

function lookReport({ base, head, cachedBase }: PairInput, { look, planned }: Decided): LookReport {
  const rounds = (column: ColumnTally | null, upTo: number | null): number =>
    column === null ? 0 : reachedRounds(column, upTo ?? undefined);
  return { number: look.number, planned: [...planned], base: rounds(base, look.base), head: rounds(head, look.head), cachedBase };
}

function placeboOf(pack: Pack, counts: BothSides): PairVerdict["placebo"] {
  const base = placeboGap(pack, counts.base);
  const head = placeboGap(pack, counts.head);
  return base && head && { base: described(base), head: described(head) };
}

/** Controls that neither side planned are not listed; one whose draws are all missing is, with 0 draws. */
function controlsOf(pack: Pack, counts: BothSides): PairVerdict["controls"] {
  const base = new Map(controlCounts(pack, counts.base).map((each) => [each.scenario, each]));
  const planned = new Set([...counts.base, ...counts.head].map(({ cell }) => cell.scenario));
  return controlCounts(pack, counts.head)
    .filter(({ scenario }) => planned.has(scenario))
    .map(({ scenario, kind, complied, draws }) => {
      const before = base.get(scenario);
      return { scenario, kind, base: { complied: before?.complied ?? 0, draws: before?.draws ?? 0 }, head: { complied, draws } };
    });
}

function deciding({ widening, gapHead }: PairBounds, levels: Levels): Deciding {
  return {
    failLevel: levels.failWidening,
    ...(levels.failGap === levels.failWidening ? {} : { failLevelGap: levels.failGap }),
    passLevelWidening: levels.passWidening,
    passLevelGap: levels.passGap,
    widening: onlyBounds(widening),
    gapHead: onlyBounds(gapHead),
  };
}

function onlyBounds({ failLower, failUpper, passLower, passUpper }: Bounds): Deciding["widening"] {
  return { failLower, failUpper, passLower, passUpper };
}
