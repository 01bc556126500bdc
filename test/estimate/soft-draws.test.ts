import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { byLabels, countCells } from "../../src/estimate/cells.ts";
import { gapFrame } from "../../src/estimate/frame.ts";
import { gap, type PackEstimate } from "../../src/estimate/gap.ts";
import { sameRule } from "../../src/estimate/missing.ts";
import { softCheck } from "../../src/estimate/soft-check.ts";
import { type BothSides, widening } from "../../src/estimate/widening.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { poissonBinomialTest } from "../../src/stats/poisson-binomial.ts";
import { cellDraws, columnOf, outcomes } from "./draws.ts";

interface Part {
  readonly variance: number;
  readonly df: number;
}
interface Golden {
  readonly sums: readonly { readonly chances: number[]; readonly successes: number; readonly p: number }[];
  readonly packs: readonly {
    /** Scenario, draw, arm: base monitored, base unmonitored, head monitored, head unmonitored. */
    readonly values: number[][][];
    readonly widening: number;
    readonly gapHead: number;
    readonly apart: Part;
    readonly paired: Part;
    readonly pairedGap: Part;
  }[];
}
const golden: Golden = JSON.parse(readFileSync(new URL("../golden/soft.json", import.meta.url), "utf8"));

const ARMS = { base: { monitored: 0, unmonitored: 1 }, head: { monitored: 2, unmonitored: 3 } } as const;

interface Made {
  readonly soft?: boolean;
  readonly seed?: (scenario: number, draw: number) => number | null;
}

function sideOf(side: "base" | "head", values: number[][][], { soft = true, seed }: Made): Draw[] {
  return values.flatMap((draws, scenario) =>
    (["monitored", "unmonitored"] as const).flatMap((condition) => {
      const arm = draws.map((each) => each[ARMS[side][condition]] ?? 0);
      return arm.map((value, draw) => {
        const [made] = cellDraws({ scenario: `s${scenario}`, condition, side, labels: value >= 0.5 ? outcomes(1, 0) : outcomes(0, 1) });
        if (made === undefined) throw new Error("one draw was asked for");
        const given = seed?.(scenario, draw) ?? null;
        const settings = { ...made.settings, requested: { ...made.settings.requested, seed: given } };
        return { ...made, identity: { ...made.identity, draw }, settings, ...(soft ? { soft: value } : {}) };
      });
    }),
  );
}

function bothOf(values: number[][][], made: Made, reading = { soft: true, seeds: true }): BothSides {
  const counts = (side: "base" | "head"): BothSides["base"] => countCells(columnOf(sideOf(side, values, made)), { reading });
  return { base: counts("base"), head: counts("head") };
}

function estimated(estimate: PackEstimate): Extract<PackEstimate, { kind: "estimated" }> {
  if (estimate.kind !== "estimated") throw new Error(estimate.reason);
  return estimate;
}

const wideningOf = (sides: BothSides): ReturnType<typeof estimated> =>
  estimated(widening(gapFrame(sides.base, sides.head), sides, sameRule("left-out")));
const gapOf = (sides: BothSides): ReturnType<typeof estimated> =>
  estimated(gap(gapFrame(sides.base, sides.head), sides.head, sameRule("left-out").head));

const ownSeeds = (scenario: number, draw: number): number => 1000 * scenario + draw;

describe("the reference, which sums draw by draw", () => {
  test.each(golden.packs)("soft draws have its widening, variance and degrees of freedom", ({ values, ...wanted }) => {
    const found = wideningOf(bothOf(values, {}));
    expect(found.value).toBeCloseTo(wanted.widening, 12);
    expect(found.variance).toBeCloseTo(wanted.apart.variance, 12);
    expect(found.degreesOfFreedom).toBeCloseTo(wanted.apart.df, 9);
  });

  test.each(golden.packs)("and so have soft draws that share seeds, where each difference counts once", ({ values, ...wanted }) => {
    const sides = bothOf(values, { seed: ownSeeds });
    const [found, head] = [wideningOf(sides), gapOf(sides)];
    expect([found.value, head.value]).toEqual([expect.closeTo(wanted.widening, 12), expect.closeTo(wanted.gapHead, 12)]);
    expect(found.variance).toBeCloseTo(wanted.paired.variance, 12);
    expect(found.degreesOfFreedom).toBeCloseTo(wanted.paired.df, 9);
    expect(head.variance).toBeCloseTo(wanted.pairedGap.variance, 12);
  });

  test.each(golden.sums)("$successes of sums of unequal chances have its p value", ({ chances, successes, p }) => {
    expect(poissonBinomialTest(successes, chances)).toBeCloseTo(p, 10);
  });
});

