import * as fc from "fast-check";
import { expect, test } from "vitest";
import { exactSum, type Fraction } from "../../src/stats/exact-sum.ts";
import { expectNear } from "./golden.ts";

const fraction: fc.Arbitrary<Fraction> = fc.record({
  numerator: fc.integer({ min: -400, max: 400 }),
  denominator: fc.integer({ min: 1, max: 400 }).chain((size) => fc.constantFrom(size, -size)),
});

test("thirds and sixths cancel to exactly 0", () => {
  expect(
    exactSum([
      { numerator: 1, denominator: 3 },
      { numerator: 1, denominator: 6 },
      { numerator: -1, denominator: 2 },
    ]),
  ).toBe(0);
});

test("a sum that is a tenth is the number 0.1, whatever its parts", () => {
  const parts = Array.from({ length: 49 }, () => ({ numerator: 7, denominator: 490 * 7 }));
  expect(exactSum(parts)).toBe(0.1);
});

test("sums beyond the whole numbers that a float can hold stay exact", () => {
  const most = Number.MAX_SAFE_INTEGER;
  const over = (denominator: number, ...numerators: readonly number[]): Fraction[] =>
    numerators.map((numerator) => ({ numerator, denominator }));
  expect(exactSum(over(3, most, most, -most, -most, 1))).toBe(1 / 3);
  expect(exactSum([...over(-3, most, most), ...over(3, most, most, 2)])).toBe(2 / 3);
  expect(exactSum(over(2, most, 1, 1, 1))).toBe(2 ** 52 + 1);
});

test("no fractions sum to 0, and a sum of 0 has no sign", () => {
  expect(exactSum([])).toBe(0);
  expect(exactSum([{ numerator: 0, denominator: -5 }])).toBe(0);
  expect(exactSum([{ numerator: 0, denominator: 5 }])).toBe(0);
});

test("the sum does not depend on the order, and its mirror cancels it", () => {
  fc.assert(
    fc.property(fc.array(fraction), (parts) => {
      const sum = exactSum(parts);
      const mirrored = parts.map((part) => ({ ...part, numerator: -part.numerator }));
      expect(exactSum(parts.toReversed())).toBe(sum);
      expect(exactSum([...parts, ...mirrored])).toBe(0);
      expectNear(
        sum,
        parts.reduce((total, part) => total + part.numerator / part.denominator, 0),
      );
    }),
  );
});
