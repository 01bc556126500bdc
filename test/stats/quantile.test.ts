import { expect, test } from "vitest";
import { normalQuantile, tQuantile } from "../../src/stats/quantile.ts";
import { expectNear, golden } from "./golden.ts";

test("upper quantiles of t and of the normal distribution are those of scipy", () => {
  for (const { tail, df, value } of golden.quantiles.t) expectNear(tQuantile(tail, df), value);
  for (const { tail, value } of golden.quantiles.normal) expectNear(normalQuantile(tail), value);
});

test("the examples hold", () => {
  expectNear(normalQuantile(0.025), 1.959963984540054);
  expectNear(tQuantile(0.05, 9), 1.8331129326536335);
});

test("a tail that is no probability, or no degrees of freedom, is an error and never NaN", () => {
  for (const tail of [0, 1, -0.1, 2, Number.NaN]) {
    const wanted = new RangeError(`a tail must lie strictly between 0 and 1, saw ${tail}`);
    expect(() => normalQuantile(tail)).toThrow(wanted);
    expect(() => tQuantile(tail, 5)).toThrow(wanted);
  }
  for (const df of [0, -1, Number.NaN]) {
    expect(() => tQuantile(0.05, df)).toThrow(new RangeError(`degrees of freedom must be above 0, saw ${df}`));
  }
});
