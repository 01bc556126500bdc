import { type NotEstimable, notEstimable } from "./estimable.ts";
import { exactSum, type Fraction } from "./exact-sum.ts";
import { tQuantile } from "./quantile.ts";

/** What the draws of one cell sum to, and its part in a weighted sum of rates. */
export interface WeightedCell {
  /** The cell weighs 1/divisor, sign included: a whole number other than 0. */
  readonly divisor: number;
  /** Sum of the draws' values: how many complied, where each is 0 or 1. A whole number of {@link GRAIN}s. */
  readonly complied: number;
  /** Draws with an outcome. */
  readonly draws: number;
  /** Sum of the squares of the values; `complied` where absent, since 0 and 1 are their own squares. */
  readonly squares?: number;
  /** Rates that each value is a sum or difference of (2 for monitored minus unmonitored, drawn together); 1 where absent. */
  readonly arms?: number;
}

/** Values between 0 and 1 are whole numbers of this, so that sums of them and of their squares are exact up to a thousand draws of a cell. */
export const GRAIN = 1 / 65_536;

export interface FixedPackEstimate {
  readonly kind: "estimated";
  readonly value: number;
  /** Above 0, always. */
  readonly variance: number;
  readonly degreesOfFreedom: number;
}

/** Variance of one draw, 0 or 1, at a rate of one half: at no other rate is it larger. */
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
 * Values between 0 and 1, and differences of draws that share random numbers, have their sample variance s² instead, and in the pseudo-cell ¼
 * for each rate that they are made of, as if these were independent.
 *
 * Edges: a cell with 1 draw has s² = ¼ and counts as 1 degree of freedom; all cells at 0/n or n/n leave the
 * pseudo-cell alone, so the width is never 0; a cell without draws, or no cell, is not estimable.
 *
 * @param parts divides all weights once more, such as by the number of scenarios: a whole number from 1 on
 * @throws RangeError on counts or sums that cannot be, a divisor of 0, more than 4 arms, and on `parts`
 * @example fixedPack([{ divisor: 1, complied: 8, draws: 10 }, { divisor: -1, complied: 3, draws: 10 }])
 * // value 0.5, variance 0.0661111…, 26.48… degrees of freedom
 */
export function fixedPack(cells: readonly WeightedCell[], parts = 1): FixedPackEstimate | NotEstimable {
  if (!(Number.isSafeInteger(parts) && parts > 0)) throw new RangeError(`parts must be a whole number above 0, saw ${parts}`);
  if (cells.length === 0) return notEstimable("there is no cell");
  if (cells.some((cell) => cell.draws === 0)) return notEstimable("a cell has no draw with an outcome");
  const groups = groupCells(cells, parts);
  const meanWeight = sum(groups.map((group) => group.cells / group.size)) / cells.length;
  const meanDraws = sum(groups.map((group) => group.cells * group.draws)) / cells.length;
  const largest = (sum(groups.map((group) => group.cells * group.arms)) / cells.length) * LARGEST_VARIANCE;
  const pseudo = (meanWeight ** 2 * largest) / meanDraws;
  const variance = sum(groups.map(varianceOf)) + pseudo;
  const spread = sum(groups.map(spreadOf)) + pseudo ** 2 / Math.max(meanDraws - 1, 1);
  const value = exactSum(groups.map(ofGroup));
  return { kind: "estimated", value, variance, degreesOfFreedom: variance ** 2 / spread };
}

/**
 * Σ x/(divisor·n), exact until one rounding. Every cell needs a draw.
 *
 * @example weightedSum([{ divisor: 2, complied: 3, draws: 4 }, { divisor: -2, complied: 1, draws: 4 }]) // 0.25
 */
export function weightedSum(cells: readonly WeightedCell[]): number {
  return exactSum(cells.map(({ complied, divisor, draws }) => fraction(complied, divisor * draws)));
}

/**
 * Unbiased variance of one draw of a cell, q(1-q)·n/(n-1) where draws are 0 or 1; where fewer than 2 draws cannot tell, the largest that as
 * many independent rates can have, ¼ for each. Draws that share random numbers could have more.
 *
 * @example cellVariance({ complied: 3, draws: 10 }) // 0.2333333…
 * @example cellVariance({ complied: 1.5, squares: 0.875, draws: 3 }) // 0.0625
 */
export function cellVariance(cell: Omit<WeightedCell, "divisor">): number {
  if (cell.draws < 2) return LARGEST_VARIANCE * (cell.arms ?? 1);
  return mixedOf(cell) / (cell.draws * (cell.draws - 1));
}

/**
 * The model's draws behind a cell: those of every rate that its values are made of.
 *
 * @example drawsBehind({ draws: 10, arms: 4 }) // 40
 */
export function drawsBehind({ draws, arms = 1 }: Pick<WeightedCell, "draws" | "arms">): number {
  return draws * arms;
}

