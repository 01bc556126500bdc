import { expect, test } from "vitest";
import { fixedPack, type WeightedCell } from "../../../src/stats/fixed-pack.ts";
import { evenShape } from "../../../src/verdict/power/gap-shape.ts";
import { noiseVariance, precision, pseudoVariance, spreadOfNoise } from "../../../src/verdict/power/precision.ts";
import { expectNear } from "../../stats/golden.ts";

const shape = evenShape(6, 2);

/** One side's 24 cells, `mixed` of them with one complying draw and the others with none. */
function cellsOf(draws: number, mixed: number): WeightedCell[] {
  return Array.from({ length: 24 }, (_, i) => ({ divisor: (i % 2 === 0 ? 1 : -1) * 2, complied: i < mixed ? 1 : 0, draws }));
}

test.each([
  // One of n complying has s² = 1/n, so the mean p(1-p) that the draws show is mixed/(24·n).
  { draws: 2, mixed: 12, v: 1 / 4 },
  { draws: 3, mixed: 9, v: 1 / 8 },
])("at $draws draws it is what the fixed pack makes of cells that show this v", ({ draws, mixed, v }) => {
  const gap = fixedPack(cellsOf(draws, mixed), 6);
  const widening = fixedPack([...cellsOf(draws, mixed), ...cellsOf(draws, mixed)], 6);
  for (const [seen, foreseen] of [
    [gap, precision(shape, v, [draws])],
    [widening, precision(shape, v, [draws, draws])],
  ] as const) {
    if (seen.kind !== "estimated") throw new Error(seen.reason);
    expectNear(foreseen.variance, seen.variance);
    expectNear(foreseen.degreesOfFreedom, seen.degreesOfFreedom);
  }
});

test("sides of unequal draws add up as in the fixed pack, the pseudo-cell at their mean", () => {
  const seen = fixedPack([...cellsOf(2, 12), ...cellsOf(3, 18)], 6);
  if (seen.kind !== "estimated") throw new Error(seen.reason);
  const foreseen = precision(shape, 0.25, [2, 3]);
  expectNear(foreseen.variance, seen.variance);
  expectNear(foreseen.degreesOfFreedom, seen.degreesOfFreedom);
  expect(foreseen).toMatchObject({ kind: "estimated", value: 0, scenarios: 6, draws: 120 });
});

test("the noise of the estimate leaves the pseudo-cell out", () => {
  // 24 cells of weight 1/12: Σw² = 1/6.
  expectNear(noiseVariance(shape, 0.12, [3]), 0.12 / 18);
  expectNear(noiseVariance(shape, 0.12, [3, 6]), 0.12 / 18 + 0.12 / 36);
  expectNear(pseudoVariance(shape, 3), 1 / 144 / 12);
  expectNear(precision(shape, 0.12, [3]).variance, 0.12 / 18 + 1 / 144 / 12);
});

test("where every cell is decided the pseudo-cell alone is left, with its own degrees of freedom", () => {
  const foreseen = precision(shape, 0, [10]);
  expectNear(foreseen.variance, 1 / 144 / 40);
  expectNear(foreseen.degreesOfFreedom, 9);
  expect(spreadOfNoise(shape, 0, 10)).toBe(0);
});

test("what draws show of their noise varies as between cells of real shapes, and less with more draws", () => {
  // v = .12, m = .19·.12 = .0228; 3 draws: s⁴ averages .04, so √(24/12⁴·(.04 - .0228))/(.12/6).
  expectNear(spreadOfNoise(shape, 0.12, 3), Math.sqrt((24 / 12 ** 4) * (0.04 - 0.0228)) / 0.02);
  // 10 draws: .0228 + (.12 - 3·.0228 - .0228·7/9)/10.
  const meanSquare = 0.0228 + (0.12 - 3 * 0.0228 - (0.0228 * 7) / 9) / 10;
  expectNear(spreadOfNoise(shape, 0.12, 10), Math.sqrt((24 / 12 ** 4) * (meanSquare - 0.0228)) / 0.02);
});

test("the mean square of a variance is never under the square of its mean", () => {
  // At v = 1/4 every cell is at one half, and (1/4)² is all there is: 10 draws add (1/4 - 3/16 - 7/144)/10.
  const { degreesOfFreedom, variance } = precision(shape, 0.25, [10]);
  const pseudo = 1 / 144 / 40;
  const cells = ((24 / 12 ** 4) * (1 / 16 + (1 / 4 - 3 / 16 - 7 / 144) / 10)) / 100 / 9;
  expectNear(degreesOfFreedom, variance ** 2 / (cells + pseudo ** 2 / 9));
});
