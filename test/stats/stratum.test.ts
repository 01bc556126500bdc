import { expect, test } from "vitest";
import { checkedStratum, drawsOf } from "../../src/stats/stratum.ts";

test("the draws of an arm are the sum of its label counts", () => {
  expect(drawsOf([3, 0, 2])).toBe(5);
  expect(drawsOf([])).toBe(0);
});

test("counts that can be counts pass as they are", () => {
  const stratum = [
    [3, 0],
    [0, 2],
  ];
  expect(checkedStratum(stratum)).toBe(stratum);
  expect(checkedStratum([])).toEqual([]);
});

test("a count below 0 or not whole is an error that says which", () => {
  expect(() =>
    checkedStratum([
      [1, 2],
      [-1, 2],
    ]),
  ).toThrow(new RangeError("a label count must be a whole number from 0 on, saw -1"));
  expect(() => checkedStratum([[1.5, 2]])).toThrow("saw 1.5");
  expect(() => checkedStratum([[1, Number.NaN]])).toThrow("saw NaN");
});

test("arms that count different labels are an error", () => {
  expect(() => checkedStratum([[1, 2], [1]])).toThrow(new RangeError("every arm must count the same labels, saw 2 and 1 of them"));
});
