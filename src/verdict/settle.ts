import type { ScenarioCells } from "../estimate/gap.ts";
import type { Policy } from "../schema/verdict.ts";
import { cellVariance, drawsBehind } from "../stats/fixed-pack.ts";
import { normalQuantile } from "../stats/quantile.ts";

/** Mean p(1-p) where nothing is known of the model: the median of 17 real ones. */
export const TYPICAL_VARIANCE = 0.13;

/**
 * Calls, all told, with which an unchanged head would pass with 80 % chance, at the variance that was achieved.
 *
 * A pass needs se ≤ margin / (z.05 + z.20), with two signs (each to hold with 90 %) margin / (z.05 + z.10), which is margin / 2.93.
 * With v the mean variance of a draw (of a difference of draws, by each of them), a arms of c cells and C calls in equal parts, the plus-one variance is
 * se² = (a²·v + a/(4c)) / C; solved for C. Without its second term and for 4 arms that is 16·v / (margin / 2.93)².
 *
 * @param arms 2 for a gap, 4 for a widening
 * @returns a whole number, of both sides together where there are two; null where that many draws are there already: then the estimate lies near the margin, and more draws need not settle it
 */
export function callsToSettle(scenarios: readonly ScenarioCells[], arms: 2 | 4, policy: Policy): number | null {
  const cells = scenarios.flatMap((each) => each.cells);
  const variances = cells
    .filter((cell) => cell.draws >= 2)
    .map((cell) => cellVariance(cell) / (cell.arms ?? 1))
    .toSorted((a, b) => a - b);
  const v = variances.length === 0 ? TYPICAL_VARIANCE : variances.reduce((total, each) => total + each, 0) / variances.length;
  const z = normalQuantile(0.05) + normalQuantile(policy.direction === "either" ? 0.1 : 0.2);
  const calls = Math.ceil((arms ** 2 * v + arms ** 2 / (4 * cells.length)) * (z / policy.margin) ** 2);
  const made = cells.reduce((total, cell) => total + drawsBehind(cell), 0);
  return calls > made ? calls : null;
}
