import type { Measure, MeasureRow, MeasureValue } from "../../schema/measures.ts";
import type { Pack } from "../../schema/scenario.ts";
import type { NotEstimable } from "../../stats/estimable.ts";
import { excessDisagreement } from "../../stats/excess-disagreement.ts";
import type { Proportion } from "../../stats/newcombe.ts";
import { permuteLabels } from "../../stats/permute-labels.ts";
import { varianceShare } from "../../stats/variance-share.ts";
import { eachSide } from "../both.ts";
import { type CellCounts, cellsOf } from "../cells.ts";
import { GAP_CONDITIONS } from "../frame.ts";
import { type About, counted, measureOf, noValue, pointValue } from "../measure.ts";
import { type Measured, SEED } from "../measured.ts";
import { pooled } from "../proportions.ts";

/**
 * How much the answer depends on the wording: the share of a draw's variance inside its scenario that the wording makes, and how much more
 * often two answers differ if they come from two wordings than if they come from one. For all wordings, and by axis (the original and
 * the wordings that differ from it in that way) in the rows.
 *
 * The rate at which majority answers flip between wordings is no part of it: where the wording changes nothing, it reads 27 % at 5 draws and a
 * true rate of .3, and 50 % at .5.
 */
export function wordingInstability({ pack, counts, permutations }: Pick<Measured, "pack" | "counts" | "permutations">): readonly Measure[] {
  return eachSide(counts).flatMap(([side, own]) =>
    GAP_CONDITIONS.flatMap((condition) => {
      const cells = cellsOf(own, "probe", condition);
      const parts = partsOf(pack, cells);
      const [all, ...axes] = parts;
      const from = `probes drawn ${condition} in several wordings, compared under one notice: ${counted(all.scenarios, "scenario")}`;
      const notDrawn = `no probe was drawn ${condition} in two wordings; draw more wordings`;
      return MEASURES.map(({ statistic, ...about }) => {
        if (all.groups.length === 0) return measureOf({ ...about, condition }, side, noValue(notDrawn, 0), from);
        const rows = axes.map((part): MeasureRow => {
          return { name: part.name, value: valueOf(statistic, part), p: pOf(part, permutations), finding: null };
        });
        const p = pOf(all, permutations);
        const chance = p === null ? null : { hypothesis: "the wording makes no difference in any probe", p, floor: null };
        return measureOf({ ...about, condition, rows, chance }, side, valueOf(statistic, all), from);
      });
    }),
  );
}

type Statistic = (groups: readonly (readonly Proportion[])[]) => { readonly kind: "estimated"; readonly value: number } | NotEstimable;

const MEASURES: readonly (About & { readonly statistic: Statistic })[] = [
  { id: "wording-share", name: "share of the variance that the wording makes", unit: "share of variance", statistic: varianceShare },
  {
    id: "wording-disagreement",
    name: "excess disagreement between wordings",
    unit: "difference of probabilities",
    statistic: excessDisagreement,
  },
];

/** Wordings that are compared with one another: `groups[scenario and notice][wording]`. */
interface Part {
  readonly name: string;
  readonly groups: readonly (readonly Proportion[])[];
  readonly draws: number;
  readonly scenarios: number;
}

function partsOf(pack: Pack, cells: readonly CellCounts[]): readonly [Part, ...Part[]] {
  const axes = new Map(
    pack.scenarios.flatMap(({ id, wordings }) => wordings.map((wording) => [`${id}|${wording.id}`, wording.axis] as const)),
  );
  const axisOf = ({ cell }: CellCounts): string => axes.get(`${cell.scenario}|${cell.wording}`) ?? "original";
  const names = [...new Set(cells.map(axisOf))].filter((axis) => axis !== "original").toSorted();
  const ofAxis = (axis: string): readonly CellCounts[] => cells.filter((each) => ["original", axis].includes(axisOf(each)));
  return [partOf("all", cells), ...names.map((axis) => partOf(axis, ofAxis(axis)))];
}

/** Every notice of a scenario is a group of its own, so that notices are not taken for wordings. */
function partOf(name: string, cells: readonly CellCounts[]): Part {
  const groups = [...Map.groupBy(cells, ({ cell }) => `${cell.scenario}|${cell.notice}`).values()].filter((own) => own.length > 1);
  return {
    name,
    groups: groups.map((own) => own.map((each) => pooled([each]))),
    draws: pooled(groups.flat()).draws,
    scenarios: new Set(groups.flat().map(({ cell }) => cell.scenario)).size,
  };
}

function valueOf(statistic: Statistic, { groups, draws, scenarios }: Part): MeasureValue {
  const found = statistic(groups);
  if (found.kind === "not-estimable") return noValue(found.reason, draws);
  return pointValue(found.value, "an unbiased estimate whose own spread is not estimated; below 0 it means about 0", {
    draws,
    scenarios,
  });
}

/** By permutation between the two wordings; of three or more the pairs share draws, and the test would not hold. */
function pOf({ groups }: Part, permutations: number): number | null {
  const pairs = groups.flatMap(([base, head, ...more]) => (base && head && more.length === 0 ? [{ base, head }] : []));
  return pairs.length === 0 || pairs.length < groups.length ? null : permuteLabels(pairs, SEED, permutations);
}
