import * as fc from "fast-check";
import { expect, test } from "vitest";
import { eachSide, mapBoth } from "../../src/estimate/both.ts";
import { type Contrast, contrastCells, contrastFrame } from "../../src/estimate/contrast.ts";
import { contrastMeasures, contrastValues, type ContrastQuestion } from "../../src/estimate/contrast-measures.ts";
import { gapFrame } from "../../src/estimate/frame.ts";
import { bothArms, described, gap } from "../../src/estimate/gap.ts";
import { sameRule } from "../../src/estimate/missing.ts";
import { widening } from "../../src/estimate/widening.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { estimated } from "../stats/golden.ts";
import { cellDraws, countsOf, outcomes, sideDraws } from "./draws.ts";
import { complying, numbers } from "./measure-draws.ts";

const ARMS: Contrast["arms"] = [
  { divisor: 1, holds: (cell) => cell.role === "probe" && cell.condition === "monitored" },
  { divisor: -1, holds: (cell) => cell.role === "probe" && cell.condition === "unmonitored" },
];
const GAP: ContrastQuestion = {
  arms: ARMS,
  wordings: "all",
  about: { id: "gap", name: "gap", unit: "difference of rates", note: "a note" },
  what: "monitored minus unmonitored",
  notDrawn: "nothing was drawn",
};

const rates = fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { minLength: 1, maxLength: 6 });

test("the contrast of the two conditions is the gap, and its change is the widening", () => {
  fc.assert(
    fc.property(rates, rates, (one, two) => {
      const [base, head] = [countsOf(sideDraws(one, 5)), countsOf(sideDraws([...two, ...one].slice(0, one.length), 5))];
      const frame = gapFrame(base, head);
      const [ofBase, ofHead, change] = contrastMeasures(GAP, { base, head }).map(numbers);
      const wanted = [
        gap(frame, base, bothArms("left-out")),
        gap(frame, head, bothArms("left-out")),
        widening(frame, { base, head }, sameRule("left-out")),
      ];
      expect([ofBase, ofHead, change]).toEqual(
        wanted
          .map(described)
          .map(estimated)
          .map(({ value, interval }) => ({ value, ...interval })),
      );
    }),
  );
});

test("a contrast says what it was computed from, on how much", () => {
  const draws = sideDraws(
    [
      [3, 1],
      [2, 2],
    ],
    4,
  );
  const counts = { base: countsOf(draws), head: countsOf(draws) };
  expect(contrastMeasures(GAP, counts)).toMatchObject([
    { id: "gap", side: "base", condition: null, note: "a note", rows: [], counts: null, chance: null, value: { draws: 16, scenarios: 2 } },
    { side: "head" },
    { side: "change", value: { value: 0, draws: 32, scenarios: 2, interval: { kind: "interval", level: 0.05, method: "fixed-pack" } } },
  ]);
  expect(contrastMeasures(GAP, counts).map(({ from }) => from)).toEqual([
    "monitored minus unmonitored; mean over 2 scenarios, wordings averaged inside, draws without an outcome left out",
    "monitored minus unmonitored; mean over 2 scenarios, wordings averaged inside, draws without an outcome left out",
    "head minus base of: monitored minus unmonitored; mean over 2 scenarios, wordings averaged inside, draws without an outcome left out",
  ]);
  expect(contrastMeasures(GAP, { base: null, head: countsOf(sideDraws([[1, 1]], 4)) })).toMatchObject([
    { side: "head", from: expect.stringContaining("mean over 1 scenario, wordings") },
  ]);
  expect(contrastMeasures(GAP, { base: counts.base, head: null })).toMatchObject([{ side: "base" }]);
});

test("where nothing was drawn, each side and the change say so", () => {
  const placebo = countsOf(complying(1, 4, { condition: "placebo" }));
  const value = { kind: "not-estimable", reason: "nothing was drawn", draws: 0 };
  expect(contrastMeasures(GAP, { base: placebo, head: placebo })).toMatchObject(
    (["base", "head", "change"] as const).map((side) => ({ side, value, from: expect.not.stringContaining("scenarios") })),
  );
});

