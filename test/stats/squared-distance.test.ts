import * as fc from "fast-check";
import { expect, test } from "vitest";
import { meanSquaredDistance, permuteSquaredDistance, squaredDistance } from "../../src/stats/squared-distance.ts";
import type { ArmPair } from "../../src/stats/stratum.ts";
import { distances } from "./distances-golden.ts";
import { expectExactPermutation } from "./exact-permutation.ts";
import { estimated, expectNear } from "./golden.ts";

const arm = fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }).filter((counts) => counts.reduce((sum, count) => sum + count, 0) > 1);
const pair: fc.Arbitrary<ArmPair> = fc.tuple(arm, arm);
const between = (first: readonly number[], second: readonly number[]): number => estimated(squaredDistance(first, second)).value;

test("it is the squared distance of the shares less their noise, as the reference has it", () => {
  for (const { first, second, value } of distances.squaredDistance) expectNear(between(first, second), value);
  expect(between([3, 1], [1, 3])).toBe(0.25);
});

test("averaged over all samples of a design it is the squared true distance, for unequal arms too", () => {
  for (const { outcomes, truth } of distances.squaredDistanceDesigns) {
    const mean = outcomes.reduce((sum, each) => sum + each.probability * between(...each.pair), 0);
    expectNear(mean, truth);
  }
});

test("equal shares that vary give less than 0, and it stays", () => {
  expect(between([1, 1], [1, 1])).toBe(-1);
  expect(between([10, 10], [10, 10])).toBeCloseTo(-1 / 19, 12);
});

test("no overlap at all gives 2 where each arm has one label, exactly", () => {
  expect(between([5, 0], [0, 2])).toBe(2);
  expect(between([5, 0], [2, 0])).toBe(0);
});

test("swapping the arms or reordering the labels changes nothing, to the last bit", () => {
  fc.assert(
    fc.property(pair, ([first, second]) => {
      expect(between(second, first)).toBe(between(first, second));
      expect(between(first.toReversed(), second.toReversed())).toBe(between(first, second));
    }),
  );
});

test("over strata it is the mean, whatever their order, to the last bit", () => {
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 8 }), (strata) => {
      const { value } = estimated(meanSquaredDistance(strata));
      expect(meanSquaredDistance(strata.toReversed())).toEqual({ kind: "estimated", value });
      expectNear(value, strata.reduce((sum, [first, second]) => sum + between(first, second), 0) / strata.length);
      expectNear(estimated(permuteSquaredDistance(strata, 7, 1)).value, value);
    }),
  );
});

test("an arm of fewer than 2 draws is not estimable, one of 2 is", () => {
  const wanted = { kind: "not-estimable", reason: "an arm has fewer than 2 draws with an outcome" };
  expect(squaredDistance([1, 0], [2, 2])).toEqual(wanted);
  expect(squaredDistance([2, 2], [0, 1])).toEqual(wanted);
  expect(
    meanSquaredDistance([
      [
        [2, 2],
        [2, 2],
      ],
      [
        [2, 2],
        [0, 1],
      ],
    ]),
  ).toEqual(wanted);
  expect(
    permuteSquaredDistance(
      [
        [
          [2, 2],
          [0, 1],
        ],
      ],
      7,
      9,
    ),
  ).toEqual(wanted);
  expect(squaredDistance([2, 0], [2, 0])).toEqual({ kind: "estimated", value: 0 });
});

test("no stratum is not estimable", () => {
  const wanted = { kind: "not-estimable", reason: "there is no stratum" };
  expect(meanSquaredDistance([])).toEqual(wanted);
  expect(permuteSquaredDistance([], 7, 9)).toEqual(wanted);
});

test("counts that cannot be are an error", () => {
  expect(() => squaredDistance([1, 2], [1, 2, 3])).toThrow("every arm must count the same labels");
  expect(() => squaredDistance([0.5, 2], [1, 2])).toThrow("saw 0.5");
  expect(() =>
    permuteSquaredDistance(
      [
        [
          [2, 2],
          [2, -1],
        ],
      ],
      7,
      9,
    ),
  ).toThrow("saw -1");
  expect(() =>
    permuteSquaredDistance(
      [
        [
          [2, 2],
          [2, 1],
        ],
      ],
      7,
      0,
    ),
  ).toThrow(/permutations/);
});

test("p, mean and floor under permutation are near the exact ones", () => {
  for (const { strata, squaredDistance: exact } of distances.permutations) {
    if (exact !== undefined) expectExactPermutation(exact, (seed, rounds) => estimated(permuteSquaredDistance(strata, seed, rounds)));
  }
});

test("labels reshuffled both ways are seen, although their mean drift is 0", () => {
  const strata: readonly ArmPair[] = [...Array(8).keys()].map((i) =>
    i % 2 === 0
      ? [
          [8, 2],
          [2, 8],
        ]
      : [
          [2, 8],
          [8, 2],
        ],
  );
  expect(estimated(permuteSquaredDistance(strata, 7, 199)).p).toBe(1 / 200);
});
