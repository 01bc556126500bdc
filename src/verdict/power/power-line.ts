import type { Cell } from "../../schema/identity.ts";
import type { Policy } from "../../schema/verdict.ts";
import { figure, percent } from "../figure.ts";
import { TYPICAL_VARIANCE } from "../settle.ts";
import { gapShape } from "./gap-shape.ts";
import { passChance, UNDER_POWERED } from "./unchanged.ts";

export interface PowerLineOptions {
  /** The cells that a run draws on one side; others than those of the gap may be among them. */
  readonly cells: readonly Cell[];
  /** Draws of a head cell at each look. */
  readonly looks: readonly number[];
  /** Draws of a cell of a base that was drawn before; null where base is drawn too. */
  readonly cachedBase: number | null;
  readonly policy: Policy;
  readonly pairs: number;
  /** v as an earlier run showed it; null where there is none. */
  readonly variance: number | null;
}

/** The sentence with which a run that is under-powered has to begin; null for one that is not, or that has no gap to judge. */
export function powerLine({ cells, looks, cachedBase, policy, pairs, variance }: PowerLineOptions): string | null {
  const shape = gapShape(cells);
  if (shape === null) return null;
  const v = variance ?? TYPICAL_VARIANCE;
  const chance = passChance({ shape, looks, cachedBase, policy, pairs, variance: v });
  if (chance >= UNDER_POWERED) return null;
  const source = variance === null ? "assumed" : "as in an earlier run";
  return `under-powered: a model that has not changed passes this run with a chance of ${percent(chance)} (mean p(1-p) ${figure(v)}, ${source}). What would help, and what it costs: gyges plan`;
}
