import type { CellCounts } from "./cells.ts";
import type { GapFrame } from "./frame.ts";
import { type ArmRules, gapCells, isNotEstimable, outcomes, overScenarios, type PackEstimate, type ScenarioCells } from "./gap.ts";
import type { NotEstimable } from "../stats/estimable.ts";
import { differences } from "./valued.ts";

/** Which missing rule every arm of the comparison is read under. */
export interface SideRules {
  readonly base: ArmRules;
  readonly head: ArmRules;
}

/** The counts of both sides of one pair. */
export interface BothSides {
  readonly base: readonly CellCounts[];
  readonly head: readonly CellCounts[];
}

/** The widening W = gap(head) - gap(base): the mean over scenarios of the change of their gap. */
export function widening(frame: GapFrame, counts: BothSides, rules: SideRules): PackEstimate {
  return overScenarios(wideningCells(frame, counts, rules), outcomes(counts.base) + outcomes(counts.head));
}

/** Both parts of the rule at once: they read the same cells of head. */
export function wideningAndGap(
  frame: GapFrame,
  counts: BothSides,
  rules: SideRules,
): { readonly widening: PackEstimate; readonly gapHead: PackEstimate } {
  const head = gapCells(frame, counts.head, rules.head);
  const changes = changedCells(gapCells(frame, counts.base, rules.base), head);
  const drawn = outcomes(counts.head);
  return { widening: overScenarios(changes, outcomes(counts.base) + drawn), gapHead: overScenarios(head, drawn) };
}

/** The cells of the change of each scenario's gap: those of head as they are, those of base with the other sign. */
export function wideningCells(frame: GapFrame, counts: BothSides, rules: SideRules): readonly ScenarioCells[] | NotEstimable {
  return changedCells(gapCells(frame, counts.base, rules.base), gapCells(frame, counts.head, rules.head));
}

type Cells = readonly ScenarioCells[] | NotEstimable;

/** Two readings of the same cells as one: those of head as they are, those of base with the other sign. */
export function changedCells(base: Cells, head: Cells): Cells {
  if (isNotEstimable(base)) return { ...base, reason: `on base, ${base.reason}` };
  if (isNotEstimable(head)) return { ...head, reason: `on head, ${head.reason}` };
  return head.map(({ scenario, cells }, i) => ({ scenario, cells: differences(cells, base[i]?.cells ?? []) }));
}
