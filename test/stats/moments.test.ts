import * as fc from "fast-check";
import { expect, test } from "vitest";
import { mean, sampleVariance } from "../../src/stats/moments.ts";

const numbers = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 9 });

test("mean and variance of a few numbers", () => {
  expect(mean([6, 1, 2])).toBe(3);
  expect(mean([-4])).toBe(-4);
  expect(sampleVariance([1, 2, 6])).toBe(7);
  expect(sampleVariance([3, 3])).toBe(0);
});

test("the order is irrelevant, to the last bit", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      expect(mean(values.toReversed())).toBe(mean(values));
      expect(sampleVariance(values.toReversed())).toBe(sampleVariance(values));
    }),
  );
  // In this order a plain sum from the left would lose the small ones.
  expect(mean([1, 2 ** -53, 2 ** -53])).toBe((1 + 2 ** -52) / 3);
});

test("they look after nothing: without enough numbers there is none", () => {
  expect(mean([])).toBeNaN();
  expect(sampleVariance([1])).toBeNaN();
});
