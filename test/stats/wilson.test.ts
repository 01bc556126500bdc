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

test("0 of n starts at exactly 0 and n of n ends at exactly 1, without crumbs of rounding", () => {
  for (let draws = 1; draws <= 200; draws += 1) {
    expect(estimated(wilson(0, draws, 0.025)).lower).toBe(0);
    expect(estimated(wilson(draws, draws, 0.025)).upper).toBe(1);
  }
});

test("no draw is not estimable, and counts that cannot be are an error that says what was seen", () => {
  expect(wilson(0, 0, 0.05)).toEqual({ kind: "not-estimable", reason: "there is no draw with an outcome" });
  expect(() => wilson(3, 2, 0.05)).toThrow(new RangeError("wanted 0 <= complied <= draws, saw 3 of 2"));
  expect(() => wilson(-1, 2, 0.05)).toThrow(new RangeError("wanted 0 <= complied <= draws, saw -1 of 2"));
  expect(() => wilson(Number.NaN, 2, 0.05)).toThrow(new RangeError("wanted 0 <= complied <= draws, saw NaN of 2"));
});
