import * as fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "../../src/stats/wilson.ts";
import { estimated, expectNear, golden } from "./golden.ts";

test("bounds are those of scipy, from 0 of 1 to 1 of 300", () => {
  for (const { complied, draws, level, lower, upper } of golden.wilson) {
    const interval = estimated(wilson(complied, draws, level));
    expectNear(interval.lower, lower);
    expectNear(interval.upper, upper);
  }
});

test("the example holds", () => {
  expectNear(estimated(wilson(0, 10, 0.025)).upper, 0.27753279986288926);
});

test("the interval stays within 0 and 1, holds its rate and never collapses", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 500 }), (draws, any) => {
      const complied = any % (draws + 1);
      const { lower, value, upper } = estimated(wilson(complied, draws, 0.05));
      expect(0 <= lower && lower <= value && value <= upper && upper <= 1 && lower < upper).toBe(true);
    }),
  );
});

test("no draw is not estimable, and more complying draws than draws are an error", () => {
  expect(wilson(0, 0, 0.05).kind).toBe("not-estimable");
  expect(() => wilson(3, 2, 0.05)).toThrow(RangeError);
  expect(() => wilson(-1, 2, 0.05)).toThrow(RangeError);
});
