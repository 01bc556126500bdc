import { normalCdf, normalLowerQuantile, tLowerQuantile } from "./distributions.ts";

/**
 * Upper quantile of the standard normal distribution: the z with P(Z > z) = `tail`.
 *
 * @param tail - in (0, 1)
 * @example normalQuantile(0.025) // 1.959963984540054
 */
export function normalQuantile(tail: number): number {
  return -normalLowerQuantile(inside(tail), 0, 1);
}

/**
 * Upper tail of the standard normal distribution: P(Z > z).
 *
 * Edges: it stays exact far out, where 1 minus a cumulative probability would be 0.
 *
 * @example normalTail(3) // 0.0013498980316300…
 */
export function normalTail(z: number): number {
  return normalCdf(-z, 0, 1);
}

/**
 * Upper quantile of Student's t: the t with P(T > t) = `tail`. Within 1e-12 (relative) of scipy's
 * `t.isf` for 1 to 100,000 degrees of freedom, whole or not, and tails from .0001 to .3.
 *
 * @param tail - in (0, 1)
 * @param degreesOfFreedom - above 0, need not be whole
 * @example tQuantile(0.05, 9) // 1.8331129326562372
 */
export function tQuantile(tail: number, degreesOfFreedom: number): number {
  if (!(degreesOfFreedom > 0)) throw new RangeError(`degrees of freedom must be above 0, saw ${degreesOfFreedom}`);
  return -tLowerQuantile(inside(tail), degreesOfFreedom);
}

function inside(tail: number): number {
  if (!(tail > 0 && tail < 1)) throw new RangeError(`a tail must lie strictly between 0 and 1, saw ${tail}`);
  return tail;
}
