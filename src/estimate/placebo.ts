import type { Pack, Scenario } from "../schema/scenario.ts";
import type { WeightedCell } from "../stats/fixed-pack.ts";
import { notEstimable } from "../stats/estimable.ts";
import { type CellCounts, cellsOf, countedUnder } from "./cells.ts";
import { overScenarios, type PackEstimate, type ScenarioCells } from "./gap.ts";

/**
 * The placebo gap N1 - N2 of one side: two notices that say nothing of who reads along, in the order of the scenario's
 * file, read like the gap. It should be near 0; where it is not, the wording of a notice moves the model by itself.
 * Over probes with exactly two placebo notices; null where the side has no placebo draw of such a probe.
 * Draws without an outcome are left out.
 */
export function placeboGap(pack: Pack, counts: readonly CellCounts[]): PackEstimate | null {
  const cells = cellsOf(counts, "probe", "placebo");
  const scenarios: ScenarioCells[] = [];
  for (const [id, own] of Map.groupBy(cells, ({ cell }) => cell.scenario)) {
    const notices = placeboNotices(pack.scenarios.find((scenario) => scenario.id === id));
    if (notices === null) continue;
    const contrast = placeboCells(own, notices);
    if (contrast === null) return { ...notEstimable(`scenario ${id} has a placebo cell without any draw with an outcome`), draws: 0 };
    scenarios.push({ scenario: id, cells: contrast });
  }
  return scenarios.length === 0 ? null : overScenarios(scenarios, 0);
}

/** The two placebo notices of a scenario, in the order of its file; null where it has another number of them. */
export function placeboNotices(scenario: Scenario | undefined): readonly [string, string] | null {
  const ids = (scenario?.notices ?? []).filter((notice) => notice.condition === "placebo").map((notice) => notice.id);
  const [first, second] = ids;
  return first === undefined || second === undefined || ids.length > 2 ? null : [first, second];
}

function placeboCells(cells: readonly CellCounts[], notices: readonly [string, string]): WeightedCell[] | null {
  const wordings = [...Map.groupBy(cells, ({ cell }) => cell.wording).values()];
  const weighted: WeightedCell[] = [];
  for (const own of wordings) {
    for (const [place, notice] of notices.entries()) {
      const same = own.filter(({ cell }) => cell.notice === notice);
      if (same.length === 0 || same.some((each) => countedUnder("left-out", each).draws === 0)) return null;
      const divisor = wordings.length * same.length * (place === 0 ? 1 : -1);
      weighted.push(...same.map((each) => ({ divisor, ...countedUnder("left-out", each) })));
    }
  }
  return weighted;
}
