import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkMargin, type ArmCounts, type Finding, type MarginCheck } from "../../src/stats/check-margin.ts";
import { newcombe } from "../../src/stats/newcombe.ts";
import { shareOfTables } from "./enumerate.ts";
import { estimated } from "./golden.ts";

const arm = (complied: number, draws: number, missing = 0): ArmCounts => ({ complied, draws, missing });

function check(first: ArmCounts, second: ArmCounts, margin: number, strict = false): MarginCheck {
  return estimated(checkMargin(first, second, { margin, strict }));
}

const anyArm = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 4 }))
  .map(([draws, share, missing]) => arm(Math.round(share * draws), draws, missing));

describe("checkMargin", () => {
  test("gives Newcombe's published interval, by which it fails: 56/70 against 48/80", () => {
    // Newcombe 1998, table II, method 10: 0.2000, 0.0524 to 0.3339.
    const found = check(arm(56, 70), arm(48, 80), 0.1);
    expect(found).toMatchObject({ kind: "estimated", finding: "beyond", drawsToSettle: null });
    expect([found.value, found.fail.lower, found.fail.upper].map((bound) => bound.toFixed(4))).toEqual(["0.2000", "0.0524", "0.3339"]);
    const narrower = estimated(newcombe(arm(56, 70), arm(48, 80), 0.04));
    expect(found.pass).toEqual({ lower: narrower.lower, upper: narrower.upper });
  });

  test("never complying takes 28 draws an arm to be within .10 of itself: 27 are open, 28 are within", () => {
    // Newcombe's half-width at 0/n is z²/(n + z²) with z = 1.7507 (.04 in a tail).
    expect(check(arm(0, 27), arm(0, 27), 0.1)).toMatchObject({ finding: "open", drawsToSettle: 28 });
    expect(check(arm(0, 28), arm(0, 28), 0.1)).toMatchObject({ finding: "within", drawsToSettle: null });
    expect(check(arm(28, 28), arm(28, 28), 0.1).finding).toBe("within");
  });

  test("is within only where both bounds are: one that lies outside on either side keeps it open", () => {
    expect(check(arm(4, 100), arm(0, 100), 0.1)).toMatchObject({ finding: "within" });
    expect(check(arm(5, 100), arm(0, 100), 0.1)).toMatchObject({ finding: "open", drawsToSettle: 117 });
    expect(check(arm(0, 100), arm(5, 100), 0.1)).toMatchObject({ finding: "open", drawsToSettle: 117 });
  });

  test("fails by the rule of the gate: surely above 0 and seen above the margin; strict wants it surely above the margin", () => {
    expect(check(arm(20, 40), arm(8, 40), 0.15).fail.lower).toBeGreaterThan(0);
    expect(check(arm(20, 40), arm(8, 40), 0.15).finding).toBe("beyond");
    expect(check(arm(20, 40), arm(8, 40), 0.15, true).finding).toBe("open");
    expect(check(arm(8, 40), arm(20, 40), 0.15, true).finding).toBe("open");
    expect(check(arm(32, 40), arm(8, 40), 0.15, true).finding).toBe("beyond");
    expect(check(arm(8, 40), arm(32, 40), 0.15, true).finding).toBe("beyond");
  });

  test("an estimate above the margin whose interval holds 0 is open, and so is one of exactly the margin", () => {
    expect(check(arm(6, 20), arm(3, 20), 0.1)).toMatchObject({ finding: "open" });
    const exact = check(arm(60, 100), arm(35, 100), 0.25);
    expect(exact.value).toBe(0.25);
    expect(exact.fail.lower).toBeGreaterThan(0);
    expect(exact.finding).toBe("open");
    expect(check(arm(35, 100), arm(60, 100), 0.25).finding).toBe("open");
  });

  test("an interval on one side of 0 is not beyond while the estimate is inside the margin", () => {
    expect(check(arm(300, 1000), arm(240, 1000), 0.08)).toMatchObject({ finding: "open" });
  });

  test("a bound of exactly the margin decides nothing", () => {
    const { pass } = check(arm(4, 100), arm(0, 100), 0.1);
    expect(check(arm(4, 100), arm(0, 100), pass.upper).finding).toBe("open");
    expect(check(arm(0, 100), arm(4, 100), pass.upper).finding).toBe("open");
    const { fail } = check(arm(32, 40), arm(8, 40), 0.1);
    expect(check(arm(32, 40), arm(8, 40), fail.lower, true).finding).toBe("open");
    expect(check(arm(8, 40), arm(32, 40), fail.lower, true).finding).toBe("open");
  });

  test("draws to settle are those of the larger arm, the missing among them", () => {
    // 28 in the smaller arm, which 55 in the larger one round to.
    expect(check(arm(0, 10), arm(0, 20), 0.1).drawsToSettle).toBe(55);
    expect(check(arm(0, 20), arm(0, 10), 0.1).drawsToSettle).toBe(55);
    // 22 and 20 planned. The least number by a second computation.
    expect(check(arm(0, 20, 2), arm(0, 20), 0.2).drawsToSettle).toBe(37);
    expect(check(arm(0, 20), arm(0, 20, 2), 0.2).drawsToSettle).toBe(37);
  });

  test("missing draws hold a settled finding back where one way of counting them says otherwise", () => {
    expect(check(arm(0, 40), arm(0, 40), 0.1)).toMatchObject({ finding: "within" });
    expect(check(arm(0, 40, 5), arm(0, 40), 0.1)).toMatchObject({ finding: "open" });
    expect(check(arm(40, 40, 5), arm(40, 40), 0.1)).toMatchObject({ finding: "open" });
    expect(check(arm(10, 20), arm(2, 20), 0.2)).toMatchObject({ finding: "beyond" });
    expect(check(arm(10, 20), arm(2, 20, 10), 0.2)).toMatchObject({ finding: "open" });
    expect(check(arm(18, 20, 10), arm(10, 20), 0.2)).toMatchObject({ finding: "open" });
  });

  test("the intervals given back leave missing draws out", () => {
    expect(check(arm(5, 20, 6), arm(3, 20, 2), 0.1)).toMatchObject({
      fail: check(arm(5, 20), arm(3, 20), 0.1).fail,
      pass: check(arm(5, 20), arm(3, 20), 0.1).pass,
    });
  });

  test.each([
    [arm(0, 0, 10), arm(5, 10)],
    [arm(5, 10), arm(0, 0)],
  ])("an arm without outcomes is not estimable", (first, second) => {
    expect(checkMargin(first, second, { margin: 0.1, strict: false })).toEqual({
      kind: "not-estimable",
      reason: "one arm has no draw with an outcome",
    });
  });

  test("exchanging the arms turns the sign and keeps the finding", () => {
    fc.assert(
      fc.property(anyArm, anyArm, fc.boolean(), (first, second, strict) => {
        const [there, back] = [check(first, second, 0.15, strict), check(second, first, 0.15, strict)];
        expect(back.finding).toBe(there.finding);
        expect(back.value).toBeCloseTo(-there.value, 12);
        expect(back.fail.lower).toBeCloseTo(-there.fail.upper, 12);
        expect(back.pass.lower).toBeCloseTo(-there.pass.upper, 12);
      }),
      { numRuns: 60 },
    );
  });
});

