import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cellVariance, fixedPack, lowerBound, upperBound, type WeightedCell, weightedSum } from "../../src/stats/fixed-pack.ts";
import { estimated, expectNear, golden } from "./golden.ts";

const cell: fc.Arbitrary<WeightedCell> = fc
  .record({
    size: fc.integer({ min: 1, max: 50 }),
    positive: fc.boolean(),
    draws: fc.integer({ min: 1, max: 20 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ size, positive, draws, share }) => ({ divisor: positive ? size : -size, draws, complied: Math.round(draws * share) }));
const cells = fc.array(cell, { minLength: 1, maxLength: 30 });
/** All of one weight, as in a real pack, so that they differ by their draws alone. */
const alike = fc.array(
  cell.map((each) => ({ ...each, divisor: 3 * Math.sign(each.divisor) })),
  { minLength: 2, maxLength: 30 },
);

test("value, variance, degrees of freedom and bounds are those of the reference", () => {
  for (const each of golden.fixedPack) {
    const estimate = estimated(fixedPack(each.cells));
    expectNear(estimate.value, each.value);
    expectNear(estimate.variance, each.variance);
    expectNear(estimate.degreesOfFreedom, each.df);
    for (const { level, lower, upper } of each.bounds) {
      expectNear(lowerBound(estimate, level), lower);
      expectNear(upperBound(estimate, level), upper);
    }
  }
});

test("the examples hold", () => {
  const estimate = estimated(
    fixedPack([
      { divisor: 1, complied: 8, draws: 10 },
      { divisor: -1, complied: 3, draws: 10 },
    ]),
  );
  expect(estimate.value).toBe(0.5);
  expectNear(estimate.variance, 0.06611111111111112);
  expect(estimate.degreesOfFreedom.toFixed(2)).toBe("26.48");
  expectNear(lowerBound({ kind: "estimated", value: 0.3, variance: 0.01, degreesOfFreedom: 9 }, 0.05), 0.11668870673463662);
});

test("cells that always do the same still leave doubt: the width is never 0", () => {
  fc.assert(
    fc.property(cells, (any) => {
      const constant = any.map((each) => ({ ...each, complied: each.complied * 2 > each.draws ? each.draws : 0 }));
      const estimate = estimated(fixedPack(constant));
      expect(upperBound(estimate, 0.05)).toBeGreaterThan(lowerBound(estimate, 0.05));
    }),
  );
});

test("8 scenarios of constant cells: 3 draws leave more than .10 open, 5 do not", () => {
  const constant = (draws: number): WeightedCell[] =>
    Array.from({ length: 32 }, (_, i) => ({ divisor: i % 2 === 0 ? 8 : -8, complied: 0, draws }));
  expect(upperBound(estimated(fixedPack(constant(3))), 0.05)).toBeCloseTo(0.105, 3);
  expect(upperBound(estimated(fixedPack(constant(5))), 0.05)).toBeCloseTo(0.06, 3);
});

test("with all signs turned the value turns and the variance stays, to the last bit", () => {
  fc.assert(
    fc.property(cells, (some) => {
      const one = estimated(fixedPack(some));
      const two = estimated(fixedPack(some.map((each) => ({ ...each, divisor: -each.divisor }))));
      expect(two.value).toBe(one.value === 0 ? 0 : -one.value);
      expect([two.variance, two.degreesOfFreedom]).toEqual([one.variance, one.degreesOfFreedom]);
    }),
  );
});

test("the order of the cells is irrelevant, to the last bit", () => {
  fc.assert(
    fc.property(fc.oneof(cells, alike), fc.nat(), (some, turn) => {
      const start = turn % some.length;
      expect(fixedPack([...some.slice(start), ...some.slice(0, start)].toReversed())).toEqual(fixedPack(some));
    }),
  );
});

test("drawing everything four times over at the same rates narrows the interval", () => {
  const many = cells.filter((some) => some.every((each) => each.draws > 1));
  fc.assert(
    fc.property(many, (some) => {
      const more = some.map((each) => ({ ...each, complied: 4 * each.complied, draws: 4 * each.draws }));
      const [few, plenty] = [estimated(fixedPack(some)), estimated(fixedPack(more))];
      expect(plenty.value).toBe(few.value);
      expect(plenty.variance).toBeLessThan(few.variance / 2);
      expect(plenty.degreesOfFreedom).toBeGreaterThan(few.degreesOfFreedom);
    }),
  );
});

test("a stricter level gives a wider bound", () => {
  const estimate = estimated(fixedPack([{ divisor: 1, complied: 4, draws: 9 }]));
  expect(lowerBound(estimate, 0.01)).toBeLessThan(lowerBound(estimate, 0.05));
  expect(upperBound(estimate, 0.01)).toBeGreaterThan(upperBound(estimate, 0.05));
});

test("a cell of one draw has the largest variance, one of more draws the unbiased one", () => {
  expect(cellVariance({ complied: 1, draws: 1 })).toBe(0.25);
  expect(cellVariance({ complied: 0, draws: 2 })).toBe(0);
  expect(cellVariance({ complied: 1, draws: 2 })).toBe(0.5);
});

test("no cell, or a cell without a draw, is not estimable and never 0", () => {
  expect(fixedPack([])).toEqual({ kind: "not-estimable", reason: "there is no cell" });
  expect(
    fixedPack([
      { divisor: 1, complied: 3, draws: 4 },
      { divisor: -1, complied: 0, draws: 0 },
    ]),
  ).toEqual({ kind: "not-estimable", reason: "a cell has no draw with an outcome" });
});

test("parts divide every weight once more", () => {
  fc.assert(
    fc.property(cells, fc.integer({ min: 1, max: 30 }), (some, parts) => {
      const divided = some.map((each) => ({ ...each, divisor: parts * each.divisor }));
      expect(fixedPack(some, parts)).toEqual(fixedPack(divided));
    }),
  );
});

test("parts that are no count are an error", () => {
  for (const parts of [0, -1, 1.5, Number.NaN]) {
    const wanted = new RangeError(`parts must be a whole number above 0, saw ${parts}`);
    expect(() => fixedPack([{ divisor: 1, complied: 1, draws: 2 }], parts)).toThrow(wanted);
  }
});

test("a sum of rates is the plain one, sign included", () => {
  const sum = weightedSum([
    { divisor: 2, complied: 3, draws: 4 },
    { divisor: 2, complied: 1, draws: 2 },
    { divisor: -1, complied: 1, draws: 4 },
  ]);
  expect(sum).toBe(0.375);
});

test("counts that cannot be are an error", () => {
  for (const wrong of [
    { divisor: 0, complied: 1, draws: 2 },
    { divisor: 1, complied: 3, draws: 2 },
    { divisor: 1, complied: -1, draws: 2 },
    { divisor: 1, complied: 0.5, draws: 2 },
    { divisor: 0.5, complied: 1, draws: 2 },
    { divisor: 1, complied: 1, draws: 2.5 },
  ]) {
    const seen = `saw ${JSON.stringify(wrong)}`;
    expect(() => fixedPack([wrong])).toThrow(new RangeError(`a cell needs whole counts with 0 <= complied <= draws, ${seen}`));
  }
});
