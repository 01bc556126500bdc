import * as fc from "fast-check";
import { expect, test } from "vitest";
import { benjaminiHochberg } from "../../src/stats/benjamini-hochberg.ts";
import { holm } from "../../src/stats/holm.ts";
import { expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const family = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

test("adjusted values are those of scipy, in the order of the input", () => {
  for (const { ps, adjusted } of intervals.benjaminiHochberg) {
    const ours = benjaminiHochberg(ps);
    expect(ours).toHaveLength(ps.length);
    for (const [i, wanted] of adjusted.entries()) expectNear(ours[i] ?? Number.NaN, wanted);
  }
});

test("tied p values stay tied, at the largest of their ranks", () => {
  expect(benjaminiHochberg([0.2, 0.2, 0.2])).toEqual([0.2, 0.2, 0.2]);
  expect(benjaminiHochberg([0.5, 0.125, 0.5, 0.125])).toEqual([0.5, 0.25, 0.5, 0.25]);
});

test("an adjusted value is never under its p, never above 1 or Holm's, and the order stays", () => {
  fc.assert(
    fc.property(family, (ps) => {
      const [ours, stricter] = [benjaminiHochberg(ps), holm(ps)];
      for (const [i, p] of ps.entries()) {
        const adjusted = ours[i] ?? Number.NaN;
        expect(adjusted).toBeGreaterThanOrEqual(p);
        expect(adjusted).toBeLessThanOrEqual(Math.min(1, (stricter[i] ?? 0) * (1 + 1e-15)));
        for (const [j, other] of ps.entries()) if (other >= p) expect(ours[j]).toBeGreaterThanOrEqual(adjusted);
      }
    }),
  );
});

test("the order of the input is irrelevant, to the last bit", () => {
  fc.assert(
    fc.property(family, (ps) => {
      expect(benjaminiHochberg(ps.toReversed())).toEqual(benjaminiHochberg(ps).toReversed());
    }),
  );
});

test("an empty family has no values, and what is no p is an error", () => {
  expect(benjaminiHochberg([])).toEqual([]);
  expect(benjaminiHochberg([0, 1])).toEqual([0, 1]);
  for (const wrong of [-0.1, 1.1, Number.NaN]) {
    expect(() => benjaminiHochberg([0.5, wrong])).toThrow(new RangeError(`wanted every p from 0 to 1, saw ${wrong}`));
  }
});
