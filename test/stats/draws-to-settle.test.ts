import { expect, test } from "vitest";
import { drawsToSettle } from "../../src/stats/draws-to-settle.ts";

/** The answer for a rule, and the numbers of draws that the rule was asked about on the way. */
function search(now: number, isSettled: (draws: number) => boolean): { readonly found: number | null; readonly asked: readonly number[] } {
  const asked: number[] = [];
  const found = drawsToSettle(now, (draws) => {
    asked.push(draws);
    return isSettled(draws);
  });
  return { found, asked };
}

test("finds the least number by doubling, then by halving the last step", () => {
  expect(search(10, (draws) => draws >= 37)).toEqual({ found: 37, asked: [20, 40, 30, 35, 37, 36] });
});

test("the least number may lie at either end of the last step", () => {
  expect(search(10, (draws) => draws >= 21)).toEqual({ found: 21, asked: [20, 40, 30, 25, 22, 21] });
  expect(search(10, (draws) => draws >= 40)).toEqual({ found: 40, asked: [20, 40, 30, 35, 37, 38, 39] });
  expect(search(10, () => true)).toEqual({ found: 11, asked: [20, 15, 12, 11] });
});

test("from 1 draw to all numbers up to 300, none is missed", () => {
  for (let least = 2; least <= 300; least += 1) expect(drawsToSettle(1, (draws) => draws >= least)).toBe(least);
});

test("5,000 draws are the most that are asked for", () => {
  expect(search(1500, (draws) => draws >= 5000).found).toBe(5000);
  expect(search(1500, (draws) => draws >= 5001)).toEqual({ found: null, asked: [3000, 5000] });
  expect(search(4000, () => false)).toEqual({ found: null, asked: [5000] });
});
