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

test("cells of unequal size count by the change of their rate, not of their counts", () => {
  // 1/2 against 2/8 and 3/9 against 4/4: .1319 over all permutations, in fractions. Changes times the draws would give .0699.
  const cells = [
    { base: { complied: 1, draws: 2 }, head: { complied: 2, draws: 8 } },
    { base: { complied: 3, draws: 9 }, head: { complied: 4, draws: 4 } },
  ];
  // Four standard errors of a share of 20,000.
  expect(Math.abs(permuteLabels(cells, 7, 20_000) - 0.13193473193473193)).toBeLessThan(0.0096);
});

test("a cell that cannot change, or misses a side, leaves the p of the others as it is, to the last bit", () => {
  const first = { base: { complied: 1, draws: 6 }, head: { complied: 4, draws: 6 } };
  const second = { base: { complied: 3, draws: 9 }, head: { complied: 6, draws: 9 } };
  const alone = permuteLabels([first, second], 1, 999);
  for (const idle of [
    { base: { complied: 0, draws: 3 }, head: { complied: 0, draws: 5 } },
    { base: { complied: 3, draws: 3 }, head: { complied: 5, draws: 5 } },
    { base: { complied: 2, draws: 3 }, head: { complied: 0, draws: 0 } },
    { base: { complied: 0, draws: 0 }, head: { complied: 2, draws: 3 } },
  ]) {
    expect(permuteLabels([idle, first, second], 1, 999)).toBe(alone);
  }
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
