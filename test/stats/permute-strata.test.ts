import { expect, test } from "vitest";
import { permutationP, permutedMeans } from "../../src/stats/permute-strata.ts";
import { drawsOf, type Stratum } from "../../src/stats/stratum.ts";
import { distances } from "./distances-golden.ts";

test("every table is dealt as often as the multivariate hypergeometric distribution says", () => {
  const { stratum, tables } = distances.dealt;
  const rounds = 10_000;
  const seen = new Map<string, number>();
  permutedMeans([stratum], (arms) => seen.set(JSON.stringify(arms), (seen.get(JSON.stringify(arms)) ?? 0) + 1).size, 3, rounds);
  expect(seen.size).toBe(tables.length);
  // Pearson's statistic has mean df and sd √(2 df); five of them.
  const df = tables.length - 1;
  const statistic = tables.reduce((sum, { table, probability }) => {
    const expected = rounds * probability;
    return sum + ((seen.get(JSON.stringify(table)) ?? 0) - expected) ** 2 / expected;
  }, 0);
  expect(Math.abs(statistic - df)).toBeLessThan(5 * Math.sqrt(2 * df));
});

test("a deal keeps the size of every arm and the number of every label", () => {
  const stratum = [
    [2, 1, 0],
    [0, 0, 0],
    [1, 4, 2],
  ];
  const check = (arms: Stratum): number => {
    expect(arms.map(drawsOf)).toEqual([3, 0, 7]);
    expect([0, 1, 2].map((label) => drawsOf(arms.map((counts) => counts[label] ?? 0)))).toEqual([3, 5, 2]);
    return 0;
  };
  expect(permutedMeans([stratum], check, 5, 200)).toEqual(Array(200).fill(0));
});

test("the given strata are left alone", () => {
  const stratum = [
    [2, 1],
    [0, 3],
  ];
  permutedMeans([stratum], () => 0, 5, 20);
  expect(stratum).toEqual([
    [2, 1],
    [0, 3],
  ]);
});

test("it is the mean over strata, those that cannot change counted with their only value", () => {
  const alike = [
    [5, 0],
    [3, 0],
  ];
  const oneArm = [
    [0, 0],
    [2, 2],
  ];
  let calls = 0;
  const statistic = ([first = [], second = []]: Stratum): number => {
    calls += 1;
    return drawsOf(first) * 10 + (second[0] ?? 0);
  };
  // (53 + 2) / 2, and neither is dealt again.
  expect(permutedMeans([alike, oneArm], statistic, 5, 50)).toEqual(Array(50).fill(27.5));
  expect(calls).toBe(2);
});

test("a stratum with two labels and two arms is dealt, however small", () => {
  const smallest = [
    [1, 0],
    [0, 1],
  ];
  const values = permutedMeans([smallest], ([first = []]) => first[0] ?? 0, 5, 400);
  const share = values.reduce((sum, each) => sum + each, 0) / 400;
  // Half, with four standard errors of .025.
  expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
});

test("the same seed gives the same numbers, another seed others", () => {
  const strata = [
    [
      [4, 4],
      [2, 6],
    ],
  ];
  const run = (seed: number): number[] => permutedMeans(strata, ([first = []]) => first[0] ?? 0, seed, 40);
  expect(run(1)).toEqual(run(1));
  expect(run(1)).not.toEqual(run(2));
});

test("permutations that are not a whole number from 1 on are an error", () => {
  expect(permutedMeans([], () => 1, 1, 1)).toHaveLength(1);
  for (const wrong of [0, -3, 2.5, Number.NaN]) {
    expect(() => permutedMeans([], () => 1, 1, wrong)).toThrow(RangeError);
    expect(() => permutedMeans([], () => 1, 1, wrong)).toThrow(/permutations .* from 1 on/);
  }
});

test("p counts ties as at least as large, and the observed one among all", () => {
  expect(permutationP(0.4, [0.1, 0.4, 0.2])).toBe(2 / 4);
  expect(permutationP(0.5, [0.1, 0.4, 0.2])).toBe(1 / 4);
  expect(permutationP(0, [0.1, 0.4, 0.2])).toBe(1);
  expect(permutationP(0.4, [])).toBe(1);
});

test("ties hold up to rounding, at any size and sign, and no further", () => {
  expect(permutationP(0.3, [0.1 + 0.2, 0.3 - 1e-15])).toBe(1);
  expect(permutationP(-0.5, [-0.5 - 1e-15])).toBe(1);
  expect(permutationP(1e6, [1e6 - 1e-8])).toBe(1);
  expect(permutationP(0.3, [0.3 - 1e-9])).toBe(1 / 2);
  expect(permutationP(-0.5, [-0.5 - 1e-9])).toBe(1 / 2);
  expect(permutationP(1e6, [1e6 - 1e-3])).toBe(1 / 2);
});
