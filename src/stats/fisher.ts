import { hypergeometric } from "./hypergeometric.ts";
import type { Proportion } from "./newcombe.ts";

/** Tables as probable as the observed one, up to rounding, are as extreme. R's `fisher.test` uses the same allowance. */
const TIE = 1 + 1e-7;

/**
 * Tests whether two independent rates are equal. Method: Fisher's exact test, two-sided: the probability, given the
 * margins, of all tables no more probable than the observed one. Source: Fisher 1935, as in R's `fisher.test`.
 *
 * Edges: an arm without draws, or draws that all behave alike, gives p = 1.
 *
 * @returns the p, 0 to 1
 * @throws RangeError where an arm has more complying draws than draws
 * @example fisher({ complied: 8, draws: 10 }, { complied: 1, draws: 5 }) // 0.0889…
 */
export function fisher(first: Proportion, second: Proportion): number {
  const { first: smallest, probabilities } = hypergeometric({
    total: first.draws + second.draws,
    complied: first.complied + second.complied,
    chosen: first.draws,
  });
  const observed = probabilities[first.complied - smallest];
  if (observed === undefined) throw new RangeError("wanted 0 <= complied <= draws in both arms");
  const p = probabilities.filter((each) => each <= observed * TIE).reduce((total, each) => total + each, 0);
  return Math.min(1, p);
}
