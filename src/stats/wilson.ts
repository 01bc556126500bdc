import { type NotEstimable, notEstimable } from "./estimable.ts";
import { normalQuantile } from "./quantile.ts";

/** A rate with its score interval. */
export interface WilsonInterval {
  readonly kind: "estimated";
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Estimand: one rate. Method: Wilson's score interval, `level` in each tail.
 * Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference".
 *
 * Edges: 0/n starts at exactly 0 and n/n ends at exactly 1, neither collapses; 0 draws are not estimable.
 *
 * @param level - probability in each tail, in (0, 1): .025 for an interval of 95 %
 * @throws RangeError on complying draws below 0 or above all draws, and on a level outside (0, 1)
 * @example wilson(0, 10, 0.025) // 0 to 0.27753279986288926
 */
export function wilson(complied: number, draws: number, level: number): WilsonInterval | NotEstimable {
  if (draws === 0) return notEstimable("there is no draw with an outcome");
  if (!(complied >= 0 && complied <= draws)) throw new RangeError(`wanted 0 <= complied <= draws, saw ${complied} of ${draws}`);
  const z = normalQuantile(level);
  const rate = complied / draws;
  const centre = rate + z ** 2 / (2 * draws);
  const half = z * Math.sqrt((rate * (1 - rate) + z ** 2 / (4 * draws)) / draws);
  const scale = 1 + z ** 2 / draws;
  return {
    kind: "estimated",
    value: rate,
    lower: complied === 0 ? 0 : (centre - half) / scale,
    upper: complied === draws ? 1 : (centre + half) / scale,
  };
}
