import type { PackEstimate } from "../../estimate/gap.ts";
import type { GapShape } from "./gap-shape.ts";

/** What the fixed-pack formula is to be expected to say, before a call is made, of cells whose mean p(1-p) is `v`. */

type Expected = Extract<PackEstimate, { kind: "estimated" }>;

/**
 * Its variance and degrees of freedom, around an estimate of 0.
 *
 * @param v from 0 to 1/4
 * @param sides draws of a cell, at least 2, of each side that is in the sum: one for a gap, two for a widening
 */
export function precision(shape: GapShape, v: number, sides: readonly number[]): Expected {
  const meanDraws = sum(sides) / sides.length;
  const pseudo = pseudoVariance(shape, meanDraws);
  const variance = noiseVariance(shape, v, sides) + pseudo;
  const spread = sum(sides.map((n) => (shape.fourths * meanSquare(v, n)) / (n ** 2 * (n - 1)))) + pseudo ** 2 / (meanDraws - 1);
  const degreesOfFreedom = variance ** 2 / spread;
  return { kind: "estimated", value: 0, variance, degreesOfFreedom, draws: sum(sides) * shape.cells, scenarios: shape.scenarios };
}

/** The variance of the estimate itself, to which the pseudo-cell adds nothing. */
export function noiseVariance({ squares }: GapShape, v: number, sides: readonly number[]): number {
  return sum(sides.map((n) => (squares * v) / n));
}

/** The pseudo-cell's part: one cell of mean weight and largest variance. */
export function pseudoVariance({ meanWeight }: GapShape, meanDraws: number): number {
  return (meanWeight ** 2 * LARGEST_VARIANCE) / meanDraws;
}

/** Standard deviation of what n draws of each cell show of the side's noise, as a share of it. */
export function spreadOfNoise({ squares, fourths }: GapShape, v: number, n: number): number {
  return v === 0 ? 0 : Math.sqrt(fourths * (meanSquare(v, n) - trueMeanSquare(v))) / (squares * v);
}

/** A known rate cannot vary more than at one half. */
const LARGEST_VARIANCE = 1 / 4;
/** Mean of (p(1-p))² as a share of v: .17 to .22 over the Beta shapes of real models, and never less than v itself. */
const SHARE_OF_SQUARES = 0.19;

function trueMeanSquare(v: number): number {
  return v * Math.max(SHARE_OF_SQUARES, v);
}

/** Mean of s⁴ over cells of n draws, from the mean and the mean square of p(1-p): v/2 at 2 draws and v/3 at 3 whatever the rates are. */
function meanSquare(v: number, n: number): number {
  const m = trueMeanSquare(v);
  return m + (v - 3 * m - (m * (n - 3)) / (n - 1)) / n;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