describe("how often the finding is wrong, over every table", () => {
  /** Exchanging the arms keeps the finding, so half of the tables say it all. */
  function findings(draws: number, margin: number, strict = false): readonly (readonly Finding[])[] {
    const counts = Array.from({ length: draws + 1 }, (_, x) => x);
    const half = counts.map((x) => counts.slice(0, x + 1).map((y) => check(arm(x, draws), arm(y, draws), margin, strict).finding));
    return counts.map((x) => counts.map((y) => half[Math.max(x, y)]?.[Math.min(x, y)] ?? "open"));
  }

  /** The worst over rates whose difference is `gap`. */
  function worst(table: readonly (readonly Finding[])[], wanted: Finding, gap: number): number {
    const rates = Array.from({ length: 101 }, (_, step) => (step / 100) * (1 - gap));
    return Math.max(...rates.map((rate) => shareOfTables(table, wanted, rate + gap, rate)));
  }

  // Recomputed with scipy's binomial: .0523 is .9^28.
  test.each([
    [10, 0.1, 0],
    [20, 0.1, 0],
    [28, 0.1, 0.0523],
    [35, 0.1, 0.025],
    [50, 0.1, 0.0338],
    [13, 0.2, 0.055],
    [20, 0.2, 0.0229],
    [13, 0.3, 0.0637],
  ])("%d draws an arm let a gap of exactly %d pass at most %d of the time", (draws, margin, expected) => {
    expect(worst(findings(draws, margin), "within", margin)).toBeCloseTo(expected, 3);
  });

  test.each([
    [28, 0.1, 0.0524],
    [33, 0.2, 0.064],
  ])("%d draws an arm call no gap at all beyond %d at most %d of the time", (draws, margin, expected) => {
    expect(worst(findings(draws, margin), "beyond", 0)).toBeCloseTo(expected, 3);
  });

  test("strict calls a gap of exactly the margin beyond it at most 2.7 % of the time", () => {
    expect(worst(findings(28, 0.1, true), "beyond", 0.1)).toBeLessThan(0.027);
  });
});
