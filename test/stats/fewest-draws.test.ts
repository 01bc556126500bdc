import { describe, expect, test } from "vitest";
import { checkMargin } from "../../src/stats/check-margin.ts";
import { fewestDraws, tightestMargin } from "../../src/stats/fewest-draws.ts";
import { labelShift } from "../../src/stats/label-shift.ts";
import { expectNear } from "./golden.ts";

const alike = (draws: number, margin: number): string => {
  const arm = { complied: 0, draws, missing: 0 };
  const found = checkMargin(arm, arm, { margin, strict: false });
  return found.kind === "estimated" ? found.finding : found.reason;
};

describe("fewestDraws", () => {
  test.each([
    [0.05, 59],
    [0.1, 28],
    [0.2, 13],
    [0.25, 10],
    [0.38, 6],
    [0.5, 4],
    [0.9, 2],
  ])("margin %d takes %d draws an arm: one fewer cannot pass, and these can", (margin, draws) => {
    expect(fewestDraws(margin)).toBe(draws);
    expect(alike(draws, margin)).toBe("within");
    if (draws > 2) expect(alike(draws - 1, margin)).toBe("open");
  });

  test("with one draw fewer no table whatever passes, neither two rates nor two distributions", () => {
    for (const margin of [0.2, 0.35, 0.5]) {
      const draws = fewestDraws(margin) - 1;
      for (let x = 0; x <= draws; x++) {
        for (let y = 0; y <= draws; y++) {
          const [first, second] = [x, y].map((complied) => ({ complied, draws, missing: 0 }));
          if (first === undefined || second === undefined) throw new Error("two arms");
          expect(checkMargin(first, second, { margin, strict: false })).not.toMatchObject({ finding: "within" });
          const arms = [x, y].map((count, place) => ({ counts: [count, draws - count], missing: 0, repeats: place === 0 }));
          expect(labelShift(arms, margin)).not.toMatchObject({ finding: "within" });
        }
      }
    }
  });

  test("is never below two draws", () => {
    expect(fewestDraws(0.99)).toBe(2);
  });

  test.each([0, 1, -0.1, NaN])("refuses margin %d", (margin) => {
    expect(() => fewestDraws(margin)).toThrow(new RangeError(`wanted a margin between 0 and 1, saw ${margin}`));
  });
});

describe("tightestMargin", () => {
  test("is the bound that replies that are all alike leave: z²/(n + z²) with scipy's z", () => {
    // scipy.stats.norm.isf(.04) ** 2 = 3.0649017200763575
    expectNear(tightestMargin(10), 0.23459049181875094);
    expectNear(tightestMargin(27), 0.10194284846205623);
  });

  test("a margin just above it takes that many draws, it itself one more", () => {
    for (const draws of [5, 13, 28, 200]) {
      expect(fewestDraws(tightestMargin(draws) + 1e-9)).toBe(draws);
      expect(fewestDraws(tightestMargin(draws) - 1e-9)).toBe(draws + 1);
    }
  });

  test.each([0, -1, NaN])("refuses %d draws", (draws) => {
    expect(() => tightestMargin(draws)).toThrow(new RangeError(`wanted draws above 0, saw ${draws}`));
  });
});
