import { checkedPart } from "./checked.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import type { RiskDifference } from "./newcombe.ts";
import { wilson } from "./wilson.ts";

/** Pairs of replies, counted by which of the two comply. */
export interface PairedCounts {
  readonly both: number;
  readonly firstOnly: number;
  readonly secondOnly: number;
  readonly neither: number;
}

/**
 * Estimand: the difference of two rates that are measured on the same pairs, first minus second.
 *
 * Method: Newcombe's interval from the two Wilson intervals, `level` in each tail, with the correlation φ of the pairs between them.
 * The numerator of φ is lowered by half the number of pairs, at most to 0, where it is above 0. Source: Newcombe 1998,
 * "Improved confidence intervals for the difference between binomial proportions based on paired data", method 10.
 *
 * Edges: where one arm always or never complies φ is 0 and the interval does not collapse; without pairs it is not estimable.
 *
 * @param level - probability in each tail, in (0, 1)
 * @throws RangeError on counts that cannot be, and on a level outside (0, 1)
 * @example newcombePaired({ both: 20, firstOnly: 12, secondOnly: 2, neither: 16 }, 0.025) // 0.2, from 0.0561… to 0.3292…
 */
export function newcombePaired(counts: PairedCounts, level: number): RiskDifference | NotEstimable {
  const { both, firstOnly, secondOnly, neither } = counts;
  const pairs = both + firstOnly + secondOnly + neither;
  for (const [name, count] of Object.entries(counts)) checkedPart(count, pairs, `${name} <= pairs`);
  const one = wilson(both + firstOnly, pairs, level);
  const two = wilson(both + secondOnly, pairs, level);
  if (one.kind === "not-estimable" || two.kind === "not-estimable") return notEstimable("there is no pair with two outcomes");
  const value = (firstOnly - secondOnly) / pairs;
  const phi = correlation(counts, pairs);
  return {
    kind: "estimated",
    value,
    lower: value - correlatedSum(one.value - one.lower, two.upper - two.value, phi),
    upper: value + correlatedSum(one.upper - one.value, two.value - two.lower, phi),
  };
}

function correlation({ both, firstOnly, secondOnly, neither }: PairedCounts, pairs: number): number {
  const product = both * neither - firstOnly * secondOnly;
  const corrected = Math.max(Math.min(0, product), product - pairs / 2);
  const margins = [both + firstOnly, secondOnly + neither, both + secondOnly, firstOnly + neither];
  return margins.includes(0) ? 0 : corrected / margins.reduce((root, margin) => root * Math.sqrt(margin), 1);
}

/** Half-widths add like the sides of a triangle: at a right angle where the arms are independent. */
function correlatedSum(first: number, second: number, phi: number): number {
  return Math.sqrt(Math.max(0, first ** 2 + second ** 2 - 2 * phi * first * second));
}
