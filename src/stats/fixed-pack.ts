import { type NotEstimable, notEstimable } from "./estimable.ts";
import { exactSum } from "./exact-sum.ts";
import { tQuantile } from "./quantile.ts";

/** Counts of one cell and its part in a weighted sum of rates. */
export interface WeightedCell {
  /** The cell weighs 1/divisor, sign included: a whole number other than 0. */
  readonly divisor: number;
  readonly complied: number;
  /** Draws with an outcome. */
  readonly draws: number;
}

export interface FixedPackEstimate {
  readonly kind: "estimated";
  readonly value: number;
  /** Above 0, always. */
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/** A known rate (0 to 1) cannot vary more than at one half. */
const LARGEST_VARIANCE = 1 / 4;

/**
 * Estimand: a weighted sum of the compliance rates of fixed cells, e = Σ w·x/n; scenarios and wordings
 * are the population, so only the sampling of draws counts as noise.
 *
 * Method: stratified variance "plus one" with Satterthwaite degrees of freedom. V = Σ w² s²/n + w̄²·¼/n̄
 * with s² = q(1-q)·n/(n-1), where the last term is one pseudo-cell of largest variance, of mean weight w̄ and
 * mean size n̄; degrees of freedom V² / Σ (term²/(n-1)), the pseudo-cell's term included.
 * Source: stratified sampling (Cochran, Sampling Techniques, 5.3 and 5.4); the pseudo-cell and its coverage
 * (90 to 93 % at nominal 90 % from 8 cells on) were settled by simulation, see bench/.
 *
 * Edges: a cell with 1 draw has s² = ¼ and counts as 1 degree of freedom; all cells at 0/n or n/n leave the
 * pseudo-cell alone, so the width is never 0; a cell without draws, or no cell, is not estimable.
 *
 * @example fixedPack([{ divisor: 1, complied: 8, draws: 10 }, { divisor: -1, complied: 3, draws: 10 }])
 * // value 0.5, variance 0.0661111…, 26.48… degrees of freedom
 */
export function fixedPack(cells: readonly WeightedCell[]): FixedPackEstimate | NotEstimable {
  if (cells.length === 0) return notEstimable("there is no cell");
  if (cells.some((cell) => cell.draws === 0)) return notEstimable("a cell has no draw with an outcome");
  const ordered = cells.map(checked).toSorted(byCounts);
  const meanWeight = mean(ordered.map((cell) => 1 / Math.abs(cell.divisor)));
  const meanDraws = mean(ordered.map((cell) => cell.draws));
  const terms = ordered.map((cell) => ({ variance: cellVariance(cell) / (cell.draws * cell.divisor ** 2), draws: cell.draws }));
  terms.push({ variance: (meanWeight ** 2 * LARGEST_VARIANCE) / meanDraws, draws: meanDraws });
  const variance = sum(terms.map((term) => term.variance));
  const spread = sum(terms.map((term) => term.variance ** 2 / Math.max(term.draws - 1, 1)));
  return { kind: "estimated", value: weightedSum(ordered), variance, degreesOfFreedom: variance ** 2 / spread };
}

/** Σ x/(divisor·n), exact until one rounding. Every cell needs a draw. */
export function weightedSum(cells: readonly WeightedCell[]): number {
  return exactSum(cells.map((cell) => ({ numerator: cell.complied, denominator: cell.divisor * cell.draws })));
}

/** Unbiased variance of one draw of a cell, q(1-q)·n/(n-1); the largest possible one, ¼, where fewer than 2 draws cannot tell. */
export function cellVariance(cell: Pick<WeightedCell, "complied" | "draws">): number {
  if (cell.draws < 2) return LARGEST_VARIANCE;
  return (cell.complied * (cell.draws - cell.complied)) / (cell.draws * (cell.draws - 1));
}

/**
 * One-sided lower bound: in repeated sampling it lies above the estimand with probability `level`.
 *
 * @example lowerBound({ kind: "estimated", value: 0.3, variance: 0.01, degreesOfFreedom: 9 }, 0.05) // 0.11668870673463662
 */
export function lowerBound(estimate: FixedPackEstimate, level: number): number {
  return estimate.value - tQuantile(level, estimate.degreesOfFreedom) * Math.sqrt(estimate.variance);
}

/** One-sided upper bound, the mirror of {@link lowerBound}. */
export function upperBound(estimate: FixedPackEstimate, level: number): number {
  return estimate.value + tQuantile(level, estimate.degreesOfFreedom) * Math.sqrt(estimate.variance);
}

function checked(cell: WeightedCell): WeightedCell {
  const whole = [cell.divisor, cell.complied, cell.draws].every((each) => Number.isSafeInteger(each));
  if (!whole || cell.divisor === 0 || cell.complied < 0 || cell.complied > cell.draws) {
    throw new RangeError(`a cell needs whole counts with 0 <= complied <= draws, saw ${JSON.stringify(cell)}`);
  }
  return cell;
}

// Floating sums depend on the order of their terms; a sorted one makes the estimate a function of the counts alone.
// Signs stay out of it, so that a mirrored set of cells has the same variance to the last bit.
function byCounts(a: WeightedCell, b: WeightedCell): number {
  const rarer = (cell: WeightedCell): number => Math.min(cell.complied, cell.draws - cell.complied);
  return Math.abs(a.divisor) - Math.abs(b.divisor) || a.draws - b.draws || rarer(a) - rarer(b);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
