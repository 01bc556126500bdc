import { expect, test } from "vitest";
import { noiseFloor } from "../../src/stats/noise-floor.ts";
import { permutedMeans } from "../../src/stats/permute-strata.ts";
import type { Stratum } from "../../src/stats/stratum.ts";
import { expectNear } from "./golden.ts";

const strata = [
  [
    [7, 5],
    [3, 9],
  ],
  [
    [4, 4],
    [5, 3],
  ],
];
const firstLabel = ([first = []]: Stratum): number => first[0] ?? 0;

test("value, p, mean and floor are those of the permuted means", () => {
  for (const permutations of [1, 19, 20, 21, 100, 999]) {
    const permuted = permutedMeans(strata, firstLabel, 7, permutations).toSorted((a, b) => a - b);
    const found = noiseFloor(strata, firstLabel, 7, permutations);
    expect(found.kind).toBe("estimated");
    expect(found.value).toBe((7 + 4) / 2);
    expect(found.p).toBe((1 + permuted.filter((each) => each >= 5.5).length) / (1 + permutations));
    expectNear(found.permutedMean, permuted.reduce((sum, each) => sum + each, 0) / permutations);
    // At least 95 % are at or under the floor, and under any smaller value fewer than that.
    expect(permuted).toContain(found.floor);
    expect(permuted.filter((each) => each <= found.floor).length).toBeGreaterThanOrEqual(0.95 * permutations - 1e-9);
    expect(permuted.filter((each) => each < found.floor).length).toBeLessThan(0.95 * permutations - 1e-9);
  }
});

test("with fewer than 20 permutations the floor is the largest of them, with 20 the last but one", () => {
  // A statistic that never repeats: the floor must be one of its ranks.
  const counter = (): ((stratum: Stratum) => number) => {
    let calls = 0;
    return () => (calls += 1);
  };
  // The first call is the observed one; then the permutations count on from 2.
  expect(noiseFloor(strata.slice(0, 1), counter(), 7, 19).floor).toBe(20);
  expect(noiseFloor(strata.slice(0, 1), counter(), 7, 20).floor).toBe(20);
  expect(noiseFloor(strata.slice(0, 1), counter(), 7, 40).floor).toBe(39);
});
