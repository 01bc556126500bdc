import { expect, test } from "vitest";
import { holm } from "../../src/stats/holm.ts";
import { expectNear, golden } from "./golden.ts";

test("adjusted values are those of the reference, in the order of the input", () => {
  for (const { ps, adjusted } of golden.holm) {
    const ours = holm(ps);
    expect(ours).toHaveLength(ps.length);
    for (const [i, wanted] of adjusted.entries()) expectNear(ours[i] ?? Number.NaN, wanted);
  }
});

test("the example holds", () => {
  expect(holm([0.01, 0.04, 0.03]).map((p) => p.toFixed(2))).toEqual(["0.03", "0.06", "0.06"]);
});

test("no adjusted value is above 1 or under the raw one, and a larger p never gets a smaller one", () => {
  expect(holm([0.4, 0.7, 0.9])).toEqual([1, 1, 1]);
  expect(holm([0.5, 0.5])).toEqual([1, 1]);
  expect(holm([0.3])).toEqual([0.3]);
  expect(holm([])).toEqual([]);
});
