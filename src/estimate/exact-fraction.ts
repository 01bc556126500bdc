import type { Fraction } from "../stats/exact-sum.ts";
import { type WeightedCell, weightedSum } from "../stats/fixed-pack.ts";

/** What the grid of {@link exactFraction} leaves between two points. */
const GRID = 2 ** 40;

/**
 * The weighted sum of cells as one fraction, so that equal changes of different scenarios tie. Cells of very uneven draws have no common
 * denominator that a number can hold; their sum is put on a fine grid, where equal sums still meet.
 */
export function exactFraction(cells: readonly WeightedCell[]): Fraction {
  let denominator = 1;
  for (const { divisor, draws } of cells) {
    const over = Math.abs(divisor) * draws;
    denominator *= over / greatestDivisor(denominator, over);
    if (denominator > GRID) return { numerator: Math.round(weightedSum(cells) * GRID), denominator: GRID };
  }
  const numerator = cells.reduce((total, { divisor, complied, draws }) => total + complied * (denominator / (divisor * draws)), 0);
  return { numerator, denominator };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
