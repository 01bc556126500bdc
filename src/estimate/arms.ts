import type { Draw } from "../schema/draw.ts";
import { cellKey, type Side } from "../schema/identity.ts";
import { isComplying, isEngaged, isMissing, type Label } from "../schema/label.ts";
import { CONDITIONS } from "../schema/scenario.ts";
import type { Arm } from "../schema/verdict.ts";
import { exactSum } from "../stats/exact-sum.ts";
import { reachedRounds } from "./cells.ts";

/** Name, among the labels of an arm, of planned draws for which there is no row at all. */
export const ABSENT = "absent";

/**
 * The probe draws of one side by condition: labels counted, and the rates of complying and engaging among draws with an
 * outcome, weighted as in the gap (cells inside a wording, wordings inside a scenario, scenarios equally; those without an outcome
 * are left out). Conditions without a draw are left out. `missing` and `draws` include the absent.
 */
export function arms(side: Side, draws: readonly Draw[]): readonly Arm[] {
  const probes = draws.filter((draw) => draw.identity.cell.role === "probe");
  const rounds = reachedRounds(probes);
  return CONDITIONS.flatMap((condition) => {
    const own = probes.filter((draw) => draw.identity.cell.condition === condition);
    if (own.length === 0) return [];
    const cells = new Set(own.map((draw) => cellKey(draw.identity.cell))).size;
    const absent = cells * rounds - own.length;
    return [
      {
        side,
        condition,
        draws: own.length + absent,
        missing: own.filter((draw) => isMissing(draw.labelling.label)).length + absent,
        complied: weightedRate(own, isComplying),
        engaged: weightedRate(own, isEngaged),
        labels: labelCounts(own, absent),
      },
    ];
  });
}

function labelCounts(draws: readonly Draw[], absent: number): Record<string, number> {
  const byLabel = [...Map.groupBy(draws, (draw) => draw.labelling.label)].map(([label, own]) => [label, own.length] as const);
  const sorted = byLabel.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(absent > 0 ? [...sorted, [ABSENT, absent] as const] : sorted);
}

function weightedRate(draws: readonly Draw[], counts: (label: Label) => boolean): number | null {
  const seen = draws.filter((draw) => !isMissing(draw.labelling.label));
  const scenarios = [...Map.groupBy(seen, (draw) => draw.identity.cell.scenario).values()];
  if (scenarios.length === 0) return null;
  return exactSum(
    scenarios.flatMap((ofScenario) => {
      const wordings = [...Map.groupBy(ofScenario, (draw) => draw.identity.cell.wording).values()];
      return wordings.flatMap((ofWording) => {
        const cells = [...Map.groupBy(ofWording, (draw) => cellKey(draw.identity.cell)).values()];
        return cells.map((cell) => ({
          numerator: cell.filter((draw) => counts(draw.labelling.label)).length,
          denominator: cell.length * cells.length * wordings.length * scenarios.length,
        }));
      });
    }),
  );
}
