import { binomialTail } from "../stats/binomial-tail.ts";
import { holm } from "../stats/holm.ts";
import { RESOLUTION } from "./temper.ts";
import type { Together } from "./together.ts";

/** Real draws held against the distribution that was worked out for them. */

export const SELF_CHECK_DRAWS = 50;

/** A model whose distribution is right fails by chance once in a hundred. */
const LEVEL = 0.01;

export interface SelfCheck {
  readonly draws: number;
  /** Option by option, then what opened with no option's label. */
  readonly rows: readonly { readonly option: string | null; readonly expected: number; readonly seen: number; readonly p: number }[];
  /** Smallest p value after Holm's correction. */
  readonly p: number;
  readonly passed: boolean;
}

/**
 * Exact binomial test of each option, both tails, corrected by Holm. Within what is known to be uncertain (bound and jitter) an option is tested at
 * the probability that fits the draws best: the check is of the method and not of that error.
 *
 * @param taken the option that each real draw took, null for none
 */
export function selfCheck(expected: Pick<Together, "options" | "rest" | "bound" | "jitter">, taken: readonly (string | null)[]): SelfCheck {
  const slack = expected.bound + (expected.jitter ?? 0);
  const all = [...expected.options, { option: null, probability: expected.rest }];
  const rows = all.map(({ option, probability }) => {
    const seen = taken.filter((one) => one === option).length;
    return { option, expected: probability, seen, p: bothTails(seen, taken.length, nearest(seen / taken.length, probability, slack)) };
  });
  const p = Math.min(1, ...holm(rows.map((row) => row.p)));
  return { draws: taken.length, rows, p, passed: taken.length >= SELF_CHECK_DRAWS && p >= LEVEL };
}

function nearest(seen: number, probability: number, slack: number): number {
  const within = Math.min(probability + slack, Math.max(probability - slack, seen));
  return Math.min(1 - RESOLUTION, Math.max(RESOLUTION, within));
}

/** Twice the smaller tail: at most the exact two-sided level. */
function bothTails(seen: number, draws: number, rate: number): number {
  const atLeast = binomialTail(seen, draws, rate);
  const atMost = seen === draws ? 1 : 1 - binomialTail(seen + 1, draws, rate);
  return Math.min(1, 2 * Math.min(atLeast, Math.max(0, atMost)));
}
