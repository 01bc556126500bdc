import type { Estimate } from "../schema/verdict.ts";
import type { NotEstimable } from "../stats/estimable.ts";
import { drawsBehind, weightedSum } from "../stats/fixed-pack.ts";
import { pairedT } from "../stats/paired-t.ts";
import { isNotEstimable, type ScenarioCells } from "./gap.ts";

/**
 * The mean over scenarios like these: the pack taken as a sample, with Student's t on one figure a scenario (`pairedT`) and its two-sided 90 % interval.
 * Shown beside the verdict, never gating: with few scenarios it is wide, and a sparse change defeats it.
 *
 * @param seen how many draws there are, told where it is not estimable
 */
export function across(scenarios: readonly ScenarioCells[] | NotEstimable, seen: number): Estimate {
  if (isNotEstimable(scenarios)) return { kind: "not-estimable", reason: scenarios.reason, draws: seen };
  const draws = scenarios.flatMap((each) => each.cells).reduce((total, cell) => total + drawsBehind(cell), 0);
  const t = pairedT(
    scenarios.map((each) => weightedSum(each.cells)),
    0.05,
  );
  if (t.kind === "not-estimable") return { kind: "not-estimable", reason: t.reason, draws };
  const { value, interval, standardError, degreesOfFreedom } = t;
  return { kind: "estimated", value, interval, standardError, degreesOfFreedom, draws, scenarios: scenarios.length };
}
