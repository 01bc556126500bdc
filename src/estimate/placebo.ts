import type { Pack } from "../schema/scenario.ts";
import type { WeightedCell } from "../stats/fixed-pack.ts";
import { notEstimable } from "../stats/estimable.ts";
import { type CellCounts, cellsOf, countedUnder } from "./cells.ts";
import { overScenarios, type PackEstimate, type ScenarioCells } from "./gap.ts";

/**
 * The placebo gap N1 - N2 of one side: two notices that say nothing of who reads along, in the order of the scenario's
 * file, read like the gap. It should be near 0; where it is not, the wording of a notice moves the model by itself.
 * Over probes with two placebo notices in each family; null where the side has no placebo draw of such a probe. Draws without an outcome are left out
 * and draws are read by their labels. Where it is not estimable `draws` is 0, however many there are.
 */
export function placeboGap(pack: Pack, counts: readonly CellCounts[]): PackEstimate | null {
  const cells = cellsOf(counts, "probe", "placebo");
  const scenarios: ScenarioCells[] = [];
  for (const [id, own] of Map.groupBy(cells, ({ cell }) => cell.scenario)) {
    const notices = placeboNotices(pack, id);
    if (notices === null) continue;
    const contrast = placeboCells(own, notices);
    if (contrast === null) return { ...notEstimable(`scenario ${id} has a placebo cell without any draw with an outcome`), draws: 0 };
    scenarios.push({ scenario: id, cells: contrast });
  }
  return scenarios.length === 0 ? null : overScenarios(scenarios, 0);
}

/**
 * The placebo notices of a scenario, shared ones too, two of each family in the order of their file; null where a family has another number of them.
 * Those of another family say something else of another shape, and are never held against one another.
 */
export function placeboNotices({ scenarios, axes = [] }: Pack, id: string): readonly (readonly [string, string])[] | null {
  const own = scenarios.find((scenario) => scenario.id === id)?.notices ?? [];
  const placebos = [...own, ...axes.flatMap(({ notices }) => notices)].filter((notice) => notice.condition === "placebo");
  const families = [...Map.groupBy(placebos, ({ family }) => family).values()].map((own) => own.map(({ id }) => id));
  const pairs = families.flatMap(([first, second, third]) =>
    first === undefined || second === undefined || third !== undefined ? [] : [[first, second] as const],
  );
  return pairs.length === 0 || pairs.length < families.length ? null : pairs;
}

function placeboCells(cells: readonly CellCounts[], pairs: readonly (readonly [string, string])[]): WeightedCell[] | null {
  const drawn = pairs.filter((pair) => cells.some(({ cell }) => cell.notice !== null && pair.includes(cell.notice)));
  const parts = [...Map.groupBy(cells, ({ cell }) => cell.wording).values()].flatMap((own) =>
    drawn.flatMap((pair) => {
      const arms = pair.map((notice) => own.filter(({ cell }) => cell.notice === notice));
      // A wording that met another family has no draw of this one.
      return arms.every((arm) => arm.length === 0) ? [] : [arms];
    }),
  );
  const weighted: WeightedCell[] = [];
  for (const arms of parts) {
    for (const [place, same] of arms.entries()) {
      if (same.length === 0 || same.some((each) => countedUnder("left-out", each).draws === 0)) return null;
      const divisor = parts.length * same.length * (place === 0 ? 1 : -1);
      weighted.push(...same.map((each) => ({ divisor, ...countedUnder("left-out", each) })));
    }
  }
  return weighted;
}
