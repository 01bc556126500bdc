import { checkedProportions } from "./checked-proportions.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import type { Proportion } from "./newcombe.ts";
import { permutationP, permutedMeans } from "./permute-strata.ts";
import { normalTail } from "./quantile.ts";

export interface Trend {
  readonly kind: "estimated";
  /** Change of the rate per unit of the score: the least-squares line with one slope and a level for every stratum. */
  readonly slope: number;
  /** Above 0 where the rate rises with the score. */
  readonly z: number;
  /** Two-sided, by the normal distribution. */
  readonly p: number;
  /** Whether an arm expects fewer than 5 complying or 5 other draws over all strata; then `permuteTrend` is the p to use. */
  readonly smallCounts: boolean;
}

const LEAST_EXPECTED = 5;

/**
 * Does a rate rise or fall with a score (the temperature) within strata (scenarios)? `strata[scenario][t]` are the draws at `scores[t]`.
 *
 * Method: Mantel's extension of the Cochran-Armitage test. In each stratum of N draws, R complying, T = Σ score·complied has, given the
 * margins, mean R·s̄ and variance R(N-R)/(N(N-1)) · Σ n(score - s̄)²; z = Σ(T - mean) / √Σ variance. With one stratum it is the classical
 * statistic times √((N-1)/N). Scores count only up to a shift and a positive factor.
 * Source: Cochran 1954; Armitage 1955; Mantel 1963, "Chi-square tests with one degree of freedom".
 *
 * Edges: fewer than 3 temperatures with draws show no trend; where every stratum has only one behaviour or one temperature there is no
 * variance. Neither is estimable. Such a stratum among others adds nothing to z, and a flat one pulls the slope towards 0.
 *
 * @throws RangeError on a stratum that does not list every score, on counts that cannot be, on scores that are not finite
 * @example cochranArmitage([0, 0.5, 1], [[{ complied: 1, draws: 10 }, { complied: 4, draws: 10 }, { complied: 8, draws: 10 }]])
 * // slope 0.7, z 3.1056…, p 0.00189…
 */
export function cochranArmitage(scores: readonly number[], strata: readonly (readonly Proportion[])[]): Trend | NotEstimable {
  const sums = strata.map((stratum) => trendSums(scores, checked(scores, stratum)));
  const missing = whyNot(scores, strata, sums);
  if (missing !== null) return notEstimable(missing);
  const covariance = total(sums.map((each) => each.covariance));
  const z = covariance / Math.sqrt(total(sums.map((each) => each.variance)));
  return {
    kind: "estimated",
    slope: covariance / total(sums.map((each) => each.spread)),
    z,
    p: 2 * normalTail(Math.abs(z)),
    smallCounts: hasSmallCounts(scores, strata),
  };
}

/**
 * The two-sided p of the same trend by permutation, for small counts: the draws of every stratum are dealt anew to its temperatures, and
 * p = (1 + permutations with |Σ(T - mean)| at least as large) / (1 + permutations).
 *
 * Method: seeded Monte Carlo (`permutedMeans`) rather than enumeration: it holds its level with any number of permutations and
 * does not care how large the counts are.
 *
 * Edges: as `cochranArmitage`.
 *
 * @throws RangeError as `cochranArmitage`, and if `permutations` is not a whole number from 1 on
 * @example permuteTrend([0, 1, 2], [[{ complied: 0, draws: 3 }, { complied: 1, draws: 3 }, { complied: 3, draws: 3 }]], 7, 999) // p 0.059
 */
export function permuteTrend(
  scores: readonly number[],
  strata: readonly (readonly Proportion[])[],
  seed: number,
  permutations: number,
): { readonly kind: "estimated"; readonly p: number } | NotEstimable {
  const sums = strata.map((stratum) => trendSums(scores, checked(scores, stratum)));
  const missing = whyNot(scores, strata, sums);
  if (missing !== null) return notEstimable(missing);
  const tables = strata.map((stratum) => stratum.map(({ complied, draws }) => [complied, draws - complied]));
  const score = (arms: readonly (readonly number[])[]): number => total(arms.map(([complied = 0], t) => complied * (scores[t] ?? 0)));
  const expected = total(sums.map((each) => each.expected)) / strata.length;
  const permuted = permutedMeans(tables, score, seed, permutations).map((each) => Math.abs(each - expected));
  const observed = Math.abs(total(sums.map((each) => each.covariance)) / strata.length);
  return { kind: "estimated", p: permutationP(observed, permuted) };
}

interface TrendSums {
  /** Σ score·complied given the margins. */
  readonly expected: number;
  /** Σ score·complied minus that. */
  readonly covariance: number;
  readonly variance: number;
  /** Σ n(score - s̄)². */
  readonly spread: number;
}

function trendSums(scores: readonly number[], stratum: readonly Proportion[]): TrendSums {
  const draws = total(stratum.map((arm) => arm.draws));
  const complied = total(stratum.map((arm) => arm.complied));
  // A stratum of no draw or one has mean score 0 or that of its draw, so all its sums are 0; only the divisors need care.
  const mean = total(stratum.map((arm, t) => arm.draws * (scores[t] ?? 0))) / Math.max(1, draws);
  const centred = scores.map((score) => score - mean);
  const spread = total(stratum.map((arm, t) => arm.draws * (centred[t] ?? 0) ** 2));
  return {
    expected: complied * mean,
    covariance: total(stratum.map((arm, t) => arm.complied * (centred[t] ?? 0))),
    variance: ((complied * (draws - complied)) / Math.max(1, draws * (draws - 1))) * spread,
    spread,
  };
}

function whyNot(scores: readonly number[], strata: readonly (readonly Proportion[])[], sums: readonly TrendSums[]): string | null {
  const used = new Set(scores.filter((_, t) => strata.some((stratum) => (stratum[t]?.draws ?? 0) > 0)));
  if (used.size < 3) return "fewer than 3 temperatures have draws with an outcome";
  return total(sums.map((each) => each.variance)) > 0 ? null : "in every stratum all draws behave alike or have one temperature";
}

function hasSmallCounts(scores: readonly number[], strata: readonly (readonly Proportion[])[]): boolean {
  return scores.some((_, t) => {
    const expected = total(strata.map((stratum) => (stratum[t]?.draws ?? 0) * pooledRate(stratum)));
    const draws = total(strata.map((stratum) => stratum[t]?.draws ?? 0));
    return draws > 0 && Math.min(expected, draws - expected) < LEAST_EXPECTED;
  });
}

function pooledRate(stratum: readonly Proportion[]): number {
  return total(stratum.map((arm) => arm.complied)) / Math.max(1, total(stratum.map((arm) => arm.draws)));
}

function checked(scores: readonly number[], stratum: readonly Proportion[]): readonly Proportion[] {
  if (!scores.every(Number.isFinite)) throw new RangeError(`scores must be finite numbers, saw ${scores.join(", ")}`);
  if (stratum.length !== scores.length) throw new RangeError(`wanted an arm for each of ${scores.length} scores, saw ${stratum.length}`);
  return checkedProportions(stratum);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}
