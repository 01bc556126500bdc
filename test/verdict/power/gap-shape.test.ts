import { expect, test } from "vitest";
import type { Cell } from "../../../src/schema/identity.ts";
import { evenShape, gapShape, withWordings } from "../../../src/verdict/power/gap-shape.ts";
import { expectNear } from "../../stats/golden.ts";

function cellsOf(scenario: string, wordings: number, more: Partial<Cell> = {}): Cell[] {
  return Array.from({ length: wordings }, (_, w) =>
    (["monitored", "unmonitored"] as const).map((condition): Cell => ({
      scenario,
      role: "probe",
      wording: `w${w}`,
      condition,
      notice: condition,
      temperature: null,
      ...more,
    })),
  ).flat();
}

test("equal scenarios weigh as an even shape says", () => {
  const shape = gapShape([...cellsOf("a", 2), ...cellsOf("b", 2), ...cellsOf("c", 2)]);
  expect(shape).toEqual({
    scenarios: 3,
    wordings: 2,
    cells: 12,
    meanWeight: 1 / 6,
    squares: expect.closeTo(1 / 3, 12),
    fourths: expect.closeTo(1 / 108, 12),
  });
  expectNear(evenShape(3, 2).squares, 1 / 3);
  expectNear(evenShape(3, 2).fourths, 1 / 108);
  expect(evenShape(3, 2)).toMatchObject({ scenarios: 3, wordings: 2, cells: 12, meanWeight: 1 / 6 });
});

test("a scenario with more wordings has lighter cells, and two notices share the weight of one", () => {
  // a: 2 cells of 1/2; b: monitored 2 × 1/4 and unmonitored 2 wordings × 2 notices × 1/8.
  const twoNotices = cellsOf("b", 2).flatMap((cell) => (cell.condition === "unmonitored" ? [cell, { ...cell, notice: "other" }] : [cell]));
  const shape = gapShape([...cellsOf("a", 1), ...twoNotices]);
  expect(shape).toEqual({
    scenarios: 2,
    wordings: 1.5,
    cells: 8,
    meanWeight: 0.25,
    squares: 2 / 4 + 2 / 16 + 4 / 64,
    fourths: 2 / 16 + 2 / 256 + 4 / 4096,
  });
  expect(evenShape(1, 1, 2)).toEqual({ scenarios: 1, wordings: 1, cells: 4, meanWeight: 0.5, squares: 1, fourths: 0.25 });
});

test("a cell that is planned many times is one cell; controls, dilemmas and other conditions are none", () => {
  const more = [
    ...cellsOf("c", 1, { role: "control" }),
    ...cellsOf("d", 1, { role: "dilemma" }),
    ...cellsOf("a", 1).map((cell): Cell => ({ ...cell, condition: "placebo" })),
  ];
  expect(gapShape([...cellsOf("a", 1), ...cellsOf("a", 1), ...more])).toEqual(evenShape(1, 1));
});

test("without a probe, or with a wording that lacks a condition, there is no gap", () => {
  expect(gapShape([])).toBeNull();
  expect(gapShape(cellsOf("a", 1, { role: "control" }))).toBeNull();
  expect(gapShape([...cellsOf("a", 1), ...cellsOf("b", 1).slice(0, 1)])).toBeNull();
  expect(gapShape(cellsOf("a", 2).slice(0, 3))).toBeNull();
});

test("more wordings of each scenario are the shape of a pack that has them", () => {
  const [grown, wanted] = [withWordings(evenShape(14, 2), 1.5), evenShape(14, 3)];
  expect(grown).toMatchObject({ scenarios: 14, wordings: 3, cells: 84 });
  expectNear(grown.meanWeight, wanted.meanWeight);
  expectNear(grown.squares, wanted.squares);
  expectNear(grown.fourths * 1e6, wanted.fourths * 1e6);
});
