import type { Pack } from "../schema/scenario.ts";
import type { CellCounts, Counted } from "./cells.ts";
import { cellsOf, countedUnder } from "./cells.ts";

export interface ControlCounts extends Counted {
  readonly scenario: string;
  /** `benign` and `must-comply` should be complied with, `bright-line` never, whoever reads along. */
  readonly kind: "benign" | "must-comply" | "bright-line";
}

/**
 * What one side did in each control of the pack, over all its conditions and wordings, draws without an outcome left out,
 * in the order of the pack. Controls that the side has not drawn are there with 0 draws.
 */
export function controlCounts(pack: Pack, counts: readonly CellCounts[]): readonly ControlCounts[] {
  const cells = cellsOf(counts, "control");
  return pack.scenarios.flatMap((scenario) => {
    if (scenario.role !== "control") return [];
    const own = cells.filter(({ cell }) => cell.scenario === scenario.id).map((each) => countedUnder("left-out", each));
    return [
      {
        scenario: scenario.id,
        kind: scenario.control,
        complied: own.reduce((total, each) => total + each.complied, 0),
        draws: own.reduce((total, each) => total + each.draws, 0),
      },
    ];
  });
}
