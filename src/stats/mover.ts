import { checkedPart } from "./checked.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import { type WeightedCell, weightedSum } from "./fixed-pack.ts";
import { wilson } from "./wilson.ts";

/** A weighted sum of rates with its interval. */
export interface MoverInterval {
  readonly kind: "estimated";
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Estimand: a weighted sum of the compliance rates of fixed cells, e = Σ w·x/n, as in `fixedPack`.
 *
 * Method: MOVER, the variance recovered from each cell's Wilson interval, `level` in each tail: the lower bound is
 * e - √Σ w²h², where h is the distance from a cell's rate to that limit which pulls the sum down (its lower one where w > 0, else
 * its upper one); the upper bound mirrors it. With two cells that weigh 1 and -1 it is `newcombe`.
 * Source: Zou and Donner 2008, "Construction of confidence limits about effect measures: a general approach".
 *
 * Shown only, it never gates: where most cells have rates near one half it covers less than said (80 to 86 % at nominal 90 % where the
 * mean p(1-p) is .2 or more).
 *
 * Edges: the width is never 0; a cell without draws, or no cell, is not estimable.
 *
 * @param level - probability in each tail, in (0, 1)
 * @throws RangeError on a divisor that is 0 or no whole number, and on counts that cannot be
 * @example mover([{ divisor: 1, complied: 56, draws: 70 }, { divisor: -1, complied: 48, draws: 80 }], 0.025)
 * // 0.2, from 0.0524… to 0.3338…
 */
export function mover(cells: readonly WeightedCell[], level: number): MoverInterval | NotEstimable {
  if (cells.length === 0) return notEstimable("there is no cell");
  const down: number[] = [];
  const up: number[] = [];
  for (const cell of cells) {
    const interval = wilson(...checked(cell), level);
    if (interval.kind === "not-estimable") return notEstimable("a cell has no draw with an outcome");
    const below = ((interval.value - interval.lower) / cell.divisor) ** 2;
    const above = ((interval.upper - interval.value) / cell.divisor) ** 2;
    down.push(cell.divisor > 0 ? below : above);
    up.push(cell.divisor > 0 ? above : below);
  }
  const value = weightedSum(cells);
  return { kind: "estimated", value, lower: value - rootOfSum(down), upper: value + rootOfSum(up) };
}

function checked({ divisor, complied, draws }: WeightedCell): readonly [number, number] {
  if (!Number.isSafeInteger(divisor) || divisor === 0) throw new RangeError(`wanted a whole divisor other than 0, saw ${divisor}`);
  return checkedPart(complied, draws, "complied <= draws");
}

/** Sorted, so that the order of the cells does not show in the last bit. */
function rootOfSum(squares: readonly number[]): number {
  return Math.sqrt(squares.toSorted((a, b) => a - b).reduce((total, square) => total + square, 0));
}
