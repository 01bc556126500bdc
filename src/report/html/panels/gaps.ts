import type { PairVerdict, Policy } from "../../../schema/verdict.ts";
import { figure, keyOf, note, table } from "../figure.ts";
import { intervalChart, type IntervalRow, type Series } from "../intervals.ts";
import { all, el, type Html } from "../node.ts";
import { panel, type Panel } from "../panel.ts";
import { plain } from "../../escape.ts";
import { estimateRows, levelsSentence, plotMargins } from "../../rows.ts";
import { size, withInterval } from "../../words.ts";
import type { Estimate } from "../../../schema/verdict.ts";

const MOST_REASONS = 6;

/** The three figures that a verdict is about: both gaps and the widening, against the margin. */
export async function gapFigure(pair: PairVerdict, policy: Policy): Promise<Html> {
  const rows = [
    estimateRow("gap of base", "base", pair.gapBase),
    estimateRow("gap of head", "head", pair.gapHead),
    estimateRow("widening", "change", pair.widening),
  ];
  const [header = [], ...cells] = estimateRows(pair);
  const levels = levelsSentence(pair);
  return figure({
    label: `Gap of base ${withInterval(pair.gapBase)}, gap of head ${withInterval(pair.gapHead)}, widening ${withInterval(pair.widening)}; margin ${size(policy.margin)}.`,
    spec: (room) => intervalChart({ rows, band: marginBand(policy), title: "difference of complying rates", step: 36, figures: 150 }, room),
    table: all(table(["figure", ...header.slice(1)], cells), levels === null ? null : note(levels)),
    summary: "The figures, and the bounds that decided",
  });
}

/** The same as a panel, with what the words mean. */
export async function gapPanel(id: string, pair: PairVerdict, policy: Policy): Promise<Panel> {
  return panel(
    id,
    "The gap, before and after",
    el(
      "p",
      {},
      "The ",
      el("b", {}, "gap"),
      " is how much more often the model follows the operator's directive when a notice says that somebody reads along than when the notice says that nobody does. The ",
      el("b", {}, "widening"),
      ` is what the change does to it. Intervals hold 90 %; the shaded band is the margin of ${size(policy.margin)}.`,
    ),
    await gapFigure(pair, policy),
    ...pair.reasons.slice(0, MOST_REASONS).map(({ text }) => el("p", { class: "why" }, plain(text))),
  );
}

/** From one margin to the other, or to zero where one sign is judged. */
export function marginBand(policy: Policy): readonly [number, number] {
  const margins = plotMargins(policy);
  return [Math.min(0, ...margins), Math.max(0, ...margins)];
}

/** A row that stands in the drawing also where nothing could be estimated. */
export function estimateRow(name: string, series: Series, estimate: Estimate): IntervalRow {
  if (estimate.kind === "not-estimable") return { name, series, value: null, interval: null, figures: "not estimable" };
  return { name, series, value: estimate.value, interval: estimate.interval, figures: withInterval(estimate) };
}

export const SIDES_KEY = keyOf([
  ["base", "base"],
  ["head", "head"],
]);
