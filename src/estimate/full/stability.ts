import type { Measure } from "../../schema/measures.ts";
import type { ArmPair } from "../../stats/stratum.ts";
import { eachSide } from "../both.ts";
import { distanceMeasures } from "../distances.ts";
import { GAP_CONDITIONS, type GapCondition } from "../frame.ts";
import { copiesAsTwo, labelTable, seenOnly } from "../label-table.ts";
import { counted } from "../measure.ts";
import type { Measured } from "../measured.ts";
import type { CellTally } from "../tally.ts";
import { underApplied } from "../temperature.ts";
import { probeTemperatures, type SideCells, type Temperature, temperatureName, temperaturePhrase } from "../temperatures.ts";

/**
 * Do the labels of the probes stay the same from the lowest temperature to each other one? Distances of their distributions, over the
 * cells drawn at both. They see labels that were reshuffled in both directions, where the signed shift of the complying rate shows nothing.
 *
 * One minus the largest distance over all pairs of temperatures, the obvious score, is no part of it: a maximum of values that chance
 * inflates reads instability into a stable model.
 */
export function temperatureStability({
  sweep,
  applied,
  permutations,
}: Pick<Measured, "sweep" | "applied" | "permutations">): readonly Measure[] {
  const [lowest = null, ...others] = probeTemperatures(sweep);
  if (others.length === 0) return [];
  return eachSide(sweep).flatMap(([side, cells]) =>
    others.flatMap((other) =>
      GAP_CONDITIONS.flatMap((condition) => {
        const pairs = pairsOf(cells, condition, [lowest, other]);
        const [low, high] = [temperaturePhrase(lowest), temperaturePhrase(other)];
        return distanceMeasures({
          id: "temperature-stability",
          suffix: `/${temperatureName(other)}`,
          name: `distance of the labels at ${low} and at ${high}`,
          condition,
          side,
          strata: pairs.strata,
          scenarios: pairs.scenarios,
          hypothesis: "the temperature makes no difference in any cell",
          from: `labels of ${counted(pairs.strata.length, "cell")} of the probes drawn at ${low} and at ${high}, the mean over cells`,
          notDrawn: `no probe was drawn ${condition} at ${low} and at ${high}; draw it at both`,
          permutations,
        }).map((measure) => underApplied(measure, applied));
      }),
    ),
  );
}

/** Cells that differ in their temperature alone. The lower one comes first: its copies at 0 make it the smaller arm, which permutes faster. */
function pairsOf({ cells }: SideCells, condition: GapCondition, [low, high]: readonly [Temperature, Temperature]): Pairs {
  const own = [...cells.values()].filter(({ cell }) => cell.role === "probe" && cell.condition === condition);
  const found = [...Map.groupBy(own, ({ cell }) => [cell.scenario, cell.wording, cell.notice].join("|"))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, alike]) => {
      const [first, second] = [low, high].map((wanted) => alike.find(({ cell }) => cell.temperature === wanted));
      return first === undefined || second === undefined ? [] : [[first, second] as const];
    });
  return {
    strata: seenOnly(found.map(([first, second]) => [labelsOf(first), labelsOf(second)])),
    scenarios: new Set(found.map(([{ cell }]) => cell.scenario)).size,
  };
}

interface Pairs {
  readonly strata: readonly ArmPair[];
  readonly scenarios: number;
}

function labelsOf({ cell, codes }: CellTally): readonly number[] {
  return cell.temperature === 0 ? copiesAsTwo(labelTable(codes)) : labelTable(codes);
}
