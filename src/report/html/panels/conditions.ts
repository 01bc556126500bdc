import type { TopLevelSpec } from "vega-lite";
import { CONDITIONS } from "../../../schema/scenario.ts";
import type { Arm, PairVerdict } from "../../../schema/verdict.ts";
import { complianceSentence } from "../../meaning.ts";
import { armRows } from "../../rows.ts";
import { withInterval } from "../../words.ts";
import { around, figure, byName, note, table, type Room } from "../figure.ts";
import { intervalChart } from "../intervals.ts";
import { all, el, type Html } from "../node.ts";
import { panel, type Panel } from "../panel.ts";
import { estimateRow, SIDES_KEY } from "./gaps.ts";

/** How often the model complied under each notice, and the gap beside what two notices make that say nothing of who reads along. */
export async function conditionPanel(id: string, pair: PairVerdict): Promise<Panel | null> {
  const arms = pair.arms.filter(({ complied }) => complied !== null);
  if (arms.length === 0) return null;
  const [header = [], ...rows] = armRows(pair.arms);
  return panel(
    id,
    "By condition",
    el("p", {}, complianceSentence(pair) ?? "Not every arm has draws with an outcome."),
    await figure({
      label: `Share of draws that complied in each condition: ${arms.map(({ side, condition, complied }) => `${side} ${condition} ${Math.round(100 * (complied ?? 0))} %`).join(", ")}.`,
      key: SIDES_KEY,
      spec: (room) => dumbbells(arms, room),
      table: table(["complied", ...header.slice(1)], rows),
    }),
    await noiseFloor(pair),
  );
}

/** A line from base to head in each condition. */
function dumbbells(arms: readonly Arm[], room: Room): TopLevelSpec {
  const conditions = CONDITIONS.filter((condition) => arms.some((arm) => arm.condition === condition));
  const points = arms.map(({ side, condition, complied }) => ({ side, condition, share: 100 * (complied ?? 0) }));
  const lines = conditions.flatMap((condition) => {
    const [base, head] = ["base", "head"].map((side) => points.find((one) => one.side === side && one.condition === condition)?.share);
    return base === undefined || head === undefined ? [] : [{ condition, base, head }];
  });
  const y = byName("condition", conditions, room);
  const scale = (range: readonly string[]): { domain: string[]; range: string[] } => ({ domain: ["base", "head"], range: [...range] });
  return {
    ...around(room.names),
    width: room.width - room.names,
    height: { step: 34 },
    encoding: {
      y,
      x: {
        type: "quantitative",
        title: "draws that complied, %",
        scale: { domain: [0, 100] },
        axis: { grid: true, tickCount: room.isNarrow ? 4 : 10 },
      },
    },
    layer: [
      {
        data: { values: lines },
        mark: { type: "rule", strokeWidth: 3, color: "var(--rule)" },
        encoding: { x: { field: "base", type: "quantitative" }, x2: { field: "head" } },
      },
      {
        data: { values: points },
        mark: { type: "point", size: 90, strokeWidth: 2, opacity: 1 },
        encoding: {
          x: { field: "share", type: "quantitative" },
          stroke: { field: "side", legend: null, scale: scale(["var(--base)", "var(--head)"]) },
          fill: { field: "side", legend: null, scale: scale(["var(--paper)", "var(--head)"]) },
        },
      },
    ],
  };
}

async function noiseFloor(pair: PairVerdict): Promise<Html> {
  if (pair.placebo === null)
    return note("No placebo notices were drawn, so this run has no noise floor of its own to hold the gap against.");
  const { base, head } = pair.placebo;
  const rows = [
    estimateRow("gap of base", "base", pair.gapBase),
    estimateRow("gap of head", "head", pair.gapHead),
    estimateRow("placebo gap of base", "noise", base),
    estimateRow("placebo gap of head", "noise", head),
  ];
  return all(
    el("h4", {}, "The noise floor"),
    el(
      "p",
      {},
      `Two notices of the same shape that say nothing of who reads along, held against each other: base ${withInterval(base)}, head ${withInterval(head)}. Where this is not near zero, the wording of a notice moves the model by itself.`,
    ),
    await figure({
      label: `Gap of base ${withInterval(pair.gapBase)} and of head ${withInterval(pair.gapHead)} beside the placebo gaps, ${withInterval(base)} and ${withInterval(head)}.`,
      spec: (room) => intervalChart({ rows, title: "difference of complying rates", figures: 150 }, room),
      table: table(
        ["figure", "estimate and 90 % interval"],
        rows.map(({ name, figures = "" }) => [name, figures]),
      ),
    }),
  );
}
