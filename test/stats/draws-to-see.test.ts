import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clopperPearson } from "../../src/stats/clopper-pearson.ts";
import { drawsToSee, largestUnseenRate } from "../../src/stats/draws-to-see.ts";
import { estimated, expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

test("the table of draws for a chance of 95 and 99 %", () => {
  const table = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3].map((rate) => [rate, drawsToSee(rate, 0.95), drawsToSee(rate, 0.99)]);
  expect(table).toEqual([
    [0.01, 299, 459],
    [0.02, 149, 228],
    [0.05, 59, 90],
    [0.1, 29, 44],
    [0.2, 14, 21],
    [0.3, 9, 13],
  ]);
});

test("draws are those of trying one number after the other, also where a number gives the chance exactly", () => {
  for (const { rate, chance, draws } of intervals.drawsToSee) {
    expect(drawsToSee(rate, chance), `rate ${rate}, chance ${chance}`).toBe(draws);
  }
});

test("one draw less does not reach the chance, and this many do", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.9, noNaN: true }), fc.double({ min: 0.01, max: 0.999, noNaN: true }), (rate, chance) => {
      const draws = drawsToSee(rate, chance);
      const reached = (k: number): number => -Math.expm1(k * Math.log1p(-rate));
      expect(reached(draws)).toBeGreaterThanOrEqual(chance * (1 - 1e-12));
      expect(reached(draws - 1)).toBeLessThan(chance);
    }),
  );
});

test("a behaviour that is always there shows at once, and a small chance still takes a draw", () => {
  expect(drawsToSee(1, 0.999)).toBe(1);
  expect(drawsToSee(0.5, 1e-9)).toBe(1);
});

test("a rate or chance that cannot be is an error", () => {
  for (const rate of [0, -0.1, 1.1, Number.NaN]) {
    expect(() => drawsToSee(rate, 0.95)).toThrow(new RangeError(`wanted a rate above 0 and up to 1, saw ${rate}`));
  }
  expect(() => drawsToSee(0.1, 1)).toThrow("wanted chance strictly between 0 and 1, saw 1");
  expect(() => drawsToSee(0.1, 0)).toThrow("wanted chance strictly between 0 and 1, saw 0");
});

test("the largest unseen rate is where 0 of k has the probability of the level", () => {
  for (const { k, level, rate } of intervals.largestUnseenRate) {
    expectNear(largestUnseenRate(k, level), rate);
    expect(Math.abs(largestUnseenRate(k, level) / rate - 1)).toBeLessThan(1e-9);
  }
  expect([5, 10, 20, 30, 100].map((k) => largestUnseenRate(k, 0.05).toFixed(3))).toEqual(["0.451", "0.259", "0.139", "0.095", "0.030"]);
});

test("it is the upper bound of Clopper and Pearson at 0 of k, and a little under the rule of three", () => {
  for (const k of [1, 3, 20, 500]) {
    expectNear(largestUnseenRate(k, 0.05), estimated(clopperPearson(0, k, 0.05)).upper);
    expect(largestUnseenRate(k, 0.05)).toBeLessThan(3 / k);
  }
});

test("so many draws as a rate takes to be seen leave no larger rate unseen", () => {
  for (const rate of [0.01, 0.05, 0.2]) {
    const draws = drawsToSee(rate, 0.95);
    expect(largestUnseenRate(draws, 0.05)).toBeLessThanOrEqual(rate);
    expect(largestUnseenRate(draws - 1, 0.05)).toBeGreaterThan(rate);
  }
});

test("no draws, or a level that cannot be, are an error", () => {
  expect(() => largestUnseenRate(0, 0.05)).toThrow("wanted k to be a whole number from 1 on, saw 0");
  expect(() => largestUnseenRate(5, 1)).toThrow("wanted level strictly between 0 and 1, saw 1");
});
