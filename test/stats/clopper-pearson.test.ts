import * as fc from "fast-check";
import { expect, test } from "vitest";
import { binomialTail } from "../../src/stats/binomial-tail.ts";
import { clopperPearson } from "../../src/stats/clopper-pearson.ts";
import { wilson } from "../../src/stats/wilson.ts";
import { estimated, expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const counts = fc
  .record({ draws: fc.integer({ min: 1, max: 300 }), chance: fc.nat({ max: 300 }) })
  .map(({ draws, chance }) => ({ draws, complied: chance % (draws + 1) }));

test("bounds are those of scipy's beta quantile, from 1 draw to 100,000, at tails from .0001 to .3", () => {
  for (const { complied, draws, level, lower, upper } of intervals.clopperPearson) {
    const interval = estimated(clopperPearson(complied, draws, level));
    expectNear(interval.lower, lower);
    expectNear(interval.upper, upper);
    expect(interval.value).toBe(complied / draws);
    if (complied > 0) expect(Math.abs(interval.lower / lower - 1)).toBeLessThan(1e-11);
  }
});

test("0 of n starts at exactly 0 and n of n ends at exactly 1", () => {
  expect(estimated(clopperPearson(0, 7, 0.05)).lower).toBe(0);
  expect(estimated(clopperPearson(7, 7, 0.05)).upper).toBe(1);
});

test("at the lower bound this many draws or more have the probability of the level", () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(0.001, 0.025, 0.05, 0.2), ({ complied, draws }, level) => {
      const { lower, upper } = estimated(clopperPearson(complied, draws, level));
      if (complied > 0) expectNear(binomialTail(complied, draws, lower), level);
      if (complied < draws) expectNear(1 - binomialTail(complied + 1, draws, upper), level);
    }),
  );
});

test("counting the other outcome mirrors the interval", () => {
  fc.assert(
    fc.property(counts, ({ complied, draws }) => {
      const one = estimated(clopperPearson(complied, draws, 0.05));
      const two = estimated(clopperPearson(draws - complied, draws, 0.05));
      expectNear(two.lower, 1 - one.upper);
      expectNear(two.upper, 1 - one.lower);
    }),
  );
});

test("at the edges and in the middle it is wider than Wilson's, and more draws at the same rate narrow it", () => {
  for (const [complied, draws] of [
    [0, 10],
    [3, 10],
    [10, 10],
  ] as const) {
    const [exact, score] = [estimated(clopperPearson(complied, draws, 0.025)), estimated(wilson(complied, draws, 0.025))];
    expect(exact.upper - exact.lower).toBeGreaterThan(score.upper - score.lower);
    const more = estimated(clopperPearson(4 * complied, 4 * draws, 0.025));
    expect(more.upper - more.lower).toBeLessThan(exact.upper - exact.lower);
  }
});

test("no draw is not estimable, and what cannot be is an error", () => {
  expect(clopperPearson(0, 0, 0.05)).toEqual({ kind: "not-estimable", reason: "there is no draw with an outcome" });
  expect(() => clopperPearson(3, 2, 0.05)).toThrow("wanted whole numbers with 0 <= complied <= draws, saw 3 and 2");
  expect(() => clopperPearson(1, 2, 0)).toThrow("wanted level strictly between 0 and 1, saw 0");
  expect(() => clopperPearson(0, 0, 1)).toThrow("wanted level strictly between 0 and 1, saw 1");
});
