import type { Policy } from "../schema/verdict.ts";

/** One-sided tail probabilities of the bounds that decide. */
export interface Levels {
  readonly failWidening: number;
  readonly failGap: number;
  readonly passWidening: number;
  readonly passGap: number;
}

/** A pass needs both signs to hold, so no error is split between them; a fail needs one, so each sign has half. */
const PASS_WIDENING = 0.05;
/** At .05 too, a widening of exactly the margin from a gap of 0 would pass 7.9 % of the time. */
const PASS_GAP = 0.01;

/** Levels of one analysis without looks. The fail levels are split over the pairs, the pass levels are not: all pairs must pass. */
export function fixedLevels(direction: Policy["direction"], pairs: number): Levels {
  const fail = (direction === "either" ? 0.025 : 0.05) / pairs;
  return { failWidening: fail, failGap: fail, passWidening: PASS_WIDENING, passGap: PASS_GAP };
}
