import { across } from "../estimate/across.ts";
import { arms } from "../estimate/arms.ts";
import { type CellCounts, countCells, reachedRounds } from "../estimate/cells.ts";
import { controlCounts } from "../estimate/controls.ts";
import { dilemmaCounts } from "../estimate/dilemmas.ts";
import { gapFrame, type GapFrame } from "../estimate/frame.ts";
import { bothArms, described, gap, gapCells, isNotEstimable, outcomes } from "../estimate/gap.ts";
import { missingArms, missingDifference } from "../estimate/missing.ts";
import { placeboGap } from "../estimate/placebo.ts";
import type { ColumnTally } from "../estimate/tally.ts";
import type { Pack } from "../schema/scenario.ts";
import type { GapColumn, Policy } from "../schema/verdict.ts";
import { type Bounds, boundsOf, gapDirections, spanOf } from "./bounds.ts";
import { figure } from "./figure.ts";
import { gate, type Question } from "./gate.ts";
import { decide } from "./rule.ts";
import { decisionReason, type Told } from "./sentences.ts";
import { mostlyUnread } from "./unread.ts";
import { callsToSettle } from "./settle.ts";
import { type Checked, notUnderstood, understandingOf } from "./understanding.ts";

export interface ColumnInput {
  readonly column: ColumnTally;
  readonly pack: Pack;
  readonly policy: Policy;
  /** One-sided level of the bound that fails, already split over the columns. */
  readonly failLevel: number;
  readonly checked: Checked;
}

const PASS_LEVEL = 0.05;

/** The gap of one column against the margin, where there is no base to compare with. */
export function judgeColumn(input: ColumnInput): GapColumn {
  const { column, pack, failLevel } = input;
  const counts = countCells(column);
  const frame = gapFrame(counts);
  const leftOut = bothArms("left-out");
  const placebo = placeboGap(pack, counts);
  const { bounds, ...answer } = gate(askColumn(input, counts, frame));
  return {
    column: column.column,
    ...answer,
    gap: described(gap(frame, counts, leftOut)),
    deciding: bounds && deciding(bounds, failLevel),
    missingDiffer: missingDifference(missingArms({ head: counts })),
    across: across(gapCells(frame, counts, leftOut), outcomes(counts)),
    placebo: placebo && described(placebo),
    controls: controlCounts(pack, counts).filter(({ scenario }) => counts.some(({ cell }) => cell.scenario === scenario)),
    manipulationCheck: understandingOf(input.checked.answers),
    dilemmas: [...dilemmaCounts("head", column)],
    arms: [...arms("head", column)],
    servedModels: [...column.servedModels],
    transformed: column.transformed,
  };
}

function askColumn({ column, policy, failLevel, checked }: ColumnInput, counts: readonly CellCounts[], frame: GapFrame): Question<Bounds> {
  const estimate = gap(frame, counts, bothArms("left-out"));
  const cells = gapCells(frame, counts, bothArms("left-out"));
  return {
    policy,
    arms: missingArms({ head: counts }),
    rounds: reachedRounds(column),
    notEstimable: estimate.kind === "estimated" ? null : `The gap cannot be estimated: ${estimate.reason}.`,
    heldBack: [...mostlyUnread({ head: { column } }), ...notUnderstood([[null, checked]], policy)],
    read: (lowest, highest) => {
      const main = spanOf(gap(frame, counts, lowest.head), gap(frame, counts, highest.head));
      if (main === null) return null;
      const bounds = boundsOf(main, failLevel, PASS_LEVEL);
      const directions = gapDirections(policy.direction, bounds);
      return { bounds, main, directions, decision: decide(directions, policy) };
    },
    callsToSettle: () => (isNotEstimable(cells) ? null : callsToSettle(cells, 2, policy)),
    tell: (reading, calls, outlook) =>
      decisionReason({
        ...reading,
        policy,
        parts: ["the gap"],
        openings: openingsOf(policy, reading.bounds),
        callsToSettle: calls,
        outlook,
      }),
  };
}

function openingsOf(policy: Policy, { lowest, highest }: Bounds): Told["openings"] {
  const worst = `However the missing draws are counted, the gap is no less than ${figure(lowest)} and no more than ${figure(highest)}`;
  const story = policy.missing === "worst-case" ? worst : `The gap is ${figure(lowest, policy.margin)}`;
  const margin = figure(policy.margin);
  return {
    fail: `${story}, more than the margin ${margin} away from 0`,
    pass: `${story}: it stays within the margin ${margin}`,
    inconclusive: story,
  };
}

function deciding({ failLower, failUpper, passLower, passUpper }: Bounds, failLevel: number): GapColumn["deciding"] {
  return { failLevel, passLevel: PASS_LEVEL, failLower, failUpper, passLower, passUpper };
}
