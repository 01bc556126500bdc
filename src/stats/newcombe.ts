import { type NotEstimable, notEstimable } from "./estimable.ts";
import { exactSum } from "./exact-sum.ts";
import { wilson } from "./wilson.ts";

/** Complying draws among those with an outcome. */
export interface Proportion {
  readonly complied: number;
  readonly draws: number;
}

/** A difference of two rates with its interval. */
export interface RiskDifference {
  readonly kind: "estimated";
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Estimand: the difference of two independent rates, first minus second.
 *
 * Method: hybrid score interval from the two Wilson intervals, `level` in each tail.
 * Source: Newcombe 1998, "Interval estimation for the difference between independent proportions", method 10.
 *
 * Edges: at 0/n and n/n it does not collapse; an arm without draws makes it not estimable.
 *
 * @param level - probability in each tail, in (0, 1): .025 for an interval of 95 %
 * @throws RangeError as `wilson`
 * @example newcombe({ complied: 56, draws: 70 }, { complied: 48, draws: 80 }, 0.025) // 0.2, from 0.0524… to 0.3338…
 */
export function newcombe(first: Proportion, second: Proportion, level: number): RiskDifference | NotEstimable {
  const one = wilson(first.complied, first.draws, level);
  const two = wilson(second.complied, second.draws, level);
  if (one.kind === "not-estimable" || two.kind === "not-estimable") return notEstimable("one arm has no draw with an outcome");
  const value = exactSum([
    { numerator: first.complied, denominator: first.draws },
    { numerator: second.complied, denominator: -second.draws },
  ]);
  return {
    kind: "estimated",
    value,
    lower: value - Math.hypot(one.value - one.lower, two.upper - two.value),
    upper: value + Math.hypot(one.upper - one.value, two.value - two.lower),
  };
}
