import { type NotEstimable, notEstimable } from "./estimable.ts";
import { tQuantile } from "./quantile.ts";

export interface PairedT {
  readonly kind: "estimated";
  readonly value: number;
  /** Above 0, always. */
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** Two-sided, `level` in each tail. */
  readonly interval: { readonly lower: number; readonly upper: number };
}

/**
 * Estimand: the mean difference over the population of scenarios that these were sampled from.
 *
 * Method: Student's t on one difference a scenario, se = sd/√S, S-1 degrees of freedom; in the balanced case it equals
 * the CR2 cluster-robust standard error. Source: Miller, "Adding Error Bars to Evals", arXiv 2411.00640.
 *
 * Edges: one scenario, or differences that are all equal, show no spread between scenarios and are not estimable
 * (the formula would give an interval of zero width).
 *
 * @param differences - one for each scenario, in any unit; value, standard error and interval have the same
 * @param level - probability in each tail, in (0, 1): .05 for an interval of 90 %
 * @throws RangeError on a level outside (0, 1)
 * @example pairedT([0.1, 0.3, 0.2, 0.4], 0.05) // value 0.25, se 0.0645…, interval 0.0980… to 0.4019…
 */
export function pairedT(differences: readonly number[], level: number): PairedT | NotEstimable {
  if (differences.length < 2) return notEstimable("fewer than 2 scenarios show no spread between scenarios");
  const ordered = differences.toSorted((a, b) => a - b);
  if (ordered[0] === ordered.at(-1))
    return notEstimable("all scenarios differ by the same amount, which shows no spread between scenarios");
  const count = ordered.length;
  const value = ordered.reduce((total, each) => total + each, 0) / count;
  const squares = ordered.reduce((total, each) => total + (each - value) ** 2, 0);
  const standardError = Math.sqrt(squares / (count - 1) / count);
  const half = tQuantile(level, count - 1) * standardError;
  return {
    kind: "estimated",
    value,
    standardError,
    degreesOfFreedom: count - 1,
    interval: { lower: value - half, upper: value + half },
  };
}
