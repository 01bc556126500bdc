import { checkedPart } from "./checked.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import { exactSum, type Fraction } from "./exact-sum.ts";
import { type WeightedCell, weightedSum } from "./fixed-pack.ts";
import type { Proportion } from "./newcombe.ts";
import { normalQuantile } from "./quantile.ts";

/** Replies that people read too: how many of them the labels agree on. */
export interface Agreement {
  readonly agreed: number;
  readonly of: number;
}

/** How well labels agree with people, from replies whose arm and draws stand apart from those that are corrected. */
export interface Calibration {
  /** Of the replies that people say comply, those labelled complying: the sensitivity. */
  readonly complying: Agreement;
  /** Of the replies that people say do not comply, those labelled not complying: the specificity. */
  readonly notComplying: Agreement;
}

/** A weighted sum of labelled rates whose labels share one calibration. */
export interface LabelledSum {
  readonly kind: "estimated";
  readonly value: number;
  /** Of the value, from the sampling of draws alone; above 0. */
  readonly variance: number;
  /** The sum of the weights: 1 for a rate, 0 for a gap. */
  readonly weight: number;
  readonly calibration: Calibration;
}

export interface Corrected {
  readonly kind: "estimated";
  /** Not clipped: it may lie outside the possible range, and clipping would bias it. */
  readonly value: number;
  /** Above 0, always. */
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Estimand: the rate that people would find, from a rate that imperfect labels found.
 *
 * Method: p = (q + sp - 1) / (se + sp - 1), with q the labelled rate, se the sensitivity and sp the specificity; variance by the delta
 * method, that of the calibration included: (Var q + p² Var se + (1-p)² Var sp) / (se + sp - 1)². Normal interval, `level` in each tail.
 * Every variance is r(1-r)/n at r = (x+1)/(n+2): never 0, also at 0/n and n/n, and never under the plug-in one.
 * Simulated at nominal 95 %, 30 to 240 draws, 30 to 100 replies read: it covers 94 to 100 %; the plug-in variance 78 to 100 %.
 * Source: Rogan and Gladen 1978, "Estimating prevalence from the results of a screening test"; Lee et al., "How to Correctly Report
 * LLM-as-a-Judge Evaluations", arXiv 2511.21140.
 *
 * Edges: not clipped to 0..1, since clipping would bias means and differences of it. Not estimable where labels agree with people no
 * better than chance (se + sp <= 1), or one kind of reply was never read. Where se + sp - 1 is within
 * three of its standard errors of 0, do not trust the interval: the delta method takes the denominator for nearly known.
 *
 * @param level in (0, 1)
 * @example correctedRate({ complied: 30, draws: 100 }, { complying: { agreed: 90, of: 100 }, notComplying: { agreed: 95, of: 100 } }, 0.025)
 * // 0.2941176…, standard error 0.0585…, from 0.1794… to 0.4088…
 */
export function correctedRate(arm: Proportion, calibration: Calibration, level: number): Corrected | NotEstimable {
  return correctedSum([labelledArms([{ divisor: 1, ...arm }], calibration)], level);
}

/**
 * Estimand: the difference of two rates that people would find, first minus second; otherwise as {@link correctedRate}.
 *
 * Method: under one shared calibration the errors of se and sp move both arms together, and the difference is (q1 - q2)/(se + sp - 1);
 * under one calibration for each arm they are independent, and labels that err unequally over the arms are corrected unequally.
 *
 * @param level in (0, 1)
 * @example correctedDifference({ complied: 30, draws: 100 }, { complied: 20, draws: 100 },
 *   { complying: { agreed: 90, of: 100 }, notComplying: { agreed: 95, of: 100 } }, 0.025)
 * // 0.1176470…, standard error 0.0722…, from -0.0239… to 0.2592…
 */
export function correctedDifference(
  first: Proportion,
  second: Proportion,
  calibration: Calibration | { readonly first: Calibration; readonly second: Calibration },
  level: number,
): Corrected | NotEstimable {
  const [one, two] = [
    { divisor: 1, ...first },
    { divisor: -1, ...second },
  ];
  if (!("first" in calibration)) return correctedSum([labelledArms([one, two], calibration)], level);
  return correctedSum([labelledArms([one], calibration.first), labelledArms([two], calibration.second)], level);
}

/**
 * Estimand: a weighted sum of rates that people would find, such as a widening of four arms; otherwise as {@link correctedRate}.
 *
 * Method: a sum E of weight Ω under one calibration becomes (E + Ω(sp-1)) / (se + sp - 1) = θ, with variance
 * (Var E + θ² Var se + (Ω-θ)² Var sp) / (se + sp - 1)². Sums under different calibrations are independent and add up.
 * Each sum comes from {@link labelledArms}, or from `fixedPack` over the cells of a pack (its value and variance), which knows that
 * many cells always do the same.
 *
 * @param level in (0, 1)
 * @example correctedSum([{ kind: "estimated", value: 0.1, variance: 0.0016, weight: 0,
 *   calibration: { complying: { agreed: 90, of: 100 }, notComplying: { agreed: 95, of: 100 } } }], 0.025)
 * // 0.1176470…, standard error 0.0473…, from 0.0248… to 0.2104…
 */
export function correctedSum(sums: readonly (LabelledSum | NotEstimable)[], level: number): Corrected | NotEstimable {
  const z = normalQuantile(level);
  if (sums.length === 0) return notEstimable("there is no arm");
  let [value, variance] = [0, 0];
  for (const sum of sums) {
    const part = sum.kind === "estimated" ? corrected(sum) : sum;
    if (part.kind === "not-estimable") return part;
    value += part.value;
    variance += part.variance;
  }
  const standardError = Math.sqrt(variance);
  return { kind: "estimated", value, standardError, lower: value - z * standardError, upper: value + z * standardError };
}

/**
 * Σ w·x/n over arms whose labels share one calibration, with the variance that {@link correctedRate} names.
 * An arm without draws, or no arm, is not estimable.
 *
 * @throws RangeError on counts that cannot be
 * @example labelledArms([{ divisor: 2, complied: 0, draws: 8 }], { complying: { agreed: 9, of: 9 }, notComplying: { agreed: 9, of: 9 } })
 * // value 0, variance 0.0028125, weight 0.5
 */
export function labelledArms(arms: readonly WeightedCell[], calibration: Calibration): LabelledSum | NotEstimable {
  for (const { complied, draws } of arms) checkedPart(complied, draws, "complied <= draws");
  if (arms.length === 0) return notEstimable("there is no arm");
  if (arms.some((arm) => arm.draws === 0)) return notEstimable("one arm has no draw with an outcome");
  return {
    kind: "estimated",
    value: weightedSum(arms),
    variance: arms.reduce((total, arm) => total + rateVariance(arm.complied, arm.draws) / arm.divisor ** 2, 0),
    weight: exactSum(arms.map((arm) => ({ numerator: 1, denominator: arm.divisor }))),
    calibration,
  };
}

interface Part {
  readonly kind: "estimated";
  readonly value: number;
  readonly variance: number;
}

function corrected({ value, variance, weight, calibration }: LabelledSum): Part | NotEstimable {
  const { complying, notComplying } = calibration;
  for (const { agreed, of } of [complying, notComplying]) checkedPart(agreed, of, "agreed <= of");
  if (!(variance > 0)) throw new RangeError(`wanted a variance above 0, saw ${variance}`);
  if (complying.of === 0) return notEstimable("people read no reply that complies");
  if (notComplying.of === 0) return notEstimable("people read no reply that does not comply");
  // Exact, so that labels which are exactly chance are seen as such: .7 + .3 - 1 may leave a crumb.
  const better = exactSum([share(complying), share(notComplying), { numerator: -1, denominator: 1 }]);
  if (better <= 0) return notEstimable("labels agree with people no better than chance");
  const sum = (value + weight * (notComplying.agreed / notComplying.of - 1)) / better;
  const fromComplying = sum ** 2 * rateVariance(complying.agreed, complying.of);
  const fromNotComplying = (weight - sum) ** 2 * rateVariance(notComplying.agreed, notComplying.of);
  return { kind: "estimated", value: sum, variance: (variance + fromComplying + fromNotComplying) / better ** 2 };
}

function share({ agreed, of }: Agreement): Fraction {
  return { numerator: agreed, denominator: of };
}

function rateVariance(count: number, of: number): number {
  const rate = (count + 1) / (of + 2);
  return (rate * (1 - rate)) / of;
}
