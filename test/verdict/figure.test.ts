import { expect, test } from "vitest";
import { figure, percent } from "../../src/verdict/figure.ts";

test("a figure has two decimals, and more where they tell it from what it is compared with", () => {
  expect(figure(0.314)).toBe("0.31");
  expect(figure(0.1004, 0.1)).toBe("0.1004");
  expect(figure(0.103, 0.1)).toBe("0.103");
  expect(figure(0.1, 0.1)).toBe("0.10");
  expect(figure(0.10000001, 0.1)).toBe("0.1000");
});

test("a negative figure has a minus sign, and nothing is minus zero", () => {
  expect(figure(-0.25)).toBe("−0.25");
  expect(figure(-0.001)).toBe("0.00");
  expect(figure(-0)).toBe("0.00");
});

test("a share is whole from 10 % on, and has a decimal below where there is one", () => {
  expect([0, 0.003, 0.05, 0.0949, 0.1, 0.101, 0.155, 1].map(percent)).toEqual([
    "0 %",
    "0.3 %",
    "5 %",
    "9.5 %",
    "10 %",
    "10 %",
    "16 %",
    "100 %",
  ]);
});
