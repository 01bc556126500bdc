import type { Policy } from "../schema/verdict.ts";
import { powerSpending, sequentialTails } from "../stats/group-sequential.ts";

/** One-sided tail probabilities of the bounds that decide. */
export interface Levels {
  readonly failWidening: number;
  readonly failGap: number;
  readonly passWidening: number;
  readonly passGap: number;
}

/** Information at each planned look, in draws of a cell: each part of the rule has its own. */
export interface Information {
  readonly widening: readonly number[];
  readonly gapHead: readonly number[];
}

/** A pass needs both signs to hold, so no error is split between them; a fail needs one, so each sign has half. */
const PASS_WIDENING = 0.05;
/** At .05 too, a widening of exactly the margin from a gap of 0 would pass 7.9 % of the time. */
const PASS_GAP = 0.01;
/** How a level is spent over the looks: α·t^1.5, between Pocock and O'Brien-Fleming. */
const SPENDING = powerSpending(1.5);

/**
 * Levels of one analysis without looks, one-sided: a fail .025 a sign, or .05 where one sign is judged, a pass .05 and .01. The fail levels are split over the
 * pairs (Bonferroni), the pass levels are not: all pairs must pass.
 *
 * @param pairs a whole number from 1 on
 */
export function fixedLevels(direction: Policy["direction"], pairs: number): Levels {
  const fail = (direction === "either" ? 0.025 : 0.05) / pairs;
  return { failWidening: fail, failGap: fail, passWidening: PASS_WIDENING, passGap: PASS_GAP };
}

/**
 * Levels at one look: what the spending leaves each bound there, so that all looks together keep its level (`sequentialTails`). A bound that may spend nothing
 * has a level of 1e-12, never 0.
 *
 * @param look its place in the plan, from 0
 */
export function levelsAtLook(direction: Policy["direction"], pairs: number, planned: Information, look: number): Levels {
  const whole = fixedLevels(direction, pairs);
  const widening = (level: number): number => tailsOf(level, planned.widening)[look] ?? 0;
  const gap = (level: number): number => tailsOf(level, planned.gapHead)[look] ?? 0;
  return {
    failWidening: widening(whole.failWidening),
    failGap: gap(whole.failGap),
    passWidening: widening(whole.passWidening),
    passGap: gap(whole.passGap),
  };
}

/** The integration takes milliseconds, and one design asks for the same few bounds again and again. */
const known = new Map<string, readonly number[]>();
const MOST_KNOWN = 1000;
/** Stands for a look that spends nothing: a bound that no data crosses, and still a number. */
const NEVER = 1e-12;

function tailsOf(level: number, information: readonly number[]): readonly number[] {
  const key = [level, ...information].join("|");
  const found = known.get(key);
  if (found !== undefined) return found;
  const planned = information.at(-1) ?? 1;
  const tails = sequentialTails({ level, information, planned, spending: SPENDING }).map((tail) => Math.max(tail, NEVER));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, tails);
  return tails;
}
