import { type NotEstimable, notEstimable } from "./estimable.ts";
import { exactSum, type Fraction } from "./exact-sum.ts";
import { type NoiseFloor, noiseFloor } from "./noise-floor.ts";
import type { PointEstimate } from "./point-estimate.ts";
import { type ArmPair, checkedStratum, drawsOf, type Stratum } from "./stratum.ts";

/**
 * Estimand: the squared distance of two label distributions, Σ (a - b)².
 *
 * Method: the squared distance of the shares seen minus its sampling noise, U = Σ (a - b)² - Σ a(1-a)/(m-1) - Σ b(1-b)/(n-1). The same
 * number, in whole counts: the share of pairs of the first arm that agree, plus that of the second, minus twice that of pairs of one draw
 * each. Unbiased for any m and n, hence below 0 at times; negative values stay, or a mean of them would be biased again.
 * Source: Gretton et al. 2012, "A Kernel Two-Sample Test": the unbiased squared discrepancy with the kernel "same label".
 *
 * Edges: an arm of fewer than 2 draws shows no noise of its own, so there is no estimate.
 *
 * @throws RangeError on counts that are not whole numbers from 0 on, or of different labels
 * @example squaredDistance([3, 1], [1, 3]) // 0.25
 */
export function squaredDistance(first: readonly number[], second: readonly number[]): PointEstimate | NotEstimable {
  return meanSquaredDistance([[first, second]]);
}

/**
 * Estimand: the mean over strata (scenarios) of the squared distance of their two label distributions, each weighing the same.
 *
 * Method: the mean of `squaredDistance`, unbiased as that is. Edges: no stratum, or an arm of fewer than 2 draws in one, is not estimable.
 *
 * @throws RangeError as `squaredDistance`
 * @example meanSquaredDistance([[[3, 1], [1, 3]], [[4, 0], [0, 4]]]) // 1.125
 */
export function meanSquaredDistance(strata: readonly ArmPair[]): PointEstimate | NotEstimable {
  const missing = whyNot(strata);
  if (missing !== null) return notEstimable(missing);
  const fractions = strata.flatMap(agreements);
  return { kind: "estimated", value: exactSum(fractions) / strata.length };
}

/**
 * Tests whether a stratum's labels depend on the arm, with the mean of `squaredDistance` as the statistic: it sees labels that were
 * reshuffled in both directions, where a mean drift of 0 shows nothing.
 *
 * Method: permutation within strata (`permutedMeans`), exact under "no stratum changed"; there the statistic is 0 on average.
 *
 * Edges: as `meanSquaredDistance`; where nothing can change p = 1.
 *
 * @throws RangeError as `squaredDistance`, and if `permutations` is not a whole number from 1 on
 * @example permuteSquaredDistance([[[4, 0], [0, 4]]], 7, 999) // value 2, p 0.03, permutedMean -0.0034…, floor 0.25
 */
export function permuteSquaredDistance(strata: readonly ArmPair[], seed: number, permutations: number): NoiseFloor | NotEstimable {
  const missing = whyNot(strata);
  if (missing !== null) return notEstimable(missing);
  const unbiased = (stratum: Stratum): number =>
    agreements(stratum).reduce((sum, { numerator, denominator }) => sum + numerator / denominator, 0);
  return noiseFloor(strata, unbiased, seed, permutations);
}

function whyNot(strata: readonly ArmPair[]): string | null {
  if (strata.length === 0) return "there is no stratum";
  const few = strata.flatMap(checkedStratum).some((counts) => drawsOf(counts) < 2);
  return few ? "an arm has fewer than 2 draws with an outcome" : null;
}

function agreements([first = [], second = []]: Stratum): Fraction[] {
  const [m, n] = [drawsOf(first), drawsOf(second)];
  const pairs = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count * (count - 1), 0);
  const across = first.reduce((sum, count, label) => sum + count * (second[label] ?? 0), 0);
  return [
    { numerator: pairs(first), denominator: m * (m - 1) },
    { numerator: pairs(second), denominator: n * (n - 1) },
    { numerator: -2 * across, denominator: m * n },
  ];
}
