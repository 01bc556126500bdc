/**
 * Tail of each bound that has to lie under the margin for a pass. All of them must, so no error is split between them.
 *
 * Newcombe's bounds at .05 let a difference of exactly the margin pass 6 to 9 % of the time, most at the fewest draws that can pass
 * at all (.9^25 = 7.2 % at margin .10 and 25 draws). At .04 it is at most 5.6 % for margins up to .25 and 6.4 % at .30, over all rates
 * and every number of draws up to 120; .40 reaches 7.8 %. A test enumerates it.
 */
export const PASS_TAIL = 0.04;

/** Tail of a bound that has to lie above 0 for a fail: one sign is enough, so each has half of .05. */
export const FAIL_TAIL = 0.025;
