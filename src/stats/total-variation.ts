import { type NotEstimable, notEstimable } from "./estimable.ts";
import { type NoiseFloor, noiseFloor } from "./noise-floor.ts";
import type { PointEstimate } from "./point-estimate.ts";
import { type ArmPair, checkedStratum, drawsOf, type Stratum } from "./stratum.ts";

/**
 * Estimand: the total variation distance of two label distributions, ½ Σ |a - b|, 0 to 1: the share of replies that would have to move.
 *
 * Method: the shares seen, put in. Biased upward (two equal halves show .24 at 5 draws an arm, .18 at 10, .08 at 50), so it is never
 * compared with a threshold: `labelShift` bounds it, `meanTotalVariation` gives its noise floor.
 *
 * Edges: an arm without draws is not estimable.
 *
 * @throws RangeError on counts that are not whole numbers from 0 on, or of different labels
 * @example totalVariation([5, 3, 2], [2, 3, 5]) // 0.3
 */
export function totalVariation(first: readonly number[], second: readonly number[]): PointEstimate | NotEstimable {
  const pair = checkedStratum([first, second]);
  if (pair.some(isEmpty)) return notEstimable("one arm has no draw with an outcome");
  return { kind: "estimated", value: shareMoved(pair) };
}

/**
 * Estimand: the mean over strata of the total variation distance of two arms, beside its noise floor: the 95th percentile of that mean if
 * labels are permuted within every stratum. Print both; a value above the floor has p near .05 or less.
 *
 * Method: permutation within strata (`permutedMeans`), exact under "no stratum changed".
 *
 * Edges: no stratum, or an arm without draws in one, is not estimable; where nothing can change p = 1 and the floor is the value.
 *
 * @throws RangeError as `totalVariation`, and if `permutations` is not a whole number from 1 on
 * @example meanTotalVariation([[[4, 0], [0, 4]]], 7, 999) // value 1, p 0.03, permutedMean 0.2537…, floor 0.5
 */
export function meanTotalVariation(strata: readonly ArmPair[], seed: number, permutations: number): NoiseFloor | NotEstimable {
  if (strata.length === 0) return notEstimable("there is no stratum");
  if (strata.flatMap(checkedStratum).some(isEmpty)) return notEstimable("one arm has no draw with an outcome");
  return noiseFloor(strata, shareMoved, seed, permutations);
}

const isEmpty = (counts: readonly number[]): boolean => drawsOf(counts) === 0;

/** Whole numbers up to the one division, so that equal distances are equal numbers. */
function shareMoved([first = [], second = []]: Stratum): number {
  const [m, n] = [drawsOf(first), drawsOf(second)];
  return first.reduce((sum, count, label) => sum + Math.abs(count * n - (second[label] ?? 0) * m), 0) / (2 * m * n);
}
