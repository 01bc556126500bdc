import { type NotEstimable, notEstimable } from "./estimable.ts";
import type { Proportion } from "./newcombe.ts";
import type { PointEstimate } from "./point-estimate.ts";
import { varianceComponents } from "./variance-components.ts";

/**
 * Estimand: the share of a draw's variance within its scenario that the wording makes, wording / (p(1-p)), 0 to 1.
 *
 * Method: wording / (sampling + wording) of `varianceComponents`, over the scenarios with several wordings. The sum estimates p(1-p)
 * without bias, p the scenario's rate over wordings (law of total variance); the ratio of two unbiased numbers is only nearly unbiased.
 * It falls below 0, to -1/(draws - 1) at the least, where wordings differ less than chance alone would have them; that stays.
 *
 * Edges: where no scenario has 2 wordings, a cell has fewer than 2 draws, or all draws of every scenario behave alike, not estimable.
 *
 * @throws RangeError on counts that cannot be
 * @example varianceShare([[{ complied: 4, draws: 4 }, { complied: 2, draws: 4 }]]) // 0.3333…
 */
export function varianceShare(scenarios: readonly (readonly Proportion[])[]): PointEstimate | NotEstimable {
  const several = scenarios.filter((wordings) => wordings.length > 1);
  if (several.length === 0) return notEstimable("no scenario has 2 wordings");
  const { sampling, wording } = varianceComponents(several);
  if (sampling.kind === "not-estimable") return sampling;
  if (wording.kind === "not-estimable") return wording;
  const within = sampling.value + wording.value;
  return within > 0 ? { kind: "estimated", value: wording.value / within } : notEstimable("all draws of every scenario behave alike");
}
