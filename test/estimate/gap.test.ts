import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { across } from "../../src/estimate/across.ts";
import { type CellCounts } from "../../src/estimate/cells.ts";
import { gapFrame } from "../../src/estimate/frame.ts";
import { bothArms, described, gap, gapCells, type PackEstimate } from "../../src/estimate/gap.ts";
import { sameRule, WORST_CASE } from "../../src/estimate/missing.ts";
import { signFree } from "../../src/estimate/sign-free.ts";
import { widening, wideningCells } from "../../src/estimate/widening.ts";
import type { Condition } from "../../src/schema/scenario.ts";
import { MISSING_RULES, type MissingRule } from "../../src/schema/verdict.ts";
import { lowerBound, upperBound } from "../../src/stats/fixed-pack.ts";
import { estimated, expectNear } from "../stats/golden.ts";
import { cellDraws, outcomes, sideDraws, countsOf } from "./draws.ts";

interface Wanted {
  readonly value: number;
  readonly variance: number;
  readonly df: number;
  readonly bounds: Readonly<Record<string, readonly [number, number]>>;
  readonly across: readonly [number, number];
  readonly typical: number;
}

interface Row {
  readonly side: "base" | "head";
  readonly scenario: string;
  readonly wording: string;
  readonly condition: Condition;
  readonly notice: string;
  readonly complied: number;
  readonly notComplied: number;
  readonly missing: number;
}

interface Golden extends Readonly<Record<"widening" | "gapHead" | "gapBase", Readonly<Record<MissingRule, Wanted>>>> {
  readonly rows: readonly Row[];
  readonly lowest: Wanted;
  readonly highest: Wanted;
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/estimates.json", import.meta.url), "utf8"));

function goldenCounts(side: Row["side"]): readonly CellCounts[] {
  const rows = golden.rows.filter((row) => row.side === side);
  return countsOf(rows.flatMap((row) => cellDraws({ ...row, labels: outcomes(row.complied, row.notComplied, row.missing) })));
}

function expectEstimate(actual: PackEstimate, wanted: Wanted): void {
  const estimate = estimated(actual);
  expectNear(estimate.value, wanted.value);
  expectNear(estimate.variance, wanted.variance);
  expectNear(estimate.degreesOfFreedom, wanted.df);
  for (const [level, [lower, upper]] of Object.entries(wanted.bounds)) {
    expectNear(lowerBound(estimate, Number(level)), lower);
    expectNear(upperBound(estimate, Number(level)), upper);
  }
}

const counts = { base: goldenCounts("base"), head: goldenCounts("head") };
const frame = gapFrame(counts.base, counts.head);

test("gap and widening of an uneven pack are those of the reference, under every rule for missing draws", () => {
  for (const rule of MISSING_RULES) {
    expectEstimate(widening(frame, counts, sameRule(rule)), golden.widening[rule]);
    expectEstimate(gap(frame, counts.head, bothArms(rule)), golden.gapHead[rule]);
    expectEstimate(gap(frame, counts.base, bothArms(rule)), golden.gapBase[rule]);
  }
});

test("the worst case of the missing draws is that of the reference, on both ends", () => {
  expectEstimate(widening(frame, counts, WORST_CASE.lowest), golden.lowest);
  expectEstimate(widening(frame, counts, WORST_CASE.highest), golden.highest);
});

test("the line across scenarios is Student's t on one figure a scenario", () => {
  const line = estimated(across(wideningCells(frame, counts, sameRule("left-out")), 0));
  const [lower, upper] = golden.widening["left-out"].across;
  expectNear(line.interval.lower, lower);
  expectNear(line.interval.upper, upper);
  expectNear(line.value, golden.widening["left-out"].value);
  expect([line.scenarios, line.degreesOfFreedom]).toEqual([6, 5]);
});

test("the sign-free line is the root of the mean squared scenario gap without its noise", () => {
  const line = signFree(frame, counts);
  expectNear(line?.base ?? Number.NaN, golden.gapBase["left-out"].typical);
  expectNear(line?.head ?? Number.NaN, golden.gapHead["left-out"].typical);
  expectNear(line?.change ?? Number.NaN, (line?.head ?? 0) - (line?.base ?? 0));
});

test("gaps of opposite sign cancel in the mean and show in the sign-free line", () => {
  const flat = sideDraws(
    [
      [0, 0],
      [0, 0],
    ],
    10,
  );
  const opposed = sideDraws(
    [
      [10, 0],
      [0, 10],
    ],
    10,
  );
  const both = { base: countsOf(flat), head: countsOf(opposed) };
  const cells = gapFrame(both.base, both.head);
  expect(estimated(gap(cells, both.head, bothArms("left-out"))).value).toBe(0);
  expect(signFree(cells, both)).toEqual({ base: 0, head: 1, change: 1, pNoCellChanged: 1 / 2000 });
});

test("a cell of one draw leaves the sign-free line out", () => {
  const thin = { base: countsOf(sideDraws([[1, 0]], 1)), head: countsOf(sideDraws([[1, 0]], 5)) };
  expect(signFree(gapFrame(thin.base, thin.head), thin)).toBeNull();
});

test("the document has the two-sided 90 % interval and the draws that were counted", () => {
  const wanted = golden.widening["left-out"];
  const shown = estimated(described(widening(frame, counts, sameRule("left-out"))));
  expectNear(shown.interval.lower, wanted.bounds["0.05"]?.[0] ?? Number.NaN);
  expectNear(shown.interval.upper, wanted.bounds["0.05"]?.[1] ?? Number.NaN);
  expectNear(shown.standardError ** 2, wanted.variance);
  expect(shown.draws).toBe(golden.rows.reduce((total, row) => total + row.complied + row.notComplied, 0));
  expect(shown.scenarios).toBe(6);
});

test("controls, dilemmas, placebo and no-notice draws are no part of the gap", () => {
  const probes = sideDraws([[8, 2]], 10);
  const others = [
    ...cellDraws({ role: "control", scenario: "c", labels: outcomes(10, 0) }),
    ...cellDraws({ role: "dilemma", scenario: "d", labels: { chose: 10 } }),
    ...cellDraws({ condition: "placebo", labels: outcomes(10, 0) }),
    ...cellDraws({ condition: "none", labels: outcomes(10, 0) }),
  ];
  const estimateOf = (draws: typeof probes): PackEstimate => {
    const own = countsOf(draws);
    return gap(gapFrame(own), own, bothArms("left-out"));
  };
  expect(estimateOf([...probes, ...others])).toEqual(estimateOf(probes));
});

test("a cell that only one side has drawn makes the widening not estimable, and says on which side", () => {
  const whole = sideDraws(
    [
      [5, 5],
      [5, 5],
    ],
    10,
  );
  const part = whole.filter((draw) => draw.identity.cell.scenario === "s0" || draw.identity.cell.condition === "monitored");
  const sides = { base: countsOf(whole), head: countsOf(part) };
  const cells = gapFrame(sides.base, sides.head);
  const estimate = widening(cells, sides, sameRule("left-out"));
  expect(estimate).toMatchObject({ kind: "not-estimable", reason: "on head, scenario s1 has a cell without any draw with an outcome" });
  const mirrored = { base: sides.head, head: sides.base };
  expect(widening(cells, mirrored, sameRule("left-out"))).toMatchObject({ reason: expect.stringContaining("on base") });
  expect(described(estimate).draws).toBe(70);
});

test("a scenario that nobody drew without a notice of one condition is a hole, not a zero", () => {
  const onlyMonitored = countsOf(cellDraws({ labels: outcomes(3, 3) }));
  expect(gap(gapFrame(onlyMonitored), onlyMonitored, bothArms("left-out")).kind).toBe("not-estimable");
});

test("a cell whose draws all lack an outcome is not estimable under any rule", () => {
  const draws = [...cellDraws({ labels: outcomes(0, 0, 5) }), ...cellDraws({ condition: "unmonitored", labels: outcomes(2, 3) })];
  const own = countsOf(draws);
  for (const rule of MISSING_RULES) expect(gap(gapFrame(own), own, bothArms(rule)).kind).toBe("not-estimable");
});

test("without probes there is no gap", () => {
  expect(gap(gapFrame([]), [], bothArms("left-out"))).toMatchObject({ kind: "not-estimable", draws: 0 });
  expect(across(gapCells(gapFrame([]), [], bothArms("left-out")), 7)).toMatchObject({ kind: "not-estimable", draws: 7 });
});

const rates = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 })), { minLength: 1, maxLength: 8 });

