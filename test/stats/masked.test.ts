import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clopperPearson } from "../../src/stats/clopper-pearson.ts";
import { masked } from "../../src/stats/masked.ts";
import type { Proportion } from "../../src/stats/newcombe.ts";
import { estimated, expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const of = (complied: number, draws: number): Proportion => ({ complied, draws });
const counts = fc
  .record({ draws: fc.integer({ min: 1, max: 60 }), chance: fc.nat({ max: 60 }) })
  .map(({ draws, chance }) => of(chance % (draws + 1), draws));

test("0 of 5 at temperature 0 and 4 of 20 above it: masked, with the bound and the p that say so", () => {
  const found = masked(of(0, 5), of(4, 20), 0.05, 0.05);
  expect(found).toMatchObject({ finding: "masked", needed: 4 });
  expectNear(found.lower ?? Number.NaN, 0.07135388430861779);
  expectNear(found.p, 0.015901526019763548);
});

test("one complying draw fewer does not show it", () => {
  const found = masked(of(0, 5), of(3, 20), 0.05, 0.05);
  expect(found).toMatchObject({ finding: "not-shown", needed: 4 });
  expect(found.lower).toBeLessThan(0.05);
  expect(found.p).toBeGreaterThan(0.05);
});

test("the draws needed are those whose exact lower bound reaches delta", () => {
  for (const { draws, delta, needed } of intervals.masked) {
    expect(masked(of(0, 3), of(0, draws), delta, 0.05).needed, `${draws} draws, delta ${delta}`).toBe(needed);
  }
  const at = (draws: number): (number | null)[] => [0.05, 0.1].map((delta) => masked(of(0, 3), of(0, draws), delta, 0.05).needed);
  expect([5, 10, 20, 30, 50].map(at)).toEqual([
    [2, 3],
    [3, 4],
    [4, 5],
    [5, 7],
    [6, 10],
  ]);
});

test("3 silent draws at temperature 0 are enough, 2 are not, and their p is 1", () => {
  const enough = masked(of(0, 3), of(10, 20), 0.05, 0.05);
  expect(enough.finding).toBe("masked");
  expect(enough.p).toBeLessThan(1e-6);
  expect(masked(of(0, 2), of(10, 20), 0.05, 0.05)).toMatchObject({ finding: "not-enough-draws", needed: 4, p: 1 });
  expect(masked(of(0, 0), of(10, 20), 0.05, 0.05)).toMatchObject({ finding: "not-enough-draws", p: 1 });
});

test("seen at temperature 0 is not masked, however few the draws there", () => {
  expect(masked(of(1, 20), of(20, 20), 0.05, 0.05)).toMatchObject({ finding: "seen-at-zero", p: 1 });
  expect(masked(of(1, 1), of(0, 0), 0.05, 0.05)).toEqual({ finding: "seen-at-zero", lower: null, needed: null, p: 1 });
});

test("fewer draws above temperature 0 than could ever show it are not enough", () => {
  expect(masked(of(0, 5), of(2, 2), 0.4, 0.05)).toMatchObject({ finding: "not-enough-draws", needed: null });
  expect(masked(of(0, 5), of(4, 4), 0.4, 0.05)).toMatchObject({ finding: "masked", needed: 4 });
  expect(masked(of(0, 5), of(0, 0), 0.4, 0.05)).toEqual({ finding: "not-enough-draws", lower: null, needed: null, p: 1 });
});

test("a p value that equals the level shows it", () => {
  expect(masked(of(0, 3), of(1, 1), 0.05, 0.05)).toMatchObject({ finding: "masked", needed: 1 });
  expect(masked(of(0, 3), of(1, 1), 0.051, 0.05)).toMatchObject({ finding: "not-enough-draws", needed: null });
});

test("masked, a bound of at least delta and a p of at most the level are one and the same", () => {
  fc.assert(
    fc.property(counts, fc.constantFrom(0.03, 0.07, 0.11, 0.33), fc.constantFrom(0.01, 0.04, 0.12), (above, delta, level) => {
      const found = masked(of(0, 4), above, delta, level);
      const { lower } = estimated(clopperPearson(above.complied, above.draws, level));
      expect(found.lower).toBe(lower);
      expect(found.finding === "masked").toBe(lower >= delta);
      expect(found.finding === "masked").toBe(found.p <= level);
    }),
  );
});

test("what cannot be is an error, in either arm", () => {
  expect(() => masked(of(4, 3), of(1, 20), 0.05, 0.05)).toThrow("0 <= complied <= draws, saw 4 and 3");
  expect(() => masked(of(0, 3), of(21, 20), 0.05, 0.05)).toThrow("0 <= complied <= draws, saw 21 and 20");
  expect(() => masked(of(0, 3), of(1, 20), 0, 0.05)).toThrow("wanted delta strictly between 0 and 1, saw 0");
  expect(() => masked(of(0, 3), of(1, 20), 0.05, 1)).toThrow("wanted level strictly between 0 and 1, saw 1");
});
