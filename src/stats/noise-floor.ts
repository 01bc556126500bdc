import { permutationP, permutedMeans } from "./permute-strata.ts";
import type { Stratum } from "./stratum.ts";

/** A distance between arms beside what chance alone makes of it. */
export interface NoiseFloor {
  readonly kind: "estimated";
  /** Mean over strata. */
  readonly value: number;
  /** That labels do not depend on the arm in any stratum; small if they do. */
  readonly p: number;
  /** What the value is on average if they do not. */
  readonly permutedMean: number;
  /** What the value stays at or under in 95 % of permutations if they do not. */
  readonly floor: number;
}

/**
 * The mean over strata of a distance, with its p, mean and 95 % noise floor under permutation of the labels within strata.
 * A distance that is biased upward is read against the floor, never against a number of its own.
 *
 * Method: see `permutedMeans`; the floor is the smallest permuted value that at least 95 % do not exceed.
 *
 * @param permutations - a whole number from 1 on; with fewer than 20 the floor is the largest of them
 * @example noiseFloor([[[4, 0], [0, 4]]], ([first]) => first[0], 7, 99) // value 4, p 0.04, permutedMean 2.0707…, floor 3
 */
export function noiseFloor(
  strata: readonly Stratum[],
  distance: (stratum: Stratum) => number,
  seed: number,
  permutations: number,
): NoiseFloor {
  const value = strata.reduce((sum, stratum) => sum + distance(stratum), 0) / strata.length;
  const permuted = permutedMeans(strata, distance, seed, permutations).toSorted((a, b) => a - b);
  return {
    kind: "estimated",
    value,
    p: permutationP(value, permuted),
    permutedMean: permuted.reduce((sum, each) => sum + each, 0) / permutations,
    floor: permuted[Math.ceil((95 * permutations) / 100) - 1] ?? value,
  };
}
