import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  dollars,
  duration,
  grouped,
  interval,
  level,
  listed,
  percent,
  plural,
  pValue,
  signed,
  size,
  sizeBeside,
} from "../../src/report/words.ts";

test("a difference carries its sign, with a true minus, and none where it rounds to zero", () => {
  expect([0.31, -0.05, 0, -0.004, 0.004].map((value) => signed(value))).toEqual(["+0.31", "−0.05", "0.00", "0.00", "0.00"]);
});

test("an interval shows both ends signed", () => {
  expect(interval({ lower: -0.03, upper: 0.4 })).toBe("[−0.03, +0.40]");
});

test("a margin keeps two digits, and more only where they say something", () => {
  expect([0.1, 0.125, 0.05, 0.1234].map(size)).toEqual(["0.10", "0.125", "0.05", "0.1234"]);
});

test("two figures that differ never look alike beside each other", () => {
  expect(sizeBeside(0.104, 0.1)).toBe("0.104");
  expect(sizeBeside(0.31, 0.1)).toBe("0.31");
  const figure = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(figure, figure, (value, limit) => {
      fc.pre(Math.abs(value - limit) > 2e-4);
      expect(Number(sizeBeside(value, limit)) > Number(size(limit))).toBe(value > limit);
    }),
  );
});

test("a share of draws that is not nothing never reads as nothing", () => {
  expect([0, 0.0004, 0.006, 0.05, 0.62, 1].map(percent)).toEqual(["0 %", "under 0.1 %", "0.6 %", "5 %", "62 %", "100 %"]);
});

test("levels and p values", () => {
  expect([0.025, 0.05, 0.0041, 0.0125].map(level)).toEqual(["2.5 %", "5 %", "0.41 %", "1.3 %"]);
  expect([0.0004, 0.03, 0.61, 1].map(pValue)).toEqual(["p < .001", "p = .030", "p = .61", "p = 1"]);
});

test("counts, times, money and lists", () => {
  expect([12_480, 999, 1_000_000].map(grouped)).toEqual(["12,480", "999", "1,000,000"]);
  expect([plural(1, "draw"), plural(2400, "call")]).toEqual(["1 draw", "2,400 calls"]);
  expect([0.42, 48, 59.7, 200, 180, 3900].map(duration)).toEqual(["0.4 s", "48 s", "1 min", "3 min 20 s", "3 min", "1 h 5 min"]);
  expect([0.42, 1204, 0.003, 0, null].map(dollars)).toEqual(["$0.42", "$1,204.00", "under $0.01", "$0.00", "price unknown"]);
  expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map(listed)).toEqual(["", "a", "a and b", "a, b and c"]);
});
