import { readFileSync } from "node:fs";
import type { Fraction } from "../../src/stats/exact-sum.ts";
import type { WeightedCell } from "../../src/stats/fixed-pack.ts";
import type { PairedCounts } from "../../src/stats/newcombe-paired.ts";
import type { Proportion } from "../../src/stats/newcombe.ts";
import type { Calibration } from "../../src/stats/rogan-gladen.ts";

interface Bounds {
  readonly level: number;
  readonly lower: number;
  readonly upper: number;
}

interface Estimate extends Bounds {
  readonly value: number;
}

interface Corrected extends Estimate {
  readonly standardError: number;
}

interface Golden {
  readonly clopperPearson: readonly (Proportion & Bounds)[];
  readonly newcombePaired: readonly (Estimate & { counts: PairedCounts })[];
  readonly mover: readonly (Estimate & { cells: WeightedCell[] })[];
  readonly benjaminiHochberg: readonly { ps: number[]; adjusted: number[] }[];
  readonly signFlip: readonly { differences: Fraction[]; p: number; scenarios: number }[];
  readonly roganGladen: {
    readonly rates: readonly (Corrected & { arm: Proportion; calibration: Calibration })[];
    readonly shared: readonly (Corrected & { first: Proportion; second: Proportion; calibration: Calibration })[];
    readonly own: readonly (Corrected & {
      first: Proportion;
      second: Proportion;
      calibration: { first: Calibration; second: Calibration };
    })[];
    readonly sums: readonly (Corrected & { groups: { arms: WeightedCell[]; calibration: Calibration }[] })[];
  };
  readonly worstOfK: readonly (Proportion & { k: number; value: number })[];
  readonly drawsToSee: readonly { rate: number; chance: number; draws: number }[];
  readonly largestUnseenRate: readonly { k: number; level: number; rate: number }[];
  readonly binomialTail: readonly (Proportion & { rate: number; p: number })[];
  readonly masked: readonly { draws: number; delta: number; needed: number | null }[];
}

/** Reference values; made by intervals.py beside the file. */
export const intervals: Golden = JSON.parse(readFileSync(new URL("../golden/intervals.json", import.meta.url), "utf8"));
