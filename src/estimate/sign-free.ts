import { permuteLabels } from "../stats/permute-labels.ts";
import { squaredGaps } from "../stats/squared-gaps.ts";
import { byLabels, countedUnder } from "./cells.ts";
import type { GapFrame } from "./frame.ts";
import { bothArms, gapCells, isNotEstimable } from "./gap.ts";
import type { BothSides } from "./widening.ts";

/** Enough to tell a p of .05 from one of .06 (standard error .005). */
const PERMUTATIONS = 1999;
/** Fixed, so that the same draws give the same p on every machine. */
const SEED = 20_261_123;

export interface SignFree {
  /** √max(0, Q) of either side, a difference of rates from 0 on: the size of a typical scenario's gap whatever its sign. */
  readonly base: number;
  readonly head: number;
  readonly change: number;
  /** p that no cell changed, in either direction, by `permuteLabels`; at least 1 / 2000 and not corrected for looks. */
  readonly pNoCellChanged: number;
}

/**
 * The sign-free line: gaps of opposite sign cancel in the mean, here they do not. Missing draws are left out, and draws are read by their labels.
 * Null where the gap of a side is not estimable or a cell has fewer than 2 draws with an outcome.
 */
export function signFree(frame: GapFrame, sides: BothSides): SignFree | null {
  const counts = { base: byLabels(sides.base), head: byLabels(sides.head) };
  const base = typicalGap(frame, counts.base);
  const head = typicalGap(frame, counts.head);
  if (base === null || head === null) return null;
  return { base, head, change: head - base, pNoCellChanged: pNoCellChanged(frame, counts) };
}

function typicalGap(frame: GapFrame, counts: BothSides["base"]): number | null {
  const scenarios = gapCells(frame, counts, bothArms("left-out"));
  if (isNotEstimable(scenarios)) return null;
  const q = squaredGaps(scenarios.map((each) => each.cells));
  return q.kind === "estimated" ? Math.sqrt(Math.max(0, q.value)) : null;
}

function pNoCellChanged(frame: GapFrame, counts: BothSides): number {
  const keys = frame.flatMap(({ wordings }) => wordings.flatMap(({ keys }) => [...keys.monitored, ...keys.unmonitored]));
  const base = new Map(counts.base.map((each) => [each.key, countedUnder("left-out", each)]));
  const head = new Map(counts.head.map((each) => [each.key, countedUnder("left-out", each)]));
  const cells = keys.flatMap((key) => {
    const [one, two] = [base.get(key), head.get(key)];
    return one === undefined || two === undefined ? [] : [{ base: one, head: two }];
  });
  return permuteLabels(cells, SEED, PERMUTATIONS);
}
