/**
 * Tail of each bound that has to lie under the margin for a pass. All of them must, so no error is split between them.
 *
 * Newcombe's bounds at .05 let a difference of exactly the margin pass 6 to 9 % of the time (margins up to .40), the most with the
 * fewest draws that can pass: .9^25 = 7.2 % at margin .10 and 25 draws. At .04 it is at most 5.6 % for margins up to .25, 6.4 % at .30
 * and 7.8 % at .40, over all rates and every number of draws up to 120. Tests enumerate .10, .20 and .30.
 */
export const PASS_TAIL = 0.04;

/** Tail of a bound that has to lie above 0 for a fail: one sign is enough, so each has half of .05. */
export const FAIL_TAIL = 0.025;
