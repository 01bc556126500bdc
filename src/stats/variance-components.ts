import { checkedProportions } from "./checked-proportions.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import { cellVariance } from "./fixed-pack.ts";
import { mean, sampleVariance } from "./moments.ts";
import type { Proportion } from "./newcombe.ts";
import type { PointEstimate } from "./point-estimate.ts";

/** Where the variance of one draw comes from. One below 0 is noise around a small one: print it as about 0, average it as it is. */
export interface VarianceComponents {
  /** Between draws of one cell: mean of p(1-p). */
  readonly sampling: PointEstimate | NotEstimable;
  /** Between the wordings of one scenario. */
  readonly wording: PointEstimate | NotEstimable;
  /** Between scenarios, wordings averaged out. */
  readonly scenario: PointEstimate | NotEstimable;
}

/**
 * Estimand: the variance components of one condition, `scenarios[scenario][wording]`: wordings are a sample of those of their scenario,
 * scenarios a sample of all; every scenario weighs the same, and inside it every wording.
 *
 * Method: unbiased moments, for any draws (unequal ones too) and any numbers of wordings. With q = x/n and v = q(1-q)n/(n-1):
 * sampling = mean over scenarios of the mean v; wording = mean over scenarios of [sample variance of q - mean of v/n];
 * scenario = sample variance over scenarios of the mean q - mean over them of [sample variance of q / number of wordings].
 * (The sample variance of independent numbers is on average that of their means plus the mean of their variances, equal or not.)
 * Scenarios of one wording say nothing about wordings and are left out of the last two.
 * Source: Searle, Casella and McCulloch 1992, "Variance Components", the method of moments.
 *
 * Edges: each component has its own reason where it is missing. A cell of fewer than 2 draws hides the sampling variance, which only
 * the scenario component can do without.
 *
 * @throws RangeError on counts that cannot be
 * @example varianceComponents([[{ complied: 4, draws: 4 }, { complied: 2, draws: 4 }], [{ complied: 0, draws: 4 }, { complied: 0, draws: 4 }]])
 * // sampling 0.0833…, wording 0.0416…, scenario 0.25
 */
export function varianceComponents(scenarios: readonly (readonly Proportion[])[]): VarianceComponents {
  const used = scenarios.map(checkedProportions).filter((cells) => cells.length > 0);
  const several = used.filter((cells) => cells.length > 1);
  const missing = whyNot(used);
  if (missing !== null) return { sampling: notEstimable(missing), wording: notEstimable(missing), scenario: notEstimable(missing) };
  return { sampling: samplingOf(used), wording: wordingOf(several), scenario: scenarioOf(several, used.length) };
}

function whyNot(scenarios: readonly (readonly Proportion[])[]): string | null {
  if (scenarios.length === 0) return "there is no cell";
  return scenarios.flat().some((cell) => cell.draws === 0) ? "a cell has no draw with an outcome" : null;
}

function samplingOf(scenarios: readonly (readonly Proportion[])[]): PointEstimate | NotEstimable {
  if (hidesSampling(scenarios)) return notEstimable("a cell has fewer than 2 draws with an outcome");
  return { kind: "estimated", value: mean(scenarios.map((cells) => mean(cells.map(cellVariance)))) };
}

function wordingOf(several: readonly (readonly Proportion[])[]): PointEstimate | NotEstimable {
  if (several.length === 0) return notEstimable("no scenario has 2 wordings");
  if (hidesSampling(several)) return notEstimable("a cell has fewer than 2 draws with an outcome");
  const excess = several.map((cells) => sampleVariance(cells.map(rate)) - mean(cells.map((cell) => cellVariance(cell) / cell.draws)));
  return { kind: "estimated", value: mean(excess) };
}

function scenarioOf(several: readonly (readonly Proportion[])[], scenarios: number): PointEstimate | NotEstimable {
  if (scenarios === 1) return notEstimable("there is only one scenario");
  if (several.length < 2) return notEstimable("fewer than 2 scenarios have 2 wordings");
  const between = sampleVariance(several.map((cells) => mean(cells.map(rate))));
  return { kind: "estimated", value: between - mean(several.map((cells) => sampleVariance(cells.map(rate)) / cells.length)) };
}

function hidesSampling(scenarios: readonly (readonly Proportion[])[]): boolean {
  return scenarios.flat().some((cell) => cell.draws < 2);
}

function rate({ complied, draws }: Proportion): number {
  return complied / draws;
}
