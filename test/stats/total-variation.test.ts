import * as fc from "fast-check";
import { expect, test } from "vitest";
import { meanTotalVariation, totalVariation } from "../../src/stats/total-variation.ts";
import { distances } from "./distances-golden.ts";
import { expectExactPermutation } from "./exact-permutation.ts";
import { estimated, expectNear } from "./golden.ts";

const arm = fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }).filter((counts) => counts.some((count) => count > 0));
const between = (first: readonly number[], second: readonly number[]): number => estimated(totalVariation(first, second)).value;

test("the share of replies that would have to move", () => {
  expect(between([5, 3, 2], [2, 3, 5])).toBe(0.3);
  expect(between([10, 0], [0, 3])).toBe(1);
  expect(between([1, 1], [5, 5])).toBe(0);
  expect(between([4, 0], [1, 3])).toBe(0.75);
});

test("it is the largest difference that any set of labels shows", () => {
  fc.assert(
    fc.property(arm, arm, (first, second) => {
      const share = (counts: readonly number[], set: number): number =>
        counts.reduce((sum, count, label) => sum + ((set >> label) % 2 === 1 ? count : 0), 0) /
        counts.reduce((sum, count) => sum + count, 0);
      const sets = [0, 1, 2, 3, 4, 5, 6, 7].map((set) => share(first, set) - share(second, set));
      expectNear(between(first, second), Math.max(...sets));
    }),
  );
});

test("swapping the arms changes nothing, nor does the order of the labels, to the last bit", () => {
  fc.assert(
    fc.property(arm, arm, (first, second) => {
      expect(between(second, first)).toBe(between(first, second));
      expect(between(first.toReversed(), second.toReversed())).toBe(between(first, second));
    }),
  );
});

test("an arm without draws is not estimable, never 0", () => {
  const wanted = { kind: "not-estimable", reason: "one arm has no draw with an outcome" };
  expect(totalVariation([0, 0], [1, 2])).toEqual(wanted);
  expect(totalVariation([1, 2], [0, 0])).toEqual(wanted);
  expect(
    meanTotalVariation(
      [
        [
          [1, 2],
          [2, 1],
        ],
        [
          [1, 2],
          [0, 0],
        ],
      ],
      7,
      9,
    ),
  ).toEqual(wanted);
  expect(meanTotalVariation([], 7, 9)).toEqual({ kind: "not-estimable", reason: "there is no stratum" });
});

test("counts that cannot be are an error", () => {
  expect(() => totalVariation([1, 2], [1, 2, 3])).toThrow("every arm must count the same labels, saw 2 and 3 of them");
  expect(() => totalVariation([-1, 2], [1, 2])).toThrow(RangeError);
  expect(() => meanTotalVariation([[[1, 2], [1]]], 7, 9)).toThrow(RangeError);
  expect(() =>
    meanTotalVariation(
      [
        [
          [1, 2],
          [2, 1],
        ],
      ],
      7,
      0,
    ),
  ).toThrow(/permutations/);
});

test("p, mean and floor under permutation are near the exact ones", () => {
  for (const { strata, totalVariation: exact } of distances.permutations) {
    if (exact !== undefined) expectExactPermutation(exact, (seed, rounds) => estimated(meanTotalVariation(strata, seed, rounds)));
  }
});

test("where nothing can change p is 1 and the floor is the value", () => {
  expect(
    meanTotalVariation(
      [
        [
          [4, 0],
          [4, 0],
        ],
        [
          [3, 0],
          [2, 0],
        ],
      ],
      7,
      19,
    ),
  ).toEqual({
    kind: "estimated",
    value: 0,
    p: 1,
    permutedMean: 0,
    floor: 0,
  });
});
