import * as fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import type { WeightedCell } from "../../src/stats/fixed-pack.ts";
import { squaredGaps, squaredGapsChange } from "../../src/stats/squared-gaps.ts";
import { distances } from "./distances-golden.ts";
import { estimated, expectNear, golden } from "./golden.ts";

test("the mean of squared gaps without noise is that of the reference", () => {
  for (const { scenarios, value } of golden.squaredGaps) expectNear(estimated(squaredGaps(scenarios)).value, value);
});

test("the example holds", () => {
  const scenario = [
    { divisor: 1, complied: 3, draws: 4 },
    { divisor: -1, complied: 1, draws: 4 },
  ];
  expectNear(estimated(squaredGaps([scenario])).value, 0.125);
});

test("averaged over all samples of two draws it is the squared true gap", () => {
  // One scenario, p = .5 against .25: every table of 2 + 2 draws, weighted by its binomial probability.
  const chance = (x: number, p: number): number => (x === 1 ? 2 : 1) * p ** x * (1 - p) ** (2 - x);
  let mean = 0;
  for (const a of [0, 1, 2]) {
    for (const b of [0, 1, 2]) {
      const { value } = estimated(
        squaredGaps([
          [
            { divisor: 1, complied: a, draws: 2 },
            { divisor: -1, complied: b, draws: 2 },
          ],
        ]),
      );
      mean += chance(a, 0.5) * chance(b, 0.25) * value;
    }
  }
  expectNear(mean, 0.25 ** 2);
});

test("a cell of one draw hides its noise, so there is no estimate", () => {
  const few = { kind: "not-estimable", reason: "a cell has fewer than 2 draws with an outcome" };
  expect(squaredGaps([[{ divisor: 1, complied: 1, draws: 1 }]])).toEqual(few);
  expect(squaredGaps([[{ divisor: 1, complied: 1, draws: 2 }], [{ divisor: 1, complied: 1, draws: 1 }]])).toEqual(few);
  expect(squaredGaps([])).toEqual({ kind: "not-estimable", reason: "there is no scenario" });
});

const scenario = (...complied: readonly [number, number]): WeightedCell[] =>
  complied.map((each, i) => ({ divisor: i === 0 ? 1 : -1, complied: each, draws: 6 }));

test("the change of Q and its standard error are those of the reference", () => {
  for (const { base, head, value, standardError } of distances.squaredGapsChange) {
    const change = estimated(squaredGapsChange(base, head));
    expectNear(change.value, value);
    expectNear(estimated(change.standardError).value, standardError);
  }
});

test("swapping the sides turns the change and keeps the standard error; the order of scenarios is irrelevant", () => {
  for (const { base, head } of distances.squaredGapsChange) {
    const change = estimated(squaredGapsChange(base, head));
    expect(squaredGapsChange(head, base)).toEqual({ ...change, value: -change.value });
    expect(squaredGapsChange(base.toReversed(), head.toReversed())).toEqual(change);
  }
});

const cell = fc
  .record({
    draws: fc.integer({ min: 4, max: 9 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    divisor: fc.constantFrom(3, -3, 6, -7),
  })
  .map(({ draws, share, divisor }): WeightedCell => ({ draws, divisor, complied: Math.round(draws * share) }));
const scenarios = fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 8 });

test("no order of scenarios or of their cells changes a bit of Q, no order of scenarios one of its change", () => {
  fc.assert(
    fc.property(scenarios, (some) => {
      const turned = some.map((cells) => cells.toReversed()).toReversed();
      expect(squaredGaps(turned)).toEqual(squaredGaps(some));
      expect(squaredGapsChange(some.toReversed(), turned.toReversed())).toEqual(squaredGapsChange(some, turned));
    }),
    { numRuns: 300 },
  );
});

test("value ± 1.645 standard errors covers the true change about as often as said", () => {
  const rng = xoroshiro128plus(20261124);
  const drawn = (rate: number): number => Array.from({ length: 6 }, () => uniformFloat64(rng)).filter((uniform) => uniform < rate).length;
  // 20 scenarios with a gap of .2 in base; a quarter of them has one of .6 in head.
  const side = (gaps: readonly number[]): WeightedCell[][] => gaps.map((gap) => scenario(drawn(0.3 + gap), drawn(0.3)));
  const base = Array.from({ length: 20 }, () => 0.2);
  const head = base.map((gap, i) => (i < 5 ? 0.6 : gap));
  const truth = (5 * (0.6 ** 2 - 0.2 ** 2)) / 20;
  const runs = 500;
  const covered = Array.from({ length: runs }, () => estimated(squaredGapsChange(side(base), side(head)))).filter(
    ({ value, standardError }) => Math.abs(value - truth) <= 1.645 * estimated(standardError).value,
  );
  // Four standard errors of .9 over 500 runs are .054.
  expect(Math.abs(covered.length / runs - 0.89)).toBeLessThan(0.055);
});

test("the same counts on both sides have changed by exactly 0, with noise around it", () => {
  const side = [scenario(2, 5), scenario(4, 1)];
  const change = estimated(squaredGapsChange(side, side));
  expect(change.value).toBe(0);
  expect(estimated(change.standardError).value).toBeGreaterThan(0);
});

test("fewer than 4 draws in a cell of either side leave the standard error out, not the change", () => {
  const three = [[{ divisor: 1, complied: 1, draws: 3 }]];
  const four = [[{ divisor: 1, complied: 1, draws: 4 }]];
  const missing = { kind: "not-estimable", reason: "a cell has fewer than 4 draws with an outcome" };
  expect(estimated(squaredGapsChange(three, four)).standardError).toEqual(missing);
  expect(estimated(squaredGapsChange(four, three)).standardError).toEqual(missing);
  expect(estimated(squaredGapsChange(four, four)).standardError).not.toEqual(missing);
});

test("draws that are all alike show no noise, which is no standard error of 0", () => {
  const change = estimated(squaredGapsChange([scenario(0, 0)], [scenario(6, 0)]));
  expect(change.value).toBe(1);
  expect(change.standardError).toEqual({ kind: "not-estimable", reason: "the draws show no noise to measure it by" });
});

test("a side that has no Q has no change, and says which", () => {
  const one = [[{ divisor: 1, complied: 1, draws: 1 }]];
  expect(squaredGapsChange(one, [scenario(1, 2)])).toEqual({
    kind: "not-estimable",
    reason: "in base a cell has fewer than 2 draws with an outcome",
  });
  expect(squaredGapsChange([scenario(1, 2)], one)).toEqual({
    kind: "not-estimable",
    reason: "in head a cell has fewer than 2 draws with an outcome",
  });
});

test("sides of different scenarios are an error", () => {
  expect(() => squaredGapsChange([scenario(1, 2)], [])).toThrow(new RangeError("wanted the same scenarios, saw 1 in base and 0 in head"));
});