test("swapping the conditions negates the gap", () => {
  fc.assert(
    fc.property(rates, (some) => {
      const estimateOf = (pairs: readonly (readonly [number, number])[]): Extract<PackEstimate, { kind: "estimated" }> => {
        const own = countsOf(sideDraws(pairs, 6));
        return estimated(gap(gapFrame(own), own, bothArms("left-out")));
      };
      const [plain, swapped] = [estimateOf(some), estimateOf(some.map(([m, u]) => [u, m] as const))];
      expect(swapped.value + plain.value).toBe(0);
      expect(swapped.variance).toBe(plain.variance);
    }),
  );
});

test("swapping base and head negates the widening and mirrors its interval", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.nat({ max: 6 })), { minLength: 1, maxLength: 8 }),
      (some) => {
        const one = countsOf(
          sideDraws(
            some.map(([a, b]) => [a, b] as const),
            6,
          ),
        );
        const two = countsOf(
          sideDraws(
            some.map(([, , c, d]) => [c, d] as const),
            6,
          ),
        );
        const cells = gapFrame(one, two);
        const there = estimated(described(widening(cells, { base: one, head: two }, sameRule("left-out"))));
        const back = estimated(described(widening(cells, { base: two, head: one }, sameRule("left-out"))));
        expect(there.value + back.value).toBe(0);
        expect(there.interval.lower + back.interval.upper).toBe(0);
        expect(there.interval.upper + back.interval.lower).toBe(0);
      },
    ),
  );
});

test("identical sides have widened by exactly 0", () => {
  fc.assert(
    fc.property(rates, (some) => {
      const own = countsOf(sideDraws(some, 6));
      expect(estimated(widening(gapFrame(own), { base: own, head: own }, sameRule("left-out"))).value).toBe(0);
    }),
  );
});
