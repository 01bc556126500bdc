import { countCells, countedUnder } from "../../estimate/cells.ts";
import { isGapCondition } from "../../estimate/frame.ts";
import { Tally } from "../../estimate/tally.ts";
import type { PlannedDraw } from "../../scenario/plan.ts";
import { shuffled } from "../../scenario/shuffle.ts";
import type { Draw } from "../../schema/draw.ts";
import { cellKey } from "../../schema/identity.ts";
import type { StoredBase } from "../../schema/verdict.ts";
import { permuteLabels, type TwoSidedCell } from "../../stats/permute-labels.ts";

/** A few cells of a stored base, drawn anew: does the model still behave as it did? */

/** Share of the gap's cells that are asked: enough to notice another model, cheap beside drawing base. */
export const CANARY_SHARE = 0.15;
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
 * The fresh draws against the stored ones of the same places. Exact under "no cell changed": within each cell, stored and fresh are dealt anew; the cells of
 * all pairs are pooled in one sum of squared changes.
 */
export function canaryOf(stored: readonly Draw[], fresh: readonly Draw[], seed: number): Canary {
  const asked = new Set(fresh.map((draw) => JSON.stringify([draw.pair, placeOf(draw.identity)])));
  const before = countsOf(stored.filter((draw) => asked.has(JSON.stringify([draw.pair, placeOf(draw.identity)]))));
  const cells = [...countsOf(fresh)].flatMap(([key, head]): TwoSidedCell[] => {
    const base = before.get(key);
    return base === undefined ? [] : [{ base, head }];
  });
  return { cells: cells.length, draws: fresh.length, p: permuteLabels(cells, seed, PERMUTATIONS) };
}

/** Fresh draws that came to an outcome. */
export function outcomesIn(fresh: readonly Draw[]): number {
  return [...countsOf(fresh).values()].reduce((sum, { draws }) => sum + draws, 0);
}

/** Names of models that answer now and did not answer then; empty where a side does not say who answered. */
export function newModels(stored: readonly Draw[], fresh: readonly Draw[]): readonly string[] {
  const before = new Set(stored.flatMap(({ servedModel }) => servedModel ?? []));
  if (before.size === 0) return [];
  return [...new Set(fresh.flatMap(({ servedModel }) => servedModel ?? []))].filter((model) => !before.has(model)).toSorted();
}

/** Draws that came to no outcome say nothing. */
function countsOf(draws: readonly Draw[]): ReadonlyMap<string, TwoSidedCell["base"]> {
  const tally = new Tally();
  for (const draw of draws) tally.add(draw);
  return new Map(
    tally.columns.flatMap((column) =>
      countCells(column).map((counts) => [JSON.stringify([column.column, counts.key]), countedUnder("left-out", counts)] as const),
    ),
  );
}

function placeOf({ cell, draw }: Draw["identity"]): string {
  return JSON.stringify([cellKey(cell), draw]);
}
