import type { Side } from "../../schema/identity.ts";
import type { Measure } from "../../schema/measures.ts";
import { cochranArmitage, permuteTrend } from "../../stats/cochran-armitage.ts";
import { eachSide, mapBoth } from "../both.ts";
import { type CellCounts, cellsOf, countCells } from "../cells.ts";
import { GAP_CONDITIONS, type GapCondition } from "../frame.ts";
import { type About, counted, measureOf, noValue, pointValue } from "../measure.ts";
import { type Measured, SEED } from "../measured.ts";
import { pooled } from "../proportions.ts";
import { underApplied } from "../temperature.ts";
import { probeTemperatures, withoutCopies } from "../temperatures.ts";

const FEWEST_TEMPERATURES = 3;

/**
 * Does the rate of complying rise or fall with the temperature? Cochran and Armitage's test in Mantel's form, scenarios as strata, over
 * the temperatures that are numbers. At temperature 0 a cell whose draws all agree counts as one draw: its repeats are copies, and counted
 * as a sample they would find a trend in nothing. Where counts are small p comes from permutations.
 */
export function temperatureTrend({
  sweep,
  applied,
  permutations,
}: Pick<Measured, "sweep" | "applied" | "permutations">): readonly Measure[] {
  const counts = mapBoth(sweep, (side) => withoutCopies(countCells(side), 1));
  const temperatures = probeTemperatures(sweep).filter((each) => each !== null);
  return eachSide(counts).flatMap(([side, own]) =>
    GAP_CONDITIONS.map((condition) => underApplied(trendOf(side, condition, own, temperatures, permutations), applied)),
  );
}

function trendOf(
  side: Side,
  condition: GapCondition,
  counts: readonly CellCounts[],
  temperatures: readonly number[],
  permutations: number,
): Measure {
  const about: About = { id: "temperature-trend", name: "trend over temperature", unit: "rate per unit of temperature", condition };
  const cells = cellsOf(counts, "probe", condition).filter(({ cell }) => cell.temperature !== null);
  const strata = [...Map.groupBy(cells, ({ cell }) => cell.scenario).values()].map((own) =>
    temperatures.map((temperature) => pooled(own.filter(({ cell }) => cell.temperature === temperature))),
  );
  const { draws } = pooled(cells);
  const from = `complying draws of ${counted(strata.length, "probe")} at ${counted(temperatures.length, "temperature")}`;
  if (temperatures.length < FEWEST_TEMPERATURES) {
    return measureOf(about, side, noValue("the probes were not drawn at 3 temperatures or more; draw them so", draws), from);
  }
  const trend = cochranArmitage(temperatures, strata);
  if (trend.kind === "not-estimable") return measureOf(about, side, noValue(trend.reason, draws), from);
  const permuted = trend.smallCounts ? permuteTrend(temperatures, strata, SEED, permutations) : trend;
  const chance =
    permuted.kind === "estimated" ? { hypothesis: "the temperature makes no difference in any probe", p: permuted.p, floor: null } : null;
  const value = pointValue(trend.slope, "the trend is tested, its slope is description", { draws, scenarios: strata.length });
  return measureOf({ ...about, chance }, side, value, `${from}; p ${trend.smallCounts ? "by permutation" : "by the normal distribution"}`);
}
