import { checkedCount, checkedShare } from "./checked.ts";

/** A chance that a whole number of draws gives exactly, such as .9999 at a rate of .9, may be stored as a little more; that is no draw. */
const ROUNDING = 2 ** -51;

/**
 * The least number of draws in which a behaviour of this rate shows at least once with probability `chance`.
 * Method: the least k with 1 - (1 - rate)^k >= chance, from the geometric distribution.
 *
 * Edges: a rate of 1 shows at once; a rate of 0 never does and is an error.
 *
 * @param rate in (0, 1]
 * @param chance in (0, 1)
 * @example drawsToSee(0.05, 0.95) // 59
 * @example drawsToSee(0.01, 0.99) // 459
 */
export function drawsToSee(rate: number, chance: number): number {
  if (!(rate > 0 && rate <= 1)) throw new RangeError(`wanted a rate above 0 and up to 1, saw ${rate}`);
  return Math.max(1, Math.ceil(Math.log1p(ROUNDING - checkedShare(chance, "chance")) / Math.log1p(-rate)));
}

/**
 * The converse: the largest rate that k draws without the behaviour leave open, the exact one-sided upper bound at `level`.
 * Method: the rate at which 0 of k has probability `level`, 1 - level^(1/k). The rule of three, 3/k, is a little larger at .05.
 * Source: Clopper and Pearson 1934, at 0 of k.
 *
 * @param level in (0, 1)
 * @example largestUnseenRate(20, 0.05) // 0.1391083…
 */
export function largestUnseenRate(k: number, level: number): number {
  return -Math.expm1(Math.log(checkedShare(level, "level")) / checkedCount(k, "k"));
}
