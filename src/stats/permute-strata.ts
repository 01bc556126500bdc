import { uniformFloat32 } from "pure-rand/distribution/uniformFloat32";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import { checkedCount } from "./checked.ts";
import { drawsOf, type Stratum } from "./stratum.ts";

/** Permuted statistics that equal the observed one may differ from it by rounding. */
const TIE = 1e-12;

/**
 * The mean over strata of a statistic, after the draws of every stratum were dealt anew to its arms: what chance alone makes of it
 * if labels do not depend on the arm. One number a permutation.
 *
 * Method: the labels of a stratum are one pool; each arm takes its own number of them without return, the last arm gets the rest
 * (so the tables follow the multivariate hypergeometric distribution, for any number of labels and arms).
 * Source: Good, "Permutation, Parametric and Bootstrap Tests of Hypotheses".
 *
 * Edges: a stratum where all draws are alike, or where one arm has them all, cannot change and costs nothing. Strata must come in
 * one fixed order: with the seed it makes the numbers repeatable. The table handed to `statistic` is used again; it must not be kept.
 *
 * @param permutations - a whole number from 1 on
 * @example permutedMeans([[[1, 1], [1, 1]]], ([first]) => first[0], 7, 5) // [0, 0, 1, 1, 1]
 */
export function permutedMeans(
  strata: readonly Stratum[],
  statistic: (stratum: Stratum) => number,
  seed: number,
  permutations: number,
): number[] {
  checkedCount(permutations, "permutations");
  const fixed = strata.filter((stratum) => !canChange(stratum)).reduce((sum, stratum) => sum + statistic(stratum), 0);
  const tables = strata.filter(canChange).map(tableOf);
  const rng = xoroshiro128plus(seed);
  return Array.from({ length: permutations }, () => {
    const total = tables.reduce((sum, table) => sum + statistic(dealt(table, rng)), fixed);
    return total / strata.length;
  });
}

/**
 * The p of an observed statistic against permuted ones, one-sided: (1 + those at least as large) / (1 + all). Never 0, and
 * the test keeps its level with any number of permutations. Source: Phipson and Smyth 2010, arXiv 1603.05766.
 *
 * @example permutationP(0.4, [0.1, 0.4, 0.2]) // 0.5
 */
export function permutationP(observed: number, permuted: readonly number[]): number {
  const least = observed - TIE * Math.max(1, Math.abs(observed));
  return (1 + permuted.filter((each) => each >= least).length) / (1 + permuted.length);
}

function canChange(stratum: Stratum): boolean {
  const armsWithDraws = stratum.filter((counts) => drawsOf(counts) > 0).length;
  const labelsSeen = (stratum[0] ?? []).filter((_, label) => stratum.some((counts) => (counts[label] ?? 0) > 0)).length;
  return armsWithDraws > 1 && labelsSeen > 1;
}

interface Table {
  /** The label of every draw, in whatever order the last deal left them. */
  readonly pool: number[];
  /** Draws by label. */
  readonly all: readonly number[];
  /** How many draws each arm takes. */
  readonly sizes: readonly number[];
  /** The counts as dealt. */
  readonly arms: readonly number[][];
}

function tableOf(stratum: Stratum): Table {
  const all = (stratum[0] ?? []).map((_, label) => drawsOf(stratum.map((counts) => counts[label] ?? 0)));
  const pool = all.flatMap((count, label) => Array.from({ length: count }, () => label));
  return { pool, all, sizes: stratum.map(drawsOf), arms: stratum.map((counts) => [...counts]) };
}

/** Deals the pool to the arms. The last arm starts with all draws and keeps those that the others do not take. */
function dealt({ pool, all, sizes, arms }: Table, rng: RandomGenerator): Stratum {
  const rest = arms.at(-1) ?? [];
  for (const [label, count] of all.entries()) rest[label] = count;
  let left = pool.length;
  for (let arm = 0; arm < arms.length - 1; arm += 1) {
    const counts = arms[arm] ?? [];
    counts.fill(0);
    for (const end = left - (sizes[arm] ?? 0); left > end; left -= 1) {
      // 24 random bits: no draw is favoured by more than one part in 16 million times the pool.
      const place = Math.floor(uniformFloat32(rng) * left);
      const label = pool[place] ?? 0;
      pool[place] = pool[left - 1] ?? 0;
      pool[left - 1] = label;
      counts[label] = (counts[label] ?? 0) + 1;
      rest[label] = (rest[label] ?? 0) - 1;
    }
  }
  return arms;
}
