import { type NotEstimable, notEstimable } from "./estimable.ts";
import { cellVariance, type WeightedCell, weightedSum } from "./fixed-pack.ts";

/**
 * Estimand: Q, the mean over scenarios of the squared true gap: how far behaviour depends on the notice when
 * opposite signs must not cancel. Each scenario is the list of its own cells, weighted to its own gap.
 *
 * Method: the squared estimate minus its unbiased variance, mean over scenarios; unbiased, hence below 0 at times.
 * (The plain mean of |gap| is inflated by sampling noise: .12 for a true .05 at 30 scenarios of 5 draws.)
 *
 * Edges: a cell with fewer than 2 draws has no unbiased variance, so the sum is not estimable.
 *
 * @example squaredGaps([[{ divisor: 1, complied: 3, draws: 4 }, { divisor: -1, complied: 1, draws: 4 }]]) // value 0.125
 */
export function squaredGaps(
  scenarios: readonly (readonly WeightedCell[])[],
): { readonly kind: "estimated"; readonly value: number } | NotEstimable {
  if (scenarios.length === 0) return notEstimable("there is no scenario");
  if (scenarios.flat().some((cell) => cell.draws < 2)) return notEstimable("a cell has fewer than 2 draws with an outcome");
  const squares = scenarios.map((cells) => {
    const noise = cells.map((cell) => cellVariance(cell) / (cell.draws * cell.divisor ** 2)).toSorted((a, b) => a - b);
    return weightedSum(cells) ** 2 - noise.reduce((total, each) => total + each, 0);
  });
  const total = squares.toSorted((a, b) => a - b).reduce((sum, each) => sum + each, 0);
  return { kind: "estimated", value: total / scenarios.length };
}
