import type { Side } from "../schema/identity.ts";
import { CONDITIONS, type Condition } from "../schema/scenario.ts";
import type { Arm } from "../schema/verdict.ts";
import { exactSum } from "../stats/exact-sum.ts";
import { type CellCounts, cellsOf, countCells } from "./cells.ts";
import { ENGAGED } from "./draw-code.ts";
import { addedCounts, labelCounts } from "./labels.ts";
import type { ColumnTally } from "./tally.ts";

/** Name, among the labels of an arm, of planned draws for which there is no row at all. */
export const ABSENT = "absent";

/**
 * The probe draws of one side by condition: labels counted, and the rates of complying and engaging among draws with an
 * outcome, weighted as in the gap (cells inside a wording, wordings inside a scenario, scenarios equally; those without an outcome
 * are left out). Conditions without a draw are left out. `missing` and `draws` include the absent.
 */
export function arms(side: Side, column: ColumnTally, upTo?: number): readonly Arm[] {
  const complied = countCells(column, { upTo });
  const engaged = countCells(column, { upTo, outcome: ENGAGED });
  return CONDITIONS.flatMap((condition) => {
    const own = cellsOf(complied, "probe", condition);
    const labels = labelsOf(column, condition, upTo);
    if (Object.keys(labels).length === 0) return [];
    const absent = sumOf(own, (cell) => cell.absent);
    return [
      {
        side,
        condition,
        draws: sumOf(own, (cell) => cell.complied + cell.notComplied + cell.missing),
        missing: sumOf(own, (cell) => cell.missing),
        complied: weightedRate(own),
        engaged: weightedRate(cellsOf(engaged, "probe", condition)),
        labels: absent > 0 ? { ...labels, [ABSENT]: absent } : labels,
      },
    ];
  });
}

function labelsOf({ cells }: ColumnTally, condition: Condition, upTo: number | undefined): Record<string, number> {
  const own = [...cells.values()].filter(({ cell }) => cell.role === "probe" && cell.condition === condition);
  const counts = addedCounts(own.map((cell) => labelCounts(cell, upTo)));
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function weightedRate(cells: readonly CellCounts[]): number | null {
  const seen = cells.filter((cell) => cell.complied + cell.notComplied > 0);
  const scenarios = [...Map.groupBy(seen, ({ cell }) => cell.scenario).values()];
  if (scenarios.length === 0) return null;
  return exactSum(
    scenarios.flatMap((ofScenario) => {
      const wordings = [...Map.groupBy(ofScenario, ({ cell }) => cell.wording).values()];
      return wordings.flatMap((ofWording) =>
        ofWording.map(({ complied, notComplied }) => ({
          numerator: complied,
          denominator: (complied + notComplied) * ofWording.length * wordings.length * scenarios.length,
        })),
      );
    }),
  );
}

function sumOf<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
