import * as fc from "fast-check";
import { expect, test } from "vitest";
import { enoughFor, inDollars } from "../../src/money/in-dollars.ts";

test.each([
  [0, "$0"],
  [0.00002, "under $0.0001"],
  [0.00213, "$0.0021"],
  [0.1849, "$0.18"],
  [0.1, "$0.10"],
  [12.4, "$12.40"],
  [1234.5, "$1,234.50"],
])("%d is %s", (amount, text) => {
  expect(inDollars(amount)).toBe(text);
});

test("an amount to type is a plain decimal, is enough with a tenth to spare, and not half as much again", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 9e5, noNaN: true }), (needed) => {
      const typed = enoughFor(needed);
      expect(typed).toMatch(/^\d+(?:\.\d+)?$/);
      expect(Number(typed)).toBeGreaterThanOrEqual(needed * 1.0999);
      expect(Number(typed)).toBeLessThanOrEqual(Math.max(0.0002, needed * 1.5));
    }),
  );
});
