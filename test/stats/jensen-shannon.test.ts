import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jensenShannon, meanJensenShannon } from "../../src/stats/jensen-shannon.ts";
import type { Stratum } from "../../src/stats/stratum.ts";
import { distances } from "./distances-golden.ts";
import { expectExactPermutation } from "./exact-permutation.ts";
import { estimated, expectNear } from "./golden.ts";

const arm = fc.array(fc.nat(9), { minLength: 3, maxLength: 3 }).filter((counts) => counts.some((count) => count > 0));
const arms: fc.Arbitrary<Stratum> = fc.array(arm, { minLength: 2, maxLength: 4 });
const bits = (stratum: Stratum): number => estimated(jensenShannon(stratum)).value;

test("it is scipy's divergence in bits, for two arms and more", () => {
  for (const { arms: stratum, value } of distances.jensenShannon) expectNear(bits(stratum), value);
});

test("arms that share no label have log2 of their number, one bit for two", () => {
  expectNear(
    bits([
      [3, 0],
      [0, 8],
    ]),
    1,
  );
  expectNear(
    bits([
      [3, 0, 0, 0],
      [0, 8, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 2],
    ]),
    2,
  );
});

test("it lies in 0 to log2 of the arms, and is exactly 0 or above for equal ones", () => {
  fc.assert(
    fc.property(arms, fc.integer({ min: 2, max: 5 }), (stratum, copies) => {
      expect(bits(stratum)).toBeGreaterThanOrEqual(0);
      expect(bits(stratum)).toBeLessThanOrEqual(Math.log2(stratum.length) + 1e-12);
      const equal = bits(Array.from({ length: copies }, () => stratum[0] ?? []));
      expect(equal).toBeGreaterThanOrEqual(0);
      expectNear(equal, 0);
    }),
  );
});

test("the order of arms and of labels is irrelevant", () => {
  fc.assert(
    fc.property(arms, (stratum) => {
      expectNear(bits(stratum.toReversed()), bits(stratum));
      expectNear(bits(stratum.map((counts) => counts.toReversed())), bits(stratum));
    }),
  );
});

test("arms weigh the same however many draws they have", () => {
  expectNear(
    bits([
      [30, 10],
      [2, 2],
    ]),
    bits([
      [3, 1],
      [2, 2],
    ]),
  );
});

test("one arm, an arm without draws, or no stratum is not estimable", () => {
  expect(jensenShannon([[3, 1]])).toEqual({ kind: "not-estimable", reason: "there is only one arm" });
  expect(
    jensenShannon([
      [3, 1],
      [0, 0],
    ]),
  ).toEqual({ kind: "not-estimable", reason: "one arm has no draw with an outcome" });
  expect(meanJensenShannon([], 7, 9)).toEqual({ kind: "not-estimable", reason: "there is no stratum" });
  expect(
    meanJensenShannon(
      [
        [
          [3, 1],
          [2, 2],
        ],
        [[3, 1]],
      ],
      7,
      9,
    ),
  ).toEqual({ kind: "not-estimable", reason: "there is only one arm" });
  expect(
    meanJensenShannon(
      [
        [
          [3, 1],
          [2, 2],
        ],
        [
          [3, 1],
          [0, 0],
        ],
      ],
      7,
      9,
    ).kind,
  ).toBe("not-estimable");
});

test("counts that cannot be are an error", () => {
  expect(() => jensenShannon([[1, 2], [1]])).toThrow("every arm must count the same labels");
  expect(() =>
    meanJensenShannon(
      [
        [
          [1, 2],
          [1, -2],
        ],
      ],
      7,
      9,
    ),
  ).toThrow("saw -2");
  expect(() =>
    meanJensenShannon(
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

test("over strata it is the mean; p, mean and floor under permutation are near the exact ones", () => {
  for (const { strata, jensenShannon: exact } of distances.permutations) {
    expectExactPermutation(exact, (seed, rounds) => estimated(meanJensenShannon(strata, seed, rounds)));
  }
});

test("two equal halves show the bias that the comment names: .04 bits at 10 draws", () => {
  // Mean over all binomial samples of 10 + 10 draws at one half.
  const chance = (x: number): number => [1, 10, 45, 120, 210, 252, 210, 120, 45, 10, 1].map((ways) => ways / 1024)[x] ?? 0;
  let mean = 0;
  for (let a = 0; a <= 10; a += 1)
    for (let b = 0; b <= 10; b += 1)
      mean +=
        chance(a) *
        chance(b) *
        bits([
          [a, 10 - a],
          [b, 10 - b],
        ]);
  expect(mean).toBeCloseTo(0.04, 2);
});
