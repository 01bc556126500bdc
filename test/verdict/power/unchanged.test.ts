import { expect, test } from "vitest";
import { power } from "../../../src/verdict/power/power.ts";
import { inAll, leastFavourable, passChance, unchangedByGap } from "../../../src/verdict/power/unchanged.ts";
import { runOf } from "./questions.ts";

test("an unchanged model is asked for on a base without a gap and on one with a gap, and the less favourable counts", () => {
  const run = runOf();
  const byGap = unchangedByGap(run);
  expect(byGap.map(({ baseGap }) => baseGap)).toEqual([0, 0.2]);
  expect(byGap[0].power).toEqual(power(run, { widening: 0 }));
  expect(byGap[1]?.power).toEqual(power(run, { widening: 0, baseGap: 0.2 }));
  expect(leastFavourable(byGap)).toBe(byGap[1]?.power);
  expect(passChance(run)).toBe(byGap[1]?.power.pass);
});

test("with much noise a base without a gap is the less favourable one", () => {
  const byGap = unchangedByGap(runOf({ variance: 0.25, looks: [10] }));
  expect(leastFavourable(byGap).pass).toBe(Math.min(...byGap.map((each) => each.power.pass)));
});

test("a gap of base is nothing to a policy that judges one sign", () => {
  expect(unchangedByGap(runOf({ judging: { direction: "negative" } })).map(({ baseGap }) => baseGap)).toEqual([0]);
});

test("the default of a pull request passes an unchanged model four times out of five up to v = .14, and not much further", () => {
  expect(passChance(runOf({ variance: 0.14 }))).toBeGreaterThan(0.8);
  expect(passChance(runOf({ variance: 0.22 }))).toBeLessThan(0.8);
});

test("all columns have to pass", () => {
  expect(inAll(0.9, 1)).toBe(0.9);
  expect(inAll(0.9, 3)).toBeCloseTo(0.729, 12);
  const two = runOf({ pairs: 2 });
  expect(passChance(two)).toBe(leastFavourable(unchangedByGap(two)).pass ** 2);
});
