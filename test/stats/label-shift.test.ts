import * as fc from "fast-check";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/stats/check-margin.ts";
import { isOneReply, labelShift, type LabelCounts, type LabelShift } from "../../src/stats/label-shift.ts";
import { newcombe } from "../../src/stats/newcombe.ts";
import { wilson } from "../../src/stats/wilson.ts";
import { shareOfTables } from "./enumerate.ts";
import { estimated, expectNear } from "./golden.ts";

const arm = (counts: readonly number[], missing = 0): LabelCounts => ({ counts, missing });
const repeats = (counts: readonly number[], missing = 0): LabelCounts => ({ counts, missing, repeats: true });
const shift = (arms: readonly LabelCounts[], margin: number): LabelShift => estimated(labelShift(arms, margin));

describe("labelShift", () => {
  test("replies that are all alike take 13 draws an arm for .20", () => {
    // The upper bound is z²/(n + z²) with z = 1.7507: .2035 at 12 draws, .1908 at 13.
    expect(shift([arm([12]), arm([12])], 0.2)).toMatchObject({ distance: 0, finding: "open", drawsToSettle: 13 });
    const within = shift([arm([13]), arm([13])], 0.2);
    expect(within).toMatchObject({ distance: 0, lower: 0, finding: "within", drawsToSettle: null });
    expectNear(within.upper, 0.19078247557818176);
  });

  test("the distance is the share of replies that would have to move, the largest over pairs", () => {
    expect(shift([arm([5, 5, 0]), arm([5, 3, 2]), arm([2, 3, 5])], 0.1)).toMatchObject({ distance: 0.5 });
  });

  test("at two labels the bounds are Newcombe's, the lower one shared between the sets and pairs", () => {
    const two = shift([arm([30, 10]), arm([18, 22])], 0.2);
    const [first, second] = [
      { complied: 30, draws: 40 },
      { complied: 18, draws: 40 },
    ];
    expectNear(two.upper, estimated(newcombe(first, second, 0.04)).upper);
    expectNear(two.lower, estimated(newcombe(first, second, 0.025 / 2)).lower);
    const three = shift([arm([30, 10]), arm([18, 22]), arm([18, 22])], 0.2);
    expectNear(three.lower, estimated(newcombe(first, second, 0.025 / 6)).lower);
    expect(two.finding).toBe("beyond");
    expect(three.finding).toBe("beyond");
  });

  test("labels that nothing showed do not share in the lower bound", () => {
    expect(shift([arm([30, 10, 0]), arm([18, 22, 0])], 0.2)).toEqual(shift([arm([30, 10]), arm([18, 22])], 0.2));
  });

  test("looks at labels taken together: many small moves that add up are a move", () => {
    const [before, after] = [arm([25, 25, 25, 25, 0, 0, 0, 0]), arm([0, 0, 0, 0, 25, 25, 25, 25])];
    expect(shift([before, after], 0.2)).toMatchObject({ distance: 1, finding: "beyond" });
  });

  test("a distance that is surely above 0 but inside the margin is open, and so is a large one that may be chance", () => {
    expect(shift([arm([600, 400]), arm([500, 500])], 0.11)).toMatchObject({ finding: "open" });
    expect(shift([arm([6, 4]), arm([3, 7])], 0.2)).toMatchObject({ lower: 0, finding: "open" });
  });

  test("beyond needs one pair that is both sure and large, not a sure one and a large one", () => {
    // The first two differ surely by .10; the third is .25 away from the first and might be it.
    const arms = [arm([600, 400]), arm([500, 500]), arm([7, 13])];
    expect(shift(arms, 0.2).lower).toBeGreaterThan(0);
    expect(shift(arms, 0.2)).toMatchObject({ distance: 0.25, finding: "open" });
  });

  test("missing draws count for the worse, so that they cannot buy a within or a beyond", () => {
    expect(shift([arm([20]), arm([20])], 0.2)).toMatchObject({ finding: "within" });
    expect(shift([arm([20]), arm([17], 3)], 0.2)).toMatchObject({ finding: "open" });
    expect(shift([arm([17], 3), arm([20])], 0.2)).toMatchObject({ finding: "open" });
    expect(shift([arm([17, 3]), arm([5, 15])], 0.2)).toMatchObject({ finding: "beyond" });
    expect(shift([arm([17, 3], 8), arm([5, 15], 8)], 0.2)).toMatchObject({ finding: "open" });
  });

  test("draws to settle are those of the larger arm, the missing among them", () => {
    expect(shift([arm([8]), arm([8])], 0.2).drawsToSettle).toBe(13);
    // 13 in the smaller arm, which 25 in the larger one round to.
    expect(shift([arm([5]), arm([10])], 0.2).drawsToSettle).toBe(25);
    // 22 and 20 planned. By a second computation 41 would do too, but not 42 to 44.
    expect(shift([arm([18], 4), arm([20])], 0.3).drawsToSettle).toBe(45);
  });

  test("a bound or a distance of exactly the margin decides nothing", () => {
    const alike = [arm([40, 1]), arm([40, 1])];
    expect(shift(alike, shift(alike, 0.5).upper).finding).toBe("open");
    expect(shift([arm([100, 0]), arm([75, 25])], 0.25).finding).toBe("open");
    expect(shift([arm([100, 0]), arm([75, 25])], 0.24).finding).toBe("beyond");
    const fixed = [repeats([20, 0]), arm([11, 9])];
    expect(shift(fixed, shift(fixed, 0.5).lower).finding).toBe("open");
  });

  test("one arm, or an arm without outcomes, is not estimable", () => {
    expect(labelShift([arm([5])], 0.2)).toEqual({ kind: "not-estimable", reason: "there is only one arm" });
    expect(labelShift([arm([5]), arm([0], 5)], 0.2)).toEqual({
      kind: "not-estimable",
      reason: "one arm has no draw with an outcome",
    });
  });

  test("neither the order of the arms nor that of the labels matters", () => {
    const anyArm = fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6), fc.nat(3)).map(([a, b, c, missing]) => arm([a, b + 1, c], missing));
    fc.assert(
      fc.property(anyArm, anyArm, anyArm, (first, second, third) => {
        const here = shift([first, second, third], 0.3);
        const turned = [third, first, second].map(({ counts, missing }) => arm(counts.toReversed(), missing));
        const there = shift(turned, 0.3);
        expect(there.finding).toBe(here.finding);
        expect(there.distance).toBeCloseTo(here.distance, 12);
        expect(there.lower).toBeCloseTo(here.lower, 12);
        expect(there.upper).toBeCloseTo(here.upper, 12);
      }),
      { numRuns: 60 },
    );
  });

  test("wrong claims are as rare as said: within at the margin, beyond where nothing moved", () => {
    const rng = xoroshiro128plus(20261123);
    const uniform = (): number => uniformFloat64(rng);
    const drawn = (draws: number, first: number): LabelCounts => {
      const moved = Array.from({ length: draws }, () => (uniform() < first ? 0 : 1)).filter((one) => one === 1).length;
      return arm([draws - moved, moved]);
    };
    const runs = 400;
    const share = (finding: string, one: () => readonly LabelCounts[]): number =>
      Array.from({ length: runs }, () => shift(one(), 0.2)).filter((found) => found.finding === finding).length / runs;
    // True distance .20 = the margin: nominal .04, four standard errors of it are .039.
    expect(share("within", () => [drawn(200, 0.5), drawn(200, 0.3)])).toBeLessThan(0.04 + 0.039);
    // No difference at all among three arms: at most .05 by Bonferroni, and the margin makes it rarer.
    expect(share("beyond", () => [drawn(20, 0.5), drawn(20, 0.5), drawn(20, 0.5)])).toBeLessThan(0.05);
  });
});