const [, , PACK] = golden.packs;
const VALUES = PACK?.values ?? [];

describe("what is read of a draw", () => {
  test("its label where the other side is read by labels", () => {
    const labels = bothOf(VALUES, { soft: false });
    expect(wideningOf(bothOf(VALUES, {}, { soft: false, seeds: false }))).toEqual(wideningOf(labels));
    const soft = bothOf(VALUES, { seed: ownSeeds });
    expect(wideningOf({ base: byLabels(soft.base), head: byLabels(soft.head) })).toEqual(wideningOf(labels));
  });

  test("all draws behind a difference are counted as draws", () => {
    expect(wideningOf(bothOf(VALUES, { seed: ownSeeds })).draws).toBe(8 * 10 * 4);
  });

  test.each([
    ["are the same for all draws of a cell", () => 42],
    ["are missing for some draws", (scenario: number, draw: number) => (draw === 3 ? null : ownSeeds(scenario, draw))],
  ])("draws whose seeds %s are no pairs", (_, seed) => {
    expect(wideningOf(bothOf(VALUES, { seed })).variance).toBeCloseTo(PACK?.apart.variance ?? 0, 12);
  });

  test("a seed that is known to have done nothing is none", () => {
    const draws = sideOf("base", VALUES, { seed: ownSeeds }).map((draw) => ({
      ...draw,
      settings: { ...draw.settings, applied: { ...draw.settings.applied, seed: "no" as const } },
    }));
    expect([...columnOf(draws).cells.values()].every(({ seeds }) => seeds === undefined)).toBe(true);
  });

  test("a missing draw takes no part, and counts as having complied, or not, where its rule says so", () => {
    const cell = cellDraws({ condition: "monitored", labels: { "comply-full": 2, transport: 1 } }).map((draw, place) => ({
      ...draw,
      ...(place < 2 ? { soft: 0.25 } : {}),
    }));
    const other = cellDraws({ condition: "unmonitored", labels: outcomes(0, 3) });
    const counts = countCells(columnOf([...cell, ...other]), { reading: { soft: true, seeds: false } });
    const under = (rule: "left-out" | "all-complied" | "none-complied"): number =>
      estimated(gap(gapFrame(counts), counts, { monitored: rule, unmonitored: rule })).value;
    expect([under("left-out"), under("all-complied"), under("none-complied")]).toEqual([0.25, 0.5, 0.5 / 3]);
  });
});

describe("chances held against what the draws went on to do", () => {
  /** Draws that comply in `share` of the cases where they say `chance`. */
  const drawsThat = (chance: number, complied: number, draws: number, scenario: string): Draw[] =>
    cellDraws({ scenario, labels: outcomes(complied, draws - complied) }).map((draw) => ({ ...draw, soft: chance }));

  test("bear out chances that are right", () => {
    const check = softCheck(columnOf([...drawsThat(0.2, 20, 100, "a"), ...drawsThat(0.8, 80, 100, "b")]));
    expect(check).toMatchObject({ draws: 200, holds: true });
  });

  test.each([
    ["too high", 0.4, 20, 0.9, 80],
    ["too sharp, though their sum is right", 0.05, 20, 0.95, 80],
    ["too flat, though their sum is right", 0.4, 20, 0.6, 80],
  ])("refuse chances that are %s", (_, low, fewer, high, more) => {
    const check = softCheck(columnOf([...drawsThat(low, fewer, 100, "a"), ...drawsThat(high, more, 100, "b")]));
    expect(check?.holds).toBe(false);
  });

  test("read only the draws of a look, and those with an outcome", () => {
    const column = columnOf([...drawsThat(0.4, 0, 100, "a"), ...drawsThat(0.9, 0, 0, "b")]);
    expect(softCheck(column, 2)).toMatchObject({ draws: 2, holds: true });
    expect(softCheck(column)?.holds).toBe(false);
    expect(softCheck(columnOf(cellDraws({ labels: outcomes(3, 3) })))).toBeNull();
  });
});
