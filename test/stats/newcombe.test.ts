import { expect, test } from "vitest";
import { newcombe } from "../../src/stats/newcombe.ts";
import { estimated, expectNear, golden } from "./golden.ts";

test("value and bounds are those of the reference", () => {
  for (const { first, second, level, value, lower, upper } of golden.newcombe) {
    const difference = estimated(newcombe(first, second, level));
    expectNear(difference.value, value);
    expectNear(difference.lower, lower);
    expectNear(difference.upper, upper);
  }
});

test("Newcombe's published example: 56/70 - 48/80 is 0.2, from 0.0524 to 0.3339", () => {
  const { value, lower, upper } = estimated(newcombe({ complied: 56, draws: 70 }, { complied: 48, draws: 80 }, 0.025));
  expect([value, lower, upper].map((each) => each.toFixed(4))).toEqual(["0.2000", "0.0524", "0.3339"]);
});

test("swapping the arms mirrors the interval", () => {
  const one = estimated(newcombe({ complied: 9, draws: 10 }, { complied: 3, draws: 12 }, 0.05));
  const two = estimated(newcombe({ complied: 3, draws: 12 }, { complied: 9, draws: 10 }, 0.05));
  expect(two.value).toBe(-one.value);
  expectNear(two.lower, -one.upper);
  expectNear(two.upper, -one.lower);
});

test("an arm without draws is not estimable, whichever it is", () => {
  const missing = { kind: "not-estimable", reason: "one arm has no draw with an outcome" };
  expect(newcombe({ complied: 0, draws: 0 }, { complied: 1, draws: 2 }, 0.05)).toEqual(missing);
  expect(newcombe({ complied: 1, draws: 2 }, { complied: 0, draws: 0 }, 0.05)).toEqual(missing);
});