describe("repeats of one call that leaves nothing to chance", () => {
  test("are one reply where all agree: how many there are says nothing, and only the other arm has an error", () => {
    const few = shift([repeats([3, 0]), arm([26, 4])], 0.3);
    expect(shift([repeats([300, 0]), arm([26, 4])], 0.3)).toEqual(few);
    expectNear(few.upper, estimated(wilson(4, 30, 0.04)).upper);
    expectNear(few.lower, estimated(wilson(4, 30, 0.025)).lower);
    expectNear(few.distance, 4 / 30);
    expect(few.finding).toBe("within");
    expect(shift([arm([26, 4]), repeats([3, 0])], 0.3)).toEqual(few);
  });

  test("the fixed reply may be any label, and every other one is away from it", () => {
    const { distance, upper } = shift([repeats([0, 9, 0]), arm([2, 17, 1])], 0.5);
    expectNear(distance, 0.15);
    expectNear(upper, estimated(wilson(3, 20, 0.04)).upper);
  });

  test("to be above 0 takes one other reply, so beyond wants the lower bound above the margin", () => {
    // Wilson's lower bound at .025: 9 of 20 .258, 7 of 20 .181.
    expect(shift([repeats([20, 0]), arm([11, 9])], 0.2)).toMatchObject({ finding: "beyond" });
    expect(shift([repeats([20, 0]), arm([13, 7])], 0.2)).toMatchObject({ distance: 0.35, finding: "open" });
  });

  test("share the level of a fail with the other pairs, one claim each", () => {
    // Three arms at two labels: two pairs with the fixed reply and two sets of the third pair.
    const { lower } = shift([repeats([20, 0]), arm([11, 9]), arm([20, 0])], 0.2);
    const [away, apart] = [
      estimated(wilson(9, 20, 0.025 / 4)).lower,
      estimated(newcombe({ complied: 20, draws: 20 }, { complied: 11, draws: 20 }, 0.025 / 4)).lower,
    ];
    expectNear(lower, Math.max(away, apart));
  });

  test("count as draws where they differ or one is missing, for then they are no copies or nobody knows", () => {
    for (const [counts, missing] of [
      [[19, 1], 0],
      [[19, 0], 1],
    ] as const) {
      expect(isOneReply(repeats(counts, missing))).toBe(false);
      expect(shift([repeats(counts, missing), arm([20, 0])], 0.2)).toEqual(shift([arm(counts, missing), arm([20, 0])], 0.2));
    }
    expect(isOneReply(repeats([0, 20]))).toBe(true);
    expect(isOneReply(arm([0, 20]))).toBe(false);
  });

  test("two arms of repeats have nothing beside them that could carry the error, so both count as draws", () => {
    expect(shift([repeats([13, 0]), repeats([13, 0])], 0.2)).toEqual(shift([arm([13, 0]), arm([13, 0])], 0.2));
  });

  test("missing draws of the other arm count for the worse", () => {
    const { upper, lower } = shift([repeats([20, 0]), arm([12, 5], 3)], 0.4);
    expectNear(upper, estimated(wilson(8, 20, 0.04)).upper);
    expectNear(lower, estimated(wilson(5, 20, 0.025)).lower);
  });

  /** Findings for every pair of counts; the first arm repeats. */
  const findings = (draws: number, margin: number): readonly (readonly Finding[])[] =>
    Array.from({ length: draws + 1 }, (_, x) =>
      Array.from({ length: draws + 1 }, (__, y) => shift([repeats([draws - x, x]), arm([draws - y, y])], margin).finding),
    );

  // Recomputed with scipy's binomial and Wilson's formula written a second time.
  test.each([
    [28, 0.1, 0.0523, 0.0523, 0.024],
    [13, 0.2, 0.055, 0.055, 0.029],
    [20, 0.2, 0.0115, 0.0229, 0.0296],
    [8, 0.3, 0.0576, 0.0576, 0.0234],
    [13, 0.3, 0.0637, 0.0637, 0.0289],
  ])(
    "%d draws at margin %d: wrong claims are rare whether the reply is fixed or the repeats are draws after all",
    (draws, margin, fixed, drawn, moved) => {
      const table = findings(draws, margin);
      const rates = Array.from({ length: 101 }, (_, step) => step / 100);
      const atMargin = rates.map((rate) => rate * (1 - margin));
      expect(shareOfTables(table, "within", 0, margin)).toBeCloseTo(fixed, 3);
      const passes = atMargin.flatMap((rate) => [
        shareOfTables(table, "within", rate, rate + margin),
        shareOfTables(table, "within", rate + margin, rate),
      ]);
      expect(Math.max(...passes)).toBeCloseTo(drawn, 3);
      expect(Math.max(...rates.map((rate) => shareOfTables(table, "beyond", rate, rate)))).toBeCloseTo(moved, 3);
    },
  );
});
