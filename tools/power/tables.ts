import { grouped, percent, signed, size } from "../../src/report/words.ts";
import type { PlanRemedy, PlanReport } from "../../src/schema/plan-report.ts";
import type { Asked } from "./read-form.ts";
import { made } from "./svg.ts";
import { toCommand } from "./to-plan.ts";

/** The rest of the plan: what would help, other numbers of draws, other margins, the gap of base, and how to ask the same in a terminal. */
export function tables(report: PlanReport, asked: Asked): readonly Node[] {
  return [
    ...(report.remedies.length === 0
      ? []
      : [title(`What would bring passes to ${percent(report.wanted)}, each by itself`), remedyTable(report.remedies)]),
    title("Other numbers of draws"),
    table(
      ["draws a cell", "calls at most", "calls, unchanged", "passes", "smallest seen"],
      report.budgets.map(({ looks, most, unchanged, pass, visible }) => ({
        isOwn: looks.join() === report.looks.join(),
        cells: [String(looks.at(-1)), grouped(most), grouped(Math.round(unchanged)), percent(pass), smallest(visible)],
      })),
    ),
    title("Other margins"),
    table(
      ["margin", "calls, unchanged", "passes", "smallest seen"],
      report.margins.map(({ margin, unchanged, pass, visible }) => ({
        isOwn: margin === report.policy.margin,
        cells: [size(margin), grouped(Math.round(unchanged)), percent(pass), smallest(visible)],
      })),
    ),
    ...(report.unchangedByGap.length < 2 ? [] : [title("An unchanged head, by the gap of base"), byGap(report)]),
    note(report),
    title("The same for your project"),
    made("pre", { id: "command", tabindex: "0" }, toCommand(asked)),
    made("p", { class: "note" }, "It reads scenarios, wordings and controls from the pack, and v from an earlier run beside the config."),
  ];
}

function byGap({ unchangedByGap }: PlanReport): HTMLElement {
  return table(
    ["gap of base", "pass", "inconclusive", "fail"],
    unchangedByGap.map(({ baseGap, pass, inconclusive, fail }) => ({
      isOwn: false,
      cells: [signed(baseGap), percent(pass), percent(inconclusive), percent(fail)],
    })),
  );
}

function remedyTable(remedies: readonly PlanRemedy[]): HTMLElement {
  return table(
    ["change", "passes", "calls at most"],
    remedies.map((remedy) => ({
      isOwn: false,
      cells: [
        remedyText(remedy),
        remedy.pass === null ? "no number within reason" : percent(remedy.pass),
        remedy.most === null ? "" : grouped(Math.round(remedy.most)),
      ],
    })),
  );
}

function remedyText({ kind, value }: PlanRemedy): string {
  switch (kind) {
    case "draws":
      return value === null ? "more draws" : `${value} draws a cell`;
    case "wordings":
      return value === null ? "more wordings" : `${value} wordings of each scenario`;
    case "cached-base":
      return `a base of ${value} draws that is there`;
    case "margin":
  }
  return `margin ${size(value ?? 0)}`;
}

function smallest(visible: number | null): string {
  return visible === null ? "none" : visible.toFixed(2);
}

function note({ simulation, wanted }: PlanReport): HTMLElement {
  const text = `Smallest seen: the widening that ${percent(wanted)} of runs fail. Chances come from ${grouped(simulation.runs)} simulated runs, with a standard error of at most ${percent(simulation.error)}.`;
  return made("p", { class: "note" }, text);
}

function title(text: string): HTMLElement {
  return made("h3", {}, text);
}

interface Row {
  readonly isOwn: boolean;
  readonly cells: readonly string[];
}

function table(heads: readonly string[], rows: readonly Row[]): HTMLElement {
  const number = (place: number): Readonly<Record<string, string>> => (place === 0 ? {} : { class: "number" });
  const head = made("tr", {}, ...heads.map((text, place) => made("th", { scope: "col", ...number(place) }, text)));
  const body = rows.map(({ isOwn, cells }) =>
    made(
      "tr",
      isOwn ? { class: "own" } : {},
      ...cells.map((text, place) => (place === 0 ? made("th", { scope: "row" }, text) : made("td", number(place), text))),
    ),
  );
  return made("div", { class: "scrolls" }, made("table", {}, made("thead", {}, head), made("tbody", {}, ...body)));
}
