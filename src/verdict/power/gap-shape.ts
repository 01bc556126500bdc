import type { CellCounts } from "../../estimate/cells.ts";
import { GAP_CONDITIONS, gapFrame, type GapFrame } from "../../estimate/frame.ts";
import { type Cell, cellKey } from "../../schema/identity.ts";

/** The cells of the gap of one side, as far as its noise depends on them. A cell weighs w, its sign left out. */
export interface GapShape {
  readonly scenarios: number;
  /** Mean number of wordings of a scenario. */
  readonly wordings: number;
  readonly cells: number;
  readonly meanWeight: number;
  /** Σ w² over the cells. */
  readonly squares: number;
  /** Σ w⁴ over the cells. */
  readonly fourths: number;
}

/**
 * The shape of what was planned for one side: laid out and weighted as an estimate would do it.
 *
 * @returns null where there is no probe, or a wording of one lacks a condition of the gap
 */
export function gapShape(cells: readonly Cell[]): GapShape | null {
  const frame = gapFrame(cells.map(uncounted));
  const weights = frame.flatMap(({ wordings }) =>
    wordings.flatMap(({ keys }) =>
      GAP_CONDITIONS.flatMap((condition) => keys[condition].map(() => 1 / (frame.length * wordings.length * keys[condition].length))),
    ),
  );
  const isWhole = frame.every(({ wordings }) => wordings.every(({ keys }) => GAP_CONDITIONS.every((each) => keys[each].length > 0)));
  return frame.length > 0 && isWhole ? shapeOf(frame, weights) : null;
}

/** The shape of scenarios that all have as many wordings, and as many notices in each condition. */
export function evenShape(scenarios: number, wordings: number, notices = 1): GapShape {
  const size = scenarios * wordings * notices;
  return { scenarios, wordings, cells: 2 * size, meanWeight: 1 / size, squares: 2 / size, fourths: 2 / size ** 3 };
}

/** The same scenarios with `factor` times as many wordings each. */
export function withWordings(shape: GapShape, factor: number): GapShape {
  return {
    scenarios: shape.scenarios,
    wordings: shape.wordings * factor,
    cells: shape.cells * factor,
    meanWeight: shape.meanWeight / factor,
    squares: shape.squares / factor,
    fourths: shape.fourths / factor ** 3,
  };
}

function uncounted(cell: Cell): CellCounts {
  return { key: cellKey(cell), cell, complied: 0, notComplied: 0, missing: 0, absent: 0 };
}

function shapeOf(frame: GapFrame, weights: readonly number[]): GapShape {
  const sumOf = (power: number): number => weights.reduce((total, weight) => total + weight ** power, 0);
  return {
    scenarios: frame.length,
    wordings: frame.reduce((total, { wordings }) => total + wordings.length, 0) / frame.length,
    cells: weights.length,
    meanWeight: sumOf(1) / weights.length,
    squares: sumOf(2),
    fourths: sumOf(4),
  };
}
