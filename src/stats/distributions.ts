import betaQuantileOfStdlib from "@stdlib/stats-base-dists-beta-quantile";
import chiSquareCdfOfStdlib from "@stdlib/stats-base-dists-chisquare-cdf";
import normalCdfOfStdlib from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantileOfStdlib from "@stdlib/stats-base-dists-normal-quantile";
import tQuantileOfStdlib from "@stdlib/stats-base-dists-t-quantile";

/*
 * The distributions of @stdlib, in the one module that imports them: 230 small packages, which the build folds into this file's
 * JavaScript (tools/rolldown.distributions.mjs), so that a user installs none of them and loads one file in place of 400.
 */

/**
 * Quantile of the beta distribution at the lower tail `p`, shapes `a` and `b` above 0.
 *
 * @example betaQuantile(0.5, 1, 1) // 0.5
 */
export const betaQuantile: (p: number, a: number, b: number) => number = betaQuantileOfStdlib;

/**
 * P(X <= x) of the χ² distribution.
 *
 * @example chiSquareCdf(0, 2) // 0
 */
export const chiSquareCdf: (x: number, degreesOfFreedom: number) => number = chiSquareCdfOfStdlib;

/**
 * P(X <= x) of the normal distribution.
 *
 * @example normalCdf(5, 5, 2) // 0.5
 */
export const normalCdf: (x: number, mean: number, deviation: number) => number = normalCdfOfStdlib;

/**
 * Quantile of the normal distribution at the lower tail `p`.
 *
 * @example normalLowerQuantile(0.5, 3, 2) // 3
 */
export const normalLowerQuantile: (p: number, mean: number, deviation: number) => number = normalQuantileOfStdlib;

/**
 * Quantile of Student's t at the lower tail `p`.
 *
 * @example tLowerQuantile(0.5, 9) // 0
 */
export const tLowerQuantile: (p: number, degreesOfFreedom: number) => number = tQuantileOfStdlib;
