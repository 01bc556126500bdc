import * as fc from "fast-check";
import { expect, test } from "vitest";
import { columns } from "../../src/report/escape.ts";
import { gapPlot, type PlotRow } from "../../src/report/plot.ts";
import { estimated, notEstimable } from "./verdict-fixture.ts";

const margins = [-0.1, 0.1];

function rows(base: number, head: number): readonly PlotRow[] {
  return [
    { name: "gap of base", estimate: estimated(base, 0.05) },
    { name: "gap of head", estimate: estimated(head, 0.07) },
    { name: "widening", estimate: estimated(head - base, 0.09) },
  ];
}

test("a widened gap stands to the right of the margin", () => {
  expect(gapPlot(rows(0.02, 0.33), margins, 78)).toMatchInlineSnapshot(`
    "gap of base    :     ├──●───┤ :                           +0.02 [−0.03, +0.07]
    gap of head    :       │      :           ├─────●────┤    +0.33 [+0.26, +0.40]
    widening       :       │      :        ├──────●──────┤    +0.31 [+0.22, +0.40]
                 ──:───────┼──────:───────┴──────┴───────┴──
                 −0.10     0    +0.10   +0.20  +0.30   +0.40"
  `);
});

test("a reversal shows both gaps on their side of zero", () => {
  expect(gapPlot(rows(0.3, -0.3), margins, 78)).toMatchInlineSnapshot(`
    "gap of base                          :  │   :    ├─●─┤    +0.30 [+0.25, +0.35]
    gap of head                ├─●──┤    :  │   :             −0.30 [−0.37, −0.23]
    widening       ├──●───┤              :  │   :             −0.60 [−0.69, −0.51]
                 ─────┴───────┴──────┴───:──┼───:──┴───────┴
                    −0.60   −0.40  −0.20    0    +0.20 +0.40"
  `);
});

test("where only one sign is judged, only one margin is drawn", () => {
  const [first] = gapPlot(rows(0.02, 0.03), [0.1], 78).split("\n");
  expect(first?.match(/:/g)).toHaveLength(1);
});

test("an estimate that is absent leaves its line empty and says so", () => {
  const [line] = gapPlot([{ name: "widening", estimate: notEstimable("no draws") }], margins, 78).split("\n");
  expect(line).toContain("not estimable");
  expect(line).not.toContain("●");
});

test("no line is wider than asked for, whatever the figures", () => {
  const value = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      value,
      value,
      fc.double({ min: 0.0001, max: 1, noNaN: true }),
      fc.integer({ min: 70, max: 120 }),
      (base, head, half, width) => {
        const plotted = gapPlot([...rows(base, head), { name: "漢字".repeat(5), estimate: estimated(head, half) }], margins, width);
        for (const line of plotted.split("\n")) expect(columns(line)).toBeLessThanOrEqual(width);
      },
    ),
  );
});

test("a greater estimate never stands to the left of a smaller one", () => {
  const value = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(value, value, (one, other) => {
      const lines = gapPlot(
        [one, other].map((each) => ({ name: "gap", estimate: estimated(each) })),
        margins,
        78,
      ).split("\n");
      const [left, right] = lines.map((line) => line.indexOf("●"));
      expect(Math.sign((left ?? NaN) - (right ?? NaN)) * Math.sign(one - other)).toBeGreaterThanOrEqual(0);
    }),
  );
});
