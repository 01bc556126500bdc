import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Side } from "../../schema/identity.ts";
import { normalQuantile } from "../../stats/quantile.ts";

/**
 * Runs come in mirrored pairs, in which the estimates are off to either side by the same, so that a question and its mirror get the same
 * answer to the last digit. Both of a pair may well decide alike: errors are counted as if a pair were one run.
 */
export const MIRRORED_PAIRS = 4000;
const SEED = 20_261_124;

/** One standard normal value for each pair of runs. */
export type Normals = Float64Array;

/** What chance adds to one side at one look: to the estimate of its gap, and to what its draws show of their own noise. */
export interface SideNoise {
  readonly estimate: Normals;
  readonly spread: Normals;
}
export type LookNoise = Readonly<Record<Side, SideNoise>>;

/** The chance of all runs. */
export interface Noise {
  readonly looks: readonly LookNoise[];
  readonly confirmation: LookNoise;
}

/** The same for every question with as many looks, and its first looks the same for all: answers differ by their questions alone. */
export function noiseOf(looks: number): Noise {
  made ??= begin();
  while (made.looks.length < looks) made.looks.push(made.next());
  return { looks: made.looks.slice(0, looks), confirmation: made.confirmation };
}

/** Standard error, by chance, of a chance that was found with these runs. */
export function monteCarloError(chance: number): number {
  return Math.sqrt((chance * (1 - chance)) / MIRRORED_PAIRS);
}

interface Made {
  readonly next: () => LookNoise;
  readonly looks: LookNoise[];
  readonly confirmation: LookNoise;
}

let made: Made | undefined;

function begin(): Made {
  const rng = xoroshiro128plus(SEED);
  // By the quantile, whose arithmetic is alike on every machine.
  const normals = (): Normals => Float64Array.from({ length: MIRRORED_PAIRS }, () => normalQuantile(uniformFloat64(rng) || 0.5));
  const side = (): SideNoise => ({ estimate: normals(), spread: normals() });
  const next = (): LookNoise => ({ base: side(), head: side() });
  return { next, looks: [], confirmation: next() };
}
