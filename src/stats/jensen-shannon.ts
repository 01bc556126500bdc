import { type NotEstimable, notEstimable } from "./estimable.ts";
import { type NoiseFloor, noiseFloor } from "./noise-floor.ts";
import type { PointEstimate } from "./point-estimate.ts";
import { checkedStratum, drawsOf, type Stratum } from "./stratum.ts";

/**
 * Estimand: the Jensen-Shannon divergence of two or more label distributions in bits, H(mean of them) - mean of H, arms weighing the same:
 * what a label tells about its arm. 0 if all are equal, at most log2 of the number of arms.
 *
 * Method: the shares seen, put in. Source: Lin 1991, "Divergence measures based on the Shannon entropy".
 *
 * Biased upward, so it must never be compared with a threshold: two equal halves show .090, .040, .019 and .007 bits at 5, 10, 20 and 50
 * draws an arm. `meanJensenShannon` gives the noise floor to read it against; `squaredDistance` is unbiased.
 *
 * Edges: fewer than 2 arms, or an arm without draws, are not estimable.
 *
 * @throws RangeError on counts that are not whole numbers from 0 on, or of different labels
 * @example jensenShannon([[4, 0], [2, 2]]) // 0.3112781244591…
 */
export function jensenShannon(arms: Stratum): PointEstimate | NotEstimable {
  const missing = whyNot([arms]);
  return missing === null ? { kind: "estimated", value: divergence(arms) } : notEstimable(missing);
}

/**
 * Estimand: the mean over strata of `jensenShannon`, beside its mean and its 95th percentile if labels do not depend on the arm.
 *
 * Method: permutation within strata (`permutedMeans`). Edges: no stratum, or one that `jensenShannon` cannot estimate, is not estimable;
 * where nothing can change p = 1.
 *
 * @throws RangeError as `jensenShannon`, and if `permutations` is not a whole number from 1 on
 * @example meanJensenShannon([[[4, 0], [0, 4]]], 7, 999) // value 1, p 0.03, permutedMean 0.1138…, floor 0.1887…
 */
export function meanJensenShannon(strata: readonly Stratum[], seed: number, permutations: number): NoiseFloor | NotEstimable {
  const missing = whyNot(strata);
  return missing === null ? noiseFloor(strata, divergence, seed, permutations) : notEstimable(missing);
}

function whyNot(strata: readonly Stratum[]): string | null {
  if (strata.length === 0) return "there is no stratum";
  const arms = strata.map(checkedStratum);
  if (arms.some((stratum) => stratum.length < 2)) return "there is only one arm";
  return arms.some((stratum) => stratum.some((counts) => drawsOf(counts) === 0)) ? "one arm has no draw with an outcome" : null;
}

function divergence(arms: Stratum): number {
  const shares = arms.map((counts) => {
    const draws = drawsOf(counts);
    return counts.map((count) => count / draws);
  });
  const mixture = (shares[0] ?? []).map((_, label) => shares.reduce((sum, each) => sum + (each[label] ?? 0), 0) / shares.length);
  const within = shares.reduce((sum, each) => sum + entropy(each), 0) / shares.length;
  // Rounding can leave a crumb below 0 where all arms are equal.
  return Math.max(0, entropy(mixture) - within);
}

function entropy(shares: readonly number[]): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0);
}
