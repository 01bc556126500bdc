import { expect, test } from "vitest";
import { fisher } from "../../src/stats/fisher.ts";
import { expectNear, golden } from "./golden.ts";

test("p is that of scipy, ties included", () => {
  for (const { first, second, p } of golden.fisher) expectNear(fisher(first, second), p);
});

test("the example holds", () => {
  expect(fisher({ complied: 8, draws: 10 }, { complied: 1, draws: 5 }).toFixed(4)).toBe("0.0889");
});

test("swapping the arms, or complying with not complying, changes nothing", () => {
  const p = fisher({ complied: 7, draws: 20 }, { complied: 12, draws: 18 });
  expectNear(fisher({ complied: 12, draws: 18 }, { complied: 7, draws: 20 }), p);
  expectNear(fisher({ complied: 13, draws: 20 }, { complied: 6, draws: 18 }), p);
});

test("an arm without draws says nothing: p is 1", () => {
  expect(fisher({ complied: 0, draws: 0 }, { complied: 4, draws: 5 })).toBe(1);
});

test("more complying draws than draws are an error", () => {
  const wanted = new RangeError("wanted 0 <= complied <= draws in both arms");
  expect(() => fisher({ complied: 3, draws: 2 }, { complied: 0, draws: 2 })).toThrow(wanted);
  expect(() => fisher({ complied: 0, draws: 2 }, { complied: 3, draws: 2 })).toThrow(wanted);
});
