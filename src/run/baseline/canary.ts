import { countCells, type Counted, countedUnder } from "../../estimate/cells.ts";
import { isGapCondition } from "../../estimate/frame.ts";
import { Tally } from "../../estimate/tally.ts";
import type { PlannedDraw } from "../../scenario/plan.ts";
import { shuffled } from "../../scenario/shuffle.ts";
import type { Draw } from "../../schema/draw.ts";
import { cellKey } from "../../schema/identity.ts";
import type { Condition } from "../../schema/scenario.ts";
import type { StoredBase } from "../../schema/stored-base.ts";
import { permuteLabels, type TwoSidedCell } from "../../stats/permute-labels.ts";
import { permutationP, permutedMeans } from "../../stats/permute-strata.ts";
import type { Stratum } from "../../stats/stratum.ts";

/** A few cells of a stored base, drawn anew: does the model still behave as it did? */

/** Share of the gap's cells that are asked: enough to notice another model, cheap beside drawing base. */
const CANARY_SHARE = 0.15;
/** A few cells at least: of a small pack the share would be one. */
const FEWEST_CELLS = 2;
/** Fresh draws of a cell at most. */
const MOST_DRAWS = 5;
const PERMUTATIONS = 9999;
/** Below this p the stored base is discarded. A model that did not move costs a drawn base once in a hundred canaries. */
export const CANARY_LEVEL = 0.01;

type Canary = NonNullable<StoredBase["canary"]>;

/**
 * The draws of base that are made anew: cells of the gap, drawn by lot, and in each as many draws as the stored base has there, five at most. They have the
 * numbers and so the option orders of the stored ones that they are compared with.
 */
export function canaryDraws(planned: readonly PlannedDraw[], stored: readonly Draw[], seed: number): readonly PlannedDraw[] {
  const gap = planned.filter(({ identity: { cell } }) => cell.role === "probe" && isGapCondition(cell.condition));
  const keys = [...new Set(gap.map(({ identity }) => cellKey(identity.cell)))].toSorted();
  const chosen = new Set(shuffled(keys, seed).slice(0, Math.max(FEWEST_CELLS, Math.ceil(CANARY_SHARE * keys.length))));
  const held = new Set(stored.map(({ identity }) => placeOf(identity)));
  return gap.filter(({ identity }) => chosen.has(cellKey(identity.cell)) && identity.draw < MOST_DRAWS && held.has(placeOf(identity)));
}

/**
 * The fresh draws against the stored ones of the same places: three exact tests under "no cell changed", in each of which stored and fresh draws of a cell are
 * dealt anew to the two, cells of all pairs pooled. One looks for cells that moved, whichever way; one for a model that complies more, or less, in general; one
 * for a gap that moved. The smallest p counts three times (Bonferroni).
 */
export function canaryOf(stored: readonly Draw[], fresh: readonly Draw[], seed: number): Canary {
  const asked = new Set(fresh.map((draw) => JSON.stringify([draw.pair, placeOf(draw.identity)])));
  const before = countsOf(stored.filter((draw) => asked.has(JSON.stringify([draw.pair, placeOf(draw.identity)]))));
  const cells = [...countsOf(fresh)].flatMap(([key, { condition, counted }]): AskedCell[] => {
    const base = before.get(key)?.counted;
    return base === undefined || base.draws === 0 || counted.draws === 0 ? [] : [{ condition, base, head: counted }];
  });
  const ps = [
    permuteLabels(cells, seed, PERMUTATIONS),
    meanMoved(
      cells.map(({ base, head }) => [base, head]),
      seed,
    ),
    meanMoved(
      cells.map(({ condition, base, head }) => (condition === "monitored" ? [base, head] : [head, base])),
      seed,
    ),
  ];
  return { cells: cells.length, draws: fresh.length, p: Math.min(1, ps.length * Math.min(...ps)) };
}

interface AskedCell extends TwoSidedCell {
  readonly condition: Condition;
}

/** That the mean change from the first of two to the second is none, in either direction. */
function meanMoved(cells: readonly (readonly [Counted, Counted])[], seed: number): number {
  if (cells.length === 0) return 1;
  const strata = cells.map((cell): Stratum => cell.map(({ complied, draws }) => [complied, draws - complied]));
  const observed = strata.reduce((sum, stratum) => sum + change(stratum), 0) / strata.length;
  return permutationP(Math.abs(observed), permutedMeans(strata, change, seed, PERMUTATIONS).map(Math.abs));
}

function change([first, second]: Stratum): number {
  return rate(second) - rate(first);
}

function rate(counts: readonly number[] | undefined): number {
  const [complied = 0, others = 0] = counts ?? [];
  return complied / (complied + others);
}

/** Fresh draws that came to an outcome. */
export function outcomesIn(fresh: readonly Draw[]): number {
  return [...countsOf(fresh).values()].reduce((sum, { counted }) => sum + counted.draws, 0);
}

/** Names of models that answer now and did not answer then; empty where a side does not say who answered. */
export function newModels(stored: readonly Draw[], fresh: readonly Draw[]): readonly string[] {
  const before = new Set(stored.flatMap(({ servedModel }) => servedModel ?? []));
  if (before.size === 0) return [];
  return [...new Set(fresh.flatMap(({ servedModel }) => servedModel ?? []))].filter((model) => !before.has(model)).toSorted();
}

/** By pair and cell. Draws that came to no outcome say nothing. */
function countsOf(draws: readonly Draw[]): ReadonlyMap<string, { readonly condition: Condition; readonly counted: Counted }> {
  const tally = new Tally();
  for (const draw of draws) tally.add(draw);
  return new Map(
    tally.columns.flatMap((column) =>
      countCells(column).map(
        (counts) =>
          [
            JSON.stringify([column.column, counts.key]),
            { condition: counts.cell.condition, counted: countedUnder("left-out", counts) },
          ] as const,
      ),
    ),
  );
}

function placeOf({ cell, draw }: Draw["identity"]): string {
  return JSON.stringify([cellKey(cell), draw]);
}