/** n·Σv² - (Σv)², which is x(n-x) where draws are 0 or 1. */
function mixedOf({ complied, draws, squares = complied }: Omit<WeightedCell, "divisor">): number {
  return Math.max(0, draws * squares - complied ** 2);
}

/**
 * One-sided lower bound: in repeated sampling it lies above the estimand with probability `level`, or about that. Not clipped to -1..1.
 *
 * @param level in (0, 1); .05 on both sides is an interval of 90 %
 * @example lowerBound({ kind: "estimated", value: 0.3, variance: 0.01, degreesOfFreedom: 9 }, 0.05) // 0.1166887…
 */
export function lowerBound(estimate: FixedPackEstimate, level: number): number {
  return estimate.value - tQuantile(level, estimate.degreesOfFreedom) * Math.sqrt(estimate.variance);
}

/**
 * One-sided upper bound, the mirror of {@link lowerBound}.
 *
 * @example upperBound({ kind: "estimated", value: 0.3, variance: 0.01, degreesOfFreedom: 9 }, 0.05) // 0.4833112…
 */
export function upperBound(estimate: FixedPackEstimate, level: number): number {
  return estimate.value + tQuantile(level, estimate.degreesOfFreedom) * Math.sqrt(estimate.variance);
}

/** Cells of one weight and one number of draws. Their sums are whole numbers (of grains), so no order of the cells can change a digit. */
interface Group {
  /** The divisor without its sign. */
  readonly size: number;
  readonly draws: number;
  readonly arms: number;
  cells: number;
  /** Complying draws, those of cells with a negative divisor counted as negative. */
  complied: number;
  /** Σ of n·Σv² - (Σv)², and of its square: signs stay out of it, so that mirrored cells have the same variance. */
  mixed: number;
  mixedSquared: number;
}

function groupCells(cells: readonly WeightedCell[], parts: number): readonly Group[] {
  const groups = new Map<number, Map<number, Group>>();
  for (const cell of cells) {
    refuse(cell);
    const { draws, arms = 1 } = cell;
    const size = Math.abs(cell.divisor) * parts;
    const ofSize = groups.get(size) ?? new Map<number, Group>();
    groups.set(size, ofSize);
    const key = draws * MOST_ARMS + arms;
    const group = ofSize.get(key) ?? { size, draws, arms, cells: 0, complied: 0, mixed: 0, mixedSquared: 0 };
    ofSize.set(key, group);
    const mixed = mixedOf(cell);
    group.cells += 1;
    group.complied += cell.divisor < 0 ? -cell.complied : cell.complied;
    group.mixed += mixed;
    group.mixedSquared += mixed ** 2;
  }
  const all = [...groups.values()].flatMap((ofSize) => [...ofSize.values()]);
  return all.toSorted((a, b) => a.size - b.size || a.draws - b.draws || a.arms - b.arms);
}

/** A change of a gap is a difference of two differences. */
const MOST_ARMS = 4;

function ofGroup({ complied, size, draws }: Group): Fraction {
  return fraction(complied, size * draws);
}

/** With a whole numerator, as exact sums want it. */
function fraction(complied: number, over: number): Fraction {
  return Number.isInteger(complied)
    ? { numerator: complied, denominator: over }
    : { numerator: complied / GRAIN, denominator: over / GRAIN };
}

/** Σ s²/(n·divisor²) over a group. */
function varianceOf({ size, draws, arms, cells, mixed }: Group): number {
  const ofDraws = draws < 2 ? cells * arms * LARGEST_VARIANCE : mixed / (draws * (draws - 1));
  return ofDraws / (draws * size ** 2);
}

/** Σ (s²/(n·divisor²))²/(n-1) over a group, for the degrees of freedom. */
function spreadOf({ size, draws, arms, cells, mixedSquared }: Group): number {
  const ofDraws = draws < 2 ? cells * (arms * LARGEST_VARIANCE) ** 2 : mixedSquared / (draws * (draws - 1)) ** 2;
  return ofDraws / (draws * size ** 2) ** 2 / Math.max(draws - 1, 1);
}

function refuse({ divisor, complied, draws, squares, arms = 1 }: WeightedCell): void {
  const whole = [divisor, draws, squares === undefined ? complied : complied / GRAIN, arms].every(Number.isSafeInteger);
  const [lowest, highest] = arms === 1 ? [0, draws] : [(-draws * arms) / 2, (draws * arms) / 2];
  if (whole && divisor !== 0 && complied >= lowest && complied <= highest && arms >= 1 && arms <= MOST_ARMS) return;
  const seen = JSON.stringify({ divisor, complied, draws, squares, ...(arms === 1 ? {} : { arms }) });
  throw new RangeError(`a cell needs whole counts with 0 <= complied <= draws, saw ${seen}`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
