import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cochranArmitage, permuteTrend } from "../../src/stats/cochran-armitage.ts";
import type { Proportion } from "../../src/stats/newcombe.ts";
import { distances } from "./distances-golden.ts";
import { estimated, expectNear } from "./golden.ts";

const arm: fc.Arbitrary<Proportion> = fc
  .record({ draws: fc.integer({ min: 0, max: 9 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ draws, share }) => ({ draws, complied: Math.round(draws * share) }));
const scores = [0, 0.3, 1];
const strata = fc
  .array(fc.array(arm, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 })
  .filter((some) => cochranArmitage(scores, some).kind === "estimated");
const arms = (...counts: readonly (readonly [complied: number, draws: number])[]): Proportion[] =>
  counts.map(([complied, draws]) => ({ complied, draws }));

test("slope, z and p are those of the reference: statsmodels for one stratum, all deals listed for several", () => {
  for (const each of distances.trends) {
    const trend = estimated(cochranArmitage(each.scores, each.strata));
    expectNear(trend.slope, each.slope);
    expectNear(trend.z, each.z);
    expectNear(trend.p, each.p);
  }
});

test("with one stratum it is the classical statistic times √((N-1)/N)", () => {
  // Armitage's z for 1, 4, 8 of 10 at 0, .5, 1: numerator 3.5, p = 13/30, Σ n(s - s̄)² = 5.
  const classical = 3.5 / Math.sqrt((13 / 30) * (17 / 30) * 5);
  expectNear(estimated(cochranArmitage([0, 0.5, 1], [arms([1, 10], [4, 10], [8, 10])])).z, classical * Math.sqrt(29 / 30));
});

test("the p of a strong trend stays above 0", () => {
  const { p } = estimated(cochranArmitage([0, 1, 2], [arms([0, 400], [200, 400], [400, 400])]));
  expect(p).toBeGreaterThan(0);
  expect(p).toBeLessThan(1e-100);
});

test("turning the scores, or what counts as complying, turns the sign", () => {
  fc.assert(
    fc.property(strata, (some) => {
      const trend = estimated(cochranArmitage(scores, some));
      const turned = estimated(
        cochranArmitage(
          scores.map((score) => -score),
          some,
        ),
      );
      const other = estimated(
        cochranArmitage(
          scores,
          some.map((stratum) => stratum.map(({ complied, draws }) => ({ complied: draws - complied, draws }))),
        ),
      );
      for (const mirrored of [turned, other]) {
        expectNear(mirrored.z, -trend.z);
        expectNear(mirrored.slope, -trend.slope);
        expectNear(mirrored.p, trend.p);
        expect(mirrored.smallCounts).toBe(trend.smallCounts);
      }
      expect(trend.p).toBeGreaterThanOrEqual(0);
      expect(trend.p).toBeLessThanOrEqual(1);
    }),
  );
});

test("scores count up to a shift and a factor; strata and arms in any order", () => {
  fc.assert(
    fc.property(strata, (some) => {
      const trend = estimated(cochranArmitage(scores, some));
      const scaled = estimated(
        cochranArmitage(
          scores.map((score) => 5 + 2 * score),
          some,
        ),
      );
      expectNear(scaled.z, trend.z);
      expectNear(scaled.slope, trend.slope / 2);
      const shuffled = cochranArmitage(
        scores.toReversed(),
        some.map((stratum) => stratum.toReversed()),
      );
      expectNear(estimated(shuffled).z, trend.z);
      expectNear(estimated(cochranArmitage(scores, some.toReversed())).z, trend.z);
    }),
  );
});

test("strata without draws, with one draw or with one behaviour add nothing to z", () => {
  const plain = arms([1, 5], [2, 5], [4, 5]);
  const { z, slope } = estimated(cochranArmitage(scores, [plain]));
  const empty = estimated(cochranArmitage(scores, [plain, arms([0, 0], [0, 0], [0, 0])]));
  const single = estimated(cochranArmitage(scores, [plain, arms([0, 0], [1, 1], [0, 0])]));
  const flat = estimated(cochranArmitage(scores, [plain, arms([5, 5], [5, 5], [5, 5])]));
  for (const each of [empty, single, flat]) expectNear(each.z, z);
  expectNear(empty.slope, slope);
  expectNear(single.slope, slope);
  expectNear(flat.slope, slope / 2);
});

test("counts are small where an arm expects fewer than 5 of either behaviour over all strata", () => {
  // 15 of 30 at 10 draws an arm: 5 expected of each.
  expect(estimated(cochranArmitage(scores, [arms([4, 10], [5, 10], [6, 10])])).smallCounts).toBe(false);
  expect(estimated(cochranArmitage(scores, [arms([4, 10], [5, 10], [5, 10])])).smallCounts).toBe(true);
  expect(estimated(cochranArmitage(scores, [arms([5, 10], [5, 10], [6, 10])])).smallCounts).toBe(true);
  // One such arm is enough.
  expect(estimated(cochranArmitage(scores, [arms([20, 40], [20, 40], [3, 4])])).smallCounts).toBe(true);
  // Two strata of half the draws expect as many together.
  expect(estimated(cochranArmitage(scores, [arms([2, 5], [2, 5], [3, 5]), arms([2, 5], [3, 5], [3, 5])])).smallCounts).toBe(false);
  // An arm without any draw is not asked.
  expect(estimated(cochranArmitage([0, 1, 2, 3], [arms([4, 10], [5, 10], [6, 10], [0, 0])])).smallCounts).toBe(false);
});

test("fewer than 3 temperatures with draws are no trend", () => {
  const wanted = { kind: "not-estimable", reason: "fewer than 3 temperatures have draws with an outcome" };
  expect(cochranArmitage([0, 1], [arms([1, 5], [4, 5])])).toEqual(wanted);
  expect(cochranArmitage([0, 1, 2], [arms([1, 5], [0, 0], [4, 5])])).toEqual(wanted);
  expect(cochranArmitage([0, 1, 1], [arms([1, 5], [2, 5], [4, 5])])).toEqual(wanted);
  expect(cochranArmitage([], [])).toEqual(wanted);
  expect(permuteTrend([0, 1], [arms([1, 5], [4, 5])], 7, 99)).toEqual(wanted);
  // Three temperatures over the strata taken together are enough.
  expect(cochranArmitage([0, 1, 2], [arms([1, 5], [0, 0], [4, 5]), arms([0, 0], [1, 3], [2, 3])]).kind).toBe("estimated");
});

test("without variance there is no test", () => {
  const wanted = { kind: "not-estimable", reason: "in every stratum all draws behave alike or have one temperature" };
  expect(cochranArmitage(scores, [arms([0, 5], [0, 5], [0, 5]), arms([5, 5], [5, 5], [5, 5])])).toEqual(wanted);
  expect(cochranArmitage(scores, [arms([2, 5], [0, 0], [0, 0]), arms([0, 0], [1, 3], [0, 0]), arms([0, 0], [0, 0], [2, 3])])).toEqual(
    wanted,
  );
  expect(permuteTrend(scores, [arms([0, 5], [0, 5], [0, 5])], 7, 99)).toEqual(wanted);
});

test("input that cannot be is an error", () => {
  expect(() => cochranArmitage([0, 1, Number.NaN], [arms([1, 2], [1, 2], [1, 2])])).toThrow("scores must be finite numbers, saw 0, 1, NaN");
  expect(() => cochranArmitage([0, 1, 2], [arms([1, 2], [1, 2])])).toThrow("wanted an arm for each of 3 scores, saw 2");
  expect(() => cochranArmitage([0, 1, 2], [arms([1, 2], [3, 2], [1, 2])])).toThrow(/0 <= complied <= draws/);
  expect(() => permuteTrend([0, 1, 2], [arms([1, 2], [1, 2])], 7, 99)).toThrow(RangeError);
  expect(() => permuteTrend([0, 1, 2], [arms([1, 2], [0, 2], [1, 2])], 7, 0)).toThrow(/permutations/);
});

test("the permuted p is near the exact one over all deals", () => {
  const rounds = 4000;
  const cases = distances.trends.filter((each) => each.exact !== undefined);
  expect(cases.length).toBeGreaterThan(1);
  for (const { scores, strata, exact = Number.NaN } of cases) {
    const { p } = estimated(permuteTrend(scores, strata, 7, rounds));
    expect(Math.abs(p - exact)).toBeLessThanOrEqual(4 * Math.sqrt((exact * (1 - exact)) / rounds) + 1 / rounds);
  }
});

test("with many draws the permuted p is near the normal one, in both directions", () => {
  for (const counts of [arms([12, 40], [14, 40], [20, 40]), arms([20, 40], [14, 40], [12, 40])]) {
    const { p } = estimated(cochranArmitage(scores, [counts, counts]));
    expect(Math.abs(estimated(permuteTrend(scores, [counts, counts], 7, 3999)).p - p)).toBeLessThan(0.015);
  }
});
