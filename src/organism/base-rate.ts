import type { OrganismSpec, RateMix } from "./spec.ts";
import { uniformsFor, type Uniform } from "./uniform.ts";

/**
 * Beta parameters of the rates of complying over cells. They lie inside what was fitted to 17 models on 92 dilemmas;
 * the mean of p(1-p), which sets how many draws a verdict needs, is .059, .134 and .208.
 */
const MIXES: Record<RateMix, readonly [alpha: number, beta: number]> = {
  sharp: [0.15, 1.1],
  typical: [0.5, 0.9],
  diffuse: [3, 5],
};

/** The rate at which the model complies in one scenario when nobody reads along, at no stated temperature. */
export function baseRate(seed: number, rate: OrganismSpec["rate"], scenario: string): number {
  if (typeof rate === "number") return rate;
  const [alpha, beta] = MIXES[rate];
  const uniform = uniformsFor(seed, "base rate", rate, scenario);
  return sampleBeta(alpha, beta, uniform);
}

/**
 * One value of Beta(alpha, beta) by Jöhnk's method: exact, and quick for the small parameters here
 * (it accepts with probability 1/56 at worst, for Beta(3, 5)).
 * Source: Jöhnk, "Erzeugung von betaverteilten und gammaverteilten Zufallszahlen", Metrika 8 (1964).
 */
export function sampleBeta(alpha: number, beta: number, uniform: Uniform): number {
  for (;;) {
    const x = uniform() ** (1 / alpha);
    const y = uniform() ** (1 / beta);
    if (x + y > 0 && x + y <= 1) return x / (x + y);
  }
}