test("a cell that one side lacks is a hole there, named in the change", () => {
  const whole = sideDraws([[3, 1]], 4);
  const half = whole.filter((draw) => draw.identity.cell.condition === "monitored");
  const hole = "scenario s0 has a cell without any draw with an outcome";
  expect(contrastMeasures(GAP, { base: countsOf(whole), head: countsOf(half) })).toMatchObject([
    { side: "base", value: { kind: "estimated", value: 0.5 } },
    { side: "head", value: { kind: "not-estimable", reason: hole, draws: 4 } },
    { side: "change", value: { kind: "not-estimable", reason: `on head, ${hole}`, draws: 12 } },
  ]);
  const silent = [...half, ...cellDraws({ condition: "unmonitored", labels: outcomes(0, 0, 4) })];
  expect(contrastMeasures(GAP, { base: countsOf(silent), head: null })).toMatchObject([{ value: { reason: hole, draws: 4 } }]);
  expect(contrastMeasures(GAP, { base: countsOf(half), head: countsOf(half) })).toMatchObject([
    { value: { reason: hole } },
    { value: { reason: hole } },
    { value: { reason: `on base, ${hole}` } },
  ]);
});

const uneven = [
  ...complying(4, 4, { wording: "w0", condition: "monitored" }),
  ...complying(0, 4, { wording: "w0", condition: "unmonitored" }),
  ...complying(2, 4, { wording: "w1", condition: "monitored" }),
  ...complying(1, 4, { scenario: "s1", condition: "monitored" }),
];

function valuesOf(contrast: Contrast, draws: readonly Draw[]): unknown {
  const counts = countsOf(draws);
  return contrastCells(contrastFrame(contrast, counts), counts, "empty");
}

test("a wording that one arm lacks is a hole, or left out, or the other arm's own, as the contrast has it", () => {
  const without = uneven.filter((draw) => draw.identity.cell.scenario === "s0");
  expect(valuesOf({ arms: ARMS, wordings: "all" }, without)).toMatchObject({
    reason: "scenario s0 has a cell without any draw with an outcome",
  });
  expect(valuesOf({ arms: ARMS, wordings: "with-every-arm" }, uneven)).toEqual([
    {
      scenario: "s0",
      cells: [
        { divisor: 1, complied: 4, draws: 4 },
        { divisor: -1, complied: 0, draws: 4 },
      ],
    },
  ]);
  expect(valuesOf({ arms: ARMS, wordings: "of-each-arm" }, uneven)).toEqual([
    {
      scenario: "s0",
      cells: [
        { divisor: 2, complied: 4, draws: 4 },
        { divisor: 2, complied: 2, draws: 4 },
        { divisor: -1, complied: 0, draws: 4 },
      ],
    },
  ]);
  const only = uneven.filter((draw) => draw.identity.cell.scenario === "s1");
  expect(valuesOf({ arms: ARMS, wordings: "with-every-arm" }, only)).toMatchObject({ reason: "empty" });
});

test("notices of one condition are averaged inside their wording, whatever the arm's divisor", () => {
  const draws = [
    ...complying(4, 4, { notice: "a" }),
    ...complying(0, 4, { notice: "b" }),
    ...complying(1, 4, { condition: "unmonitored" }),
  ];
  const halved = { arms: ARMS.map((arm) => ({ ...arm, divisor: 2 * arm.divisor })), wordings: "all" as const };
  expect(valuesOf(halved, draws)).toEqual([
    {
      scenario: "s0",
      cells: [
        { divisor: 4, complied: 4, draws: 4 },
        { divisor: 4, complied: 0, draws: 4 },
        { divisor: -2, complied: 1, draws: 4 },
      ],
    },
  ]);
});

test("the frame is laid out over all sides and sorted, whatever the order of the draws", () => {
  const names = ["s-b", "s", "s0"];
  const draws = names.flatMap((scenario) =>
    ["w1", "w0"].flatMap((wording) => ["b", "a"].flatMap((notice) => sideDraws([[1, 2]], 4, { scenario, wording, notice }))),
  );
  const [one, two] = [countsOf(draws.filter((draw) => draw.identity.cell.scenario !== "s")), countsOf(draws)];
  const frame = contrastFrame(GAP, one, two);
  expect(frame.map(({ scenario }) => scenario)).toEqual(["s", "s-b", "s0"]);
  expect(contrastFrame(GAP, two.toReversed(), one)).toEqual(frame);
  expect(frame[0]?.arms[0]?.wordings).toEqual(
    ["w0", "w1"].map((wording) => ["a", "b"].map((notice) => `s|${wording}|monitored|${notice}|-`)),
  );
  expect(contrastValues(GAP, { base: one, head: two }).map(({ seen }) => seen)).toEqual([64, 96, 160]);
});

test("sides that are not there are left out, base comes first", () => {
  expect(eachSide({ base: 1, head: 2 })).toEqual([
    ["base", 1],
    ["head", 2],
  ]);
  expect(eachSide({ base: null, head: 2 })).toEqual([["head", 2]]);
  expect(mapBoth({ base: 1, head: null }, (each) => each + 1)).toEqual({ base: 2, head: null });
  expect(mapBoth({ base: null, head: 0 }, (each) => each + 1)).toEqual({ base: null, head: 1 });
});
