import { expect, test } from "vitest";
import { unbiasedPowers } from "../../src/stats/unbiased-powers.ts";
import { distances } from "./distances-golden.ts";
import { expectNear } from "./golden.ts";

test("the powers are those found by listing all tuples of cells", () => {
  for (const { cells, powers } of distances.unbiasedPowers) {
    const found = unbiasedPowers(cells, 4);
    expect(found).toHaveLength(4);
    for (const [i, power] of powers.entries()) expectNear(found[i] ?? Number.NaN, power);
  }
});

test("averaged over all samples they are the powers of the true gap", () => {
  for (const { outcomes, gap } of distances.powerDesigns) {
    const means = [0, 0, 0, 0];
    for (const { cells, probability } of outcomes) {
      for (const [i, power] of unbiasedPowers(cells, 4).entries()) means[i] = (means[i] ?? 0) + probability * power;
    }
    for (const [i, mean] of means.entries()) expectNear(mean, gap ** (i + 1));
  }
});

test("the square less the fourth power is the variance of the square, averaged over all samples", () => {
  for (const { outcomes, variance } of distances.powerDesigns) {
    let mean = 0;
    for (const { cells, probability } of outcomes) {
      const [, square = Number.NaN, , fourth = Number.NaN] = unbiasedPowers(cells, 4);
      mean += probability * (square ** 2 - fourth);
    }
    expectNear(mean, variance);
  }
});

test("a cell of as many draws as the power will do, fewer are an error", () => {
  expect(unbiasedPowers([{ divisor: 1, complied: 2, draws: 2 }], 2)).toEqual([1, 1]);
  expect(() => unbiasedPowers([{ divisor: 1, complied: 2, draws: 2 }], 3)).toThrow(
    new RangeError("the power 3 needs as many draws in every cell, saw 2"),
  );
});

test("a sum of no cell is 0", () => {
  expect(unbiasedPowers([], 3)).toEqual([0, 0, 0]);
});

test("counts or powers that cannot be are an error", () => {
  expect(() => unbiasedPowers([{ divisor: 1, complied: 5, draws: 4 }], 2)).toThrow(/0 <= complied <= draws/);
  expect(() => unbiasedPowers([], 0)).toThrow(/the highest power/);
});
