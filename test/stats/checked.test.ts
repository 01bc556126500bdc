import { expect, test } from "vitest";
import { checkedCount, checkedPart, checkedShare } from "../../src/stats/checked.ts";

test("counts that can be come back as they are, at both edges", () => {
  for (const [part, whole] of [
    [0, 0],
    [0, 3],
    [3, 3],
    [1, 3],
  ] as const) {
    expect(checkedPart(part, whole, "complied <= draws")).toEqual([part, whole]);
  }
});

test("counts that cannot be are refused with what was seen and what is wanted", () => {
  for (const [part, whole] of [
    [4, 3],
    [-1, 3],
    [0.5, 3],
    [1, 3.5],
    [Number.NaN, 3],
    [0, Number.NaN],
    [0, Infinity],
  ] as const) {
    expect(() => checkedPart(part, whole, "agreed <= of")).toThrow(
      new RangeError(`wanted whole numbers with 0 <= agreed <= of, saw ${part} and ${whole}`),
    );
  }
});

test("a share lies strictly between 0 and 1", () => {
  expect([1e-300, 0.5, 1 - 2 ** -53].map((share) => checkedShare(share, "level"))).toEqual([1e-300, 0.5, 1 - 2 ** -53]);
  for (const share of [0, 1, -0.1, 1.1, Number.NaN]) {
    expect(() => checkedShare(share, "level")).toThrow(new RangeError(`wanted level strictly between 0 and 1, saw ${share}`));
  }
});

test("a count that is planned starts at 1", () => {
  expect([1, 2, 1000].map((count) => checkedCount(count, "k"))).toEqual([1, 2, 1000]);
  for (const count of [0, -1, 1.5, Number.NaN, Infinity]) {
    expect(() => checkedCount(count, "k")).toThrow(new RangeError(`wanted k to be a whole number from 1 on, saw ${count}`));
  }
});
