import { PASS_TAIL } from "./margin-levels.ts";
import { normalQuantile } from "./quantile.ts";

/**
 * The fewest draws of each of two arms with which a comparison against `margin` can pass at all: those of replies that are all alike.
 * With fewer it cannot pass whatever the replies are, so no call should be paid for.
 *
 * Method: where both arms show 0 of n, Newcombe's upper bound is z²/(n + z²), and nothing else has a smaller one. The same number
 * holds for the distance of two distributions and for one arm against a fixed reply.
 *
 * @param margin in (0, 1)
 * @example fewestDraws(0.1) // 28
 */
export function fewestDraws(margin: number): number {
  if (!(margin > 0 && margin < 1)) throw new RangeError(`wanted a margin between 0 and 1, saw ${margin}`);
  return Math.max(2, Math.floor((zSquared() * (1 - margin)) / margin) + 1);
}

/**
 * The margin that `draws` of each arm can just not pass: their upper bound where all replies are alike.
 *
 * @param draws above 0
 * @returns in (0, 1)
 * @example tightestMargin(10) // 0.23459049181875094
 */
export function tightestMargin(draws: number): number {
  if (!(draws > 0)) throw new RangeError(`wanted draws above 0, saw ${draws}`);
  return zSquared() / (draws + zSquared());
}

function zSquared(): number {
  return normalQuantile(PASS_TAIL) ** 2;
}
