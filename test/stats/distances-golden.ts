import { readFileSync } from "node:fs";
import type { OrderCounts } from "../../src/stats/choice-consistency.ts";
import type { WeightedCell } from "../../src/stats/fixed-pack.ts";
import type { Proportion } from "../../src/stats/newcombe.ts";
import type { ArmPair, Stratum } from "../../src/stats/stratum.ts";

/** Exact values of a mean over strata under permutation; `margin` is how far the floor's probability is from the next value's. */
export interface ExactPermutation {
  readonly value: number;
  readonly p: number;
  readonly mean: number;
  readonly sd: number;
  readonly floor: number;
  readonly margin: number;
}

type Scenarios = readonly (readonly Proportion[])[];

interface DistancesGolden {
  readonly squaredDistance: readonly { first: number[]; second: number[]; value: number }[];
  readonly squaredDistanceDesigns: readonly { outcomes: { pair: ArmPair; probability: number }[]; truth: number }[];
  readonly permutations: readonly {
    strata: ArmPair[];
    totalVariation?: ExactPermutation;
    squaredDistance?: ExactPermutation;
    jensenShannon: ExactPermutation;
  }[];
  readonly dealt: { readonly stratum: Stratum; readonly tables: readonly { table: Stratum; probability: number }[] };
  readonly jensenShannon: readonly { arms: Stratum; value: number }[];
  readonly trends: readonly { scores: number[]; strata: Scenarios; slope: number; z: number; p: number; exact?: number }[];
  readonly varianceComponents: readonly {
    scenarios: Scenarios;
    sampling: number;
    wording: number;
    scenario: number | null;
    disagreement: { between: number; within: number; value: number };
    share: number;
  }[];
  readonly varianceComponentDesigns: readonly {
    outcomes: { scenarios: Scenarios; probability: number }[];
    truth: { sampling: number; wording: number; scenario: number };
  }[];
  readonly unbiasedPowers: readonly { cells: WeightedCell[]; powers: number[] }[];
  readonly powerDesigns: readonly { outcomes: { cells: WeightedCell[]; probability: number }[]; gap: number; variance: number }[];
  readonly squaredGapsChange: readonly { base: WeightedCell[][]; head: WeightedCell[][]; value: number; standardError: number }[];
  readonly splitHalf: readonly { wordings: Proportion[]; value: number; naive: number; chosen: number[] }[];
  readonly choiceConsistency: readonly {
    orders: OrderCounts[];
    value: number;
    kappa: number;
    withinOrder: number;
    positionBias: number;
  }[];
}

/** Reference values; made by the script of the same name beside the file. */
export const distances: DistancesGolden = JSON.parse(readFileSync(new URL("../golden/distances.json", import.meta.url), "utf8"));
