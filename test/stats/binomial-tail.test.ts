import * as fc from "fast-check";
import { expect, test } from "vitest";
import { binomialTail } from "../../src/stats/binomial-tail.ts";
import { expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const counts = fc
  .record({
    draws: fc.integer({ min: 1, max: 200 }),
    chance: fc.nat({ max: 200 }),
    rate: fc.double({ min: 0.001, max: 0.999, noNaN: true }),
  })
  .map(({ draws, chance, rate }) => ({ draws, complied: chance % (draws + 1), rate }));

test("p is that of scipy, to 1e-11 of its size, from no draw to 10,000", () => {
  for (const { complied, draws, rate, p } of intervals.binomialTail) {
    const ours = binomialTail(complied, draws, rate);
    expect(Math.abs(ours - p)).toBeLessThanOrEqual(1e-11 * p);
  }
});

test("at least 0 is certain, and all of n have rate^n", () => {
  expect(binomialTail(0, 0, 0.5)).toBe(1);
  expect(binomialTail(0, 9, 0.5)).toBe(1);
  expectNear(binomialTail(3, 3, 0.2), 0.008);
  expectNear(binomialTail(1, 4, 0.5), 15 / 16);
});

test("at least x of one outcome is at most n - x of the other", () => {
  fc.assert(
    fc.property(counts, ({ complied, draws, rate }) => {
      const others = draws - complied + 1;
      expectNear(binomialTail(complied, draws, rate) + (others > draws ? 0 : binomialTail(others, draws, 1 - rate)), 1);
    }),
  );
});

test("p lies in 0..1 and falls with each complying draw", () => {
  fc.assert(
    fc.property(counts, ({ complied, draws, rate }) => {
      const p = binomialTail(complied, draws, rate);
      expect(p >= 0 && p <= 1).toBe(true);
      if (complied < draws) expect(binomialTail(complied + 1, draws, rate)).toBeLessThanOrEqual(p);
    }),
  );
});

test("what cannot be is an error", () => {
  expect(() => binomialTail(3, 2, 0.5)).toThrow("wanted whole numbers with 0 <= complied <= draws, saw 3 and 2");
  expect(() => binomialTail(1, 2, 0)).toThrow("wanted rate strictly between 0 and 1, saw 0");
  expect(() => binomialTail(1, 2, 1)).toThrow("wanted rate strictly between 0 and 1, saw 1");
});
