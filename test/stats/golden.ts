import { readFileSync } from "node:fs";
import { expect } from "vitest";
import type { MissingCount } from "../../src/stats/chi-square.ts";
import type { WeightedCell } from "../../src/stats/fixed-pack.ts";
import type { Proportion } from "../../src/stats/newcombe.ts";
import type { TwoSidedCell } from "../../src/stats/permute-labels.ts";

interface Golden {
  readonly quantiles: {
    readonly t: readonly { tail: number; df: number; value: number }[];
    readonly normal: readonly { tail: number; value: number }[];
  };
  readonly fixedPack: readonly {
    cells: WeightedCell[];
    value: number;
    variance: number;
    df: number;
    bounds: { level: number; lower: number; upper: number }[];
  }[];
  readonly pairedT: readonly { differences: number[]; value: number; se: number; lower: number; upper: number }[];
  readonly wilson: readonly (Proportion & { level: number; lower: number; upper: number })[];
  readonly newcombe: readonly { first: Proportion; second: Proportion; level: number; value: number; lower: number; upper: number }[];
  readonly chiSquare: readonly { arms: MissingCount[]; statistic: number; df: number; p: number }[];
  readonly fisher: readonly { first: Proportion; second: Proportion; p: number }[];
  readonly hypergeometric: readonly { total: number; complied: number; chosen: number; first: number; probabilities: number[] }[];
  readonly holm: readonly { ps: number[]; adjusted: number[] }[];
  readonly squaredGaps: readonly { scenarios: WeightedCell[][]; value: number }[];
  readonly permuteLabels: readonly { cells: TwoSidedCell[]; p: number }[];
}

/** Reference values; made by the script of the same name beside the file. */
export const golden: Golden = JSON.parse(readFileSync(new URL("../golden/statistics.json", import.meta.url), "utf8"));

/** Equal to 1e-9 of its size, or absolutely where it is small. */
export function expectNear(actual: number, wanted: number): void {
  expect(Math.abs(actual - wanted), `${actual} is not ${wanted}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
}

/** The value, if it was estimated; fails the test if it was not. */
export function estimated<T extends { readonly kind: string }>(value: T): Extract<T, { kind: "estimated" }> {
  if (!isEstimated(value)) throw new Error(`wanted an estimate, saw ${JSON.stringify(value)}`);
  return value;
}

function isEstimated<T extends { readonly kind: string }>(value: T): value is Extract<T, { kind: "estimated" }> {
  return value.kind === "estimated";
}
