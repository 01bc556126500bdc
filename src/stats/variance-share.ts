import { type NotEstimable, notEstimable } from "./estimable.ts";
import { excessDisagreement } from "./excess-disagreement.ts";
import type { Proportion } from "./newcombe.ts";
import type { PointEstimate } from "./point-estimate.ts";

/**
 * Estimand: the share of a draw's variance within its scenario that the wording makes, wording / (p(1-p)), 0 to 1.
 *
 * Method: wording / (sampling + wording) of `varianceComponents` over the scenarios with several wordings, which is the excess
 * disagreement over the disagreement between wordings. The sum estimates p(1-p) without bias, p the scenario's rate over wordings
 * (law of total variance); the ratio of two unbiased numbers is only nearly unbiased.
 * It falls below 0, to -1/(draws - 1) at the least, where wordings differ less than chance alone would have them; that stays.
 *
 * Edges: where no scenario has 2 wordings, a cell has fewer than 2 draws, or all draws of every scenario behave alike, not estimable.
 *
 * @throws RangeError on counts that cannot be
 * @example varianceShare([[{ complied: 4, draws: 4 }, { complied: 2, draws: 4 }]]) // 0.3333…
 */
export function varianceShare(scenarios: readonly (readonly Proportion[])[]): PointEstimate | NotEstimable {
  const found = excessDisagreement(scenarios);
  if (found.kind === "not-estimable") return found;
  if (found.between === 0) return notEstimable("all draws of every scenario behave alike");
  return { kind: "estimated", value: found.value / found.between };
}
