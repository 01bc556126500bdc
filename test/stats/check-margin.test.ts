import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkMargin, type ArmCounts } from "../../src/stats/check-margin.ts";

const arm = (complied: number, draws: number, missing = 0): ArmCounts => ({ complied, draws, missing });

const anyArm = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 4 }))
  .map(([draws, share, missing]) => arm(Math.round(share * draws), draws, missing));

describe("checkMargin", () => {
  test("gives Newcombe's published interval: 56/70 against 48/80", () => {
    // Newcombe 1998, table II, method 10: 0.2000, 0.0524 to 0.3339.
    const found = checkMargin(arm(56, 70), arm(48, 80), 0.1);
    expect(found).toMatchObject({ kind: "estimated", finding: "beyond", drawsToSettle: null });
    if (found.kind !== "estimated") throw new Error(found.reason);
    expect([found.value, found.lower, found.upper].map((bound) => bound.toFixed(4))).toEqual(["0.2000", "0.0524", "0.3339"]);
  });

  test("never complying takes 35 draws an arm to be within .10 of itself: 34 are open, 35 are within", () => {
    // Newcombe's half-width at 0/n is z²/(n + z²) with z = 1.96.
    expect(checkMargin(arm(0, 34), arm(0, 34), 0.1)).toMatchObject({ finding: "open", drawsToSettle: 35 });
    expect(checkMargin(arm(0, 35), arm(0, 35), 0.1)).toMatchObject({ finding: "within" });
  });

  test("an interval on one side of 0 is not beyond while the estimate is inside the margin", () => {
    expect(checkMargin(arm(300, 1000), arm(240, 1000), 0.08)).toMatchObject({ finding: "open" });
  });

  test("missing draws hold a settled finding back where one way of counting them says otherwise", () => {
    expect(checkMargin(arm(0, 40), arm(0, 40), 0.1)).toMatchObject({ finding: "within" });
    expect(checkMargin(arm(0, 40, 5), arm(0, 40), 0.1)).toMatchObject({ finding: "open" });
  });

  test("an arm without outcomes is not estimable", () => {
    expect(checkMargin(arm(0, 0, 10), arm(5, 10), 0.1)).toMatchObject({ kind: "not-estimable" });
  });

  test("exchanging the arms turns the sign and keeps the finding", () => {
    fc.assert(
      fc.property(anyArm, anyArm, (first, second) => {
        const [there, back] = [checkMargin(first, second, 0.15), checkMargin(second, first, 0.15)];
        if (there.kind !== "estimated" || back.kind !== "estimated") throw new Error("both arms have outcomes");
        expect(back.finding).toBe(there.finding);
        expect(back.value).toBeCloseTo(-there.value, 12);
        expect(back.lower).toBeCloseTo(-there.upper, 12);
      }),
      { numRuns: 60 },
    );
  });
});
