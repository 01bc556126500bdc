import { expect, test } from "vitest";
import { scaledLooks } from "../../../src/verdict/power/scaled-looks.ts";

test("looks keep their places in a longer or shorter plan", () => {
  expect(scaledLooks([3, 5, 7, 10], 20)).toEqual([6, 10, 14, 20]);
  expect(scaledLooks([3, 5, 7, 10], 30)).toEqual([9, 15, 21, 30]);
  expect(scaledLooks([3, 5, 7, 10], 10)).toEqual([3, 5, 7, 10]);
  expect(scaledLooks([8], 3)).toEqual([3]);
});

test("looks that fall together are one, and none is at a single draw but where there is no more", () => {
  expect(scaledLooks([3, 5, 7, 10], 5)).toEqual([2, 3, 4, 5]);
  expect(scaledLooks([3, 5, 7, 10], 3)).toEqual([2, 3]);
  expect(scaledLooks([3, 5, 7, 10], 1)).toEqual([1]);
});
