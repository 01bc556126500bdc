import { expect, test } from "vitest";
import { permuteLabels } from "../../src/stats/permute-labels.ts";
import { golden } from "./golden.ts";

test("p is near the exact one over all permutations", () => {
  const rounds = 20_000;
  for (const { cells, p } of golden.permuteLabels) {
    // Four standard errors of a share of 20,000, and the plus one.
    const tolerance = 4 * Math.sqrt((p * (1 - p)) / rounds) + 1 / rounds;
    expect(Math.abs(permuteLabels(cells, 7, rounds) - p)).toBeLessThanOrEqual(tolerance);
  }
});

test("the same seed gives the same p, another seed another", () => {
  const cells = [{ base: { complied: 3, draws: 9 }, head: { complied: 6, draws: 9 } }];
  expect(permuteLabels(cells, 1, 999)).toBe(permuteLabels(cells, 1, 999));
  expect(permuteLabels(cells, 1, 999)).not.toBe(permuteLabels(cells, 2, 999));
});

test("where no permutation can differ p is exactly 1", () => {
  expect(permuteLabels([], 1, 99)).toBe(1);
  expect(permuteLabels([{ base: { complied: 0, draws: 3 }, head: { complied: 0, draws: 5 } }], 1, 99)).toBe(1);
  expect(permuteLabels([{ base: { complied: 2, draws: 3 }, head: { complied: 0, draws: 0 } }], 1, 99)).toBe(1);
});

test("p is never 0: the smallest is 1 over the permutations and one", () => {
  const flipped = Array.from({ length: 12 }, () => ({ base: { complied: 0, draws: 10 }, head: { complied: 10, draws: 10 } }));
  expect(permuteLabels(flipped, 1, 99)).toBe(0.01);
});
