import { checkedPart, checkedShare } from "./checked.ts";

/**
 * The probability that at least `complied` of `draws` comply if each does so with probability `rate`: the exact one-sided p value
 * of "the rate is no more than this".
 *
 * Method: binomial terms by the ratio of neighbours, from the mode outwards so that nothing overflows, over their sum. All terms are
 * positive, so the relative error stays near 1e-15 per step; terms under 1e-308 of the largest are 0.
 *
 * Edges: at least 0 is certain, p = 1, also without draws.
 *
 * @param rate in (0, 1)
 * @example binomialTail(2, 5, 0.05) // 0.0225925
 */
export function binomialTail(complied: number, draws: number, rate: number): number {
  checkedPart(complied, draws, "complied <= draws");
  checkedShare(rate, "rate");
  const odds = rate / (1 - rate);
  const mode = Math.min(draws, Math.floor((draws + 1) * rate));
  const terms = Array.from({ length: draws + 1 }, () => 1);
  for (let k = mode + 1; k <= draws; k += 1) terms[k] = (terms[k - 1] ?? 0) * odds * ((draws - k + 1) / k);
  for (let k = mode - 1; k >= 0; k -= 1) terms[k] = ((terms[k + 1] ?? 0) / odds) * ((k + 1) / (draws - k));
  return sum(terms.slice(complied)) / sum(terms);
}

function sum(terms: readonly number[]): number {
  return terms.reduce((total, term) => total + term, 0);
}
