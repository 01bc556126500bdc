import { expect } from "vitest";
import type { NoiseFloor } from "../../src/stats/noise-floor.ts";
import type { ExactPermutation } from "./distances-golden.ts";
import { expectNear } from "./golden.ts";

const ROUNDS = 4000;

/** A seeded run agrees with the distribution over all permutations, within four standard errors of 4,000 of them. */
export function expectExactPermutation(exact: ExactPermutation, run: (seed: number, permutations: number) => NoiseFloor): void {
  const found = run(7, ROUNDS);
  expectNear(found.value, exact.value);
  expect(Math.abs(found.p - exact.p)).toBeLessThanOrEqual(4 * Math.sqrt((exact.p * (1 - exact.p)) / ROUNDS) + 1 / ROUNDS);
  expect(Math.abs(found.permutedMean - exact.mean)).toBeLessThanOrEqual((4 * exact.sd) / Math.sqrt(ROUNDS));
  // The floor is a step of the distribution; it is certain where .95 lies well inside that step.
  if (exact.margin > 4 * Math.sqrt((0.95 * 0.05) / ROUNDS)) expectNear(found.floor, exact.floor);
}
