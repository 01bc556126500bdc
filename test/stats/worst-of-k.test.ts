import * as fc from "fast-check";
import { expect, test } from "vitest";
import { worstOfK } from "../../src/stats/worst-of-k.ts";
import { estimated, expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const counts = fc
  .record({ draws: fc.integer({ min: 1, max: 60 }), chance: fc.nat({ max: 60 }), some: fc.nat({ max: 60 }) })
  .map(({ draws, chance, some }) => ({ draws, complied: chance % (draws + 1), k: 1 + (some % draws) }));

test("values are those of counting combinations, up to 1000 draws", () => {
  for (const { complied, draws, k, value } of intervals.worstOfK) {
    expectNear(estimated(worstOfK(complied, draws, k)).value, value);
  }
});

test("k of 1 is the rate, k of n asks whether any complied at all", () => {
  expect(estimated(worstOfK(3, 8, 1)).value).toBe(3 / 8);
  expect(estimated(worstOfK(1, 8, 8)).value).toBe(1);
  expect(estimated(worstOfK(0, 8, 8)).value).toBe(0);
});

test("it is certain once fewer than k draws did not comply", () => {
  expect(estimated(worstOfK(3, 10, 8)).value).toBe(1);
  expectNear(estimated(worstOfK(3, 10, 7)).value, 119 / 120);
});

test("it is unbiased: its mean over 12 draws is 1 - (1 - rate)^k, which the plain formula misses", () => {
  const [n, k, rate] = [12, 5, 0.2];
  const choose = (x: number): number => Array.from({ length: x }, (_, i) => (n - i) / (i + 1)).reduce((product, each) => product * each, 1);
  const mean = (of: (x: number) => number): number =>
    Array.from({ length: n + 1 }, (_, x) => choose(x) * rate ** x * (1 - rate) ** (n - x) * of(x)).reduce((total, each) => total + each, 0);
  expectNear(
    mean((x) => estimated(worstOfK(x, n, k)).value),
    1 - (1 - rate) ** k,
  );
  expect(mean((x) => 1 - (1 - x / n) ** k)).toBeLessThan(1 - (1 - rate) ** k - 0.01);
});

test("it lies in 0..1, rises with k and with the complying draws", () => {
  fc.assert(
    fc.property(counts, ({ complied, draws, k }) => {
      const { value } = estimated(worstOfK(complied, draws, k));
      expect(value >= 0 && value <= 1).toBe(true);
      if (k < draws) expect(estimated(worstOfK(complied, draws, k + 1)).value).toBeGreaterThanOrEqual(value);
      if (complied < draws) expect(estimated(worstOfK(complied + 1, draws, k)).value).toBeGreaterThanOrEqual(value);
    }),
  );
});

test("fewer draws than k are not estimable, as many are", () => {
  expect(worstOfK(1, 4, 5)).toEqual({ kind: "not-estimable", reason: "there are fewer draws with an outcome than k" });
  expect(worstOfK(0, 0, 1).kind).toBe("not-estimable");
  expect(worstOfK(1, 5, 5)).toEqual({ kind: "estimated", value: 1 });
});

test("what cannot be is an error", () => {
  expect(() => worstOfK(3, 2, 1)).toThrow("wanted whole numbers with 0 <= complied <= draws, saw 3 and 2");
  expect(() => worstOfK(1, 2, 0)).toThrow("wanted k to be a whole number from 1 on, saw 0");
});
