import type { PlanRemedy, PlanReport } from "../schema/plan-report.ts";
import { wrapped } from "./text-table.ts";
import { grouped, percent, size } from "./words.ts";

/** What would make an unchanged model pass as often as wanted; or, where it does, the fewest draws that are enough for it. */
export function remedyLines(report: PlanReport, width: number): readonly string[] {
  const { remedies, wanted, pick, looks } = report;
  if (remedies.length > 0) {
    const lines = remedies.map(
      (remedy) => `  - ${wrapped(`${remedyText(remedy, report)}: ${effect(remedy)}`, width - 4).replaceAll("\n", "\n    ")}`,
    );
    return [`To reach ${percent(wanted)}, each by itself:`, ...lines];
  }
  const last = pick?.looks.at(-1) ?? 0;
  if (pick === null || last >= (looks.at(-1) ?? 0)) return [];
  return [wrapped(`${capital(upTo(pick.looks))} a cell would do (${flag(pick.looks)}): ${percent(pick.pass)}.`, width)];
}

function remedyText({ kind, value }: PlanRemedy, { side, pick }: PlanReport): string {
  switch (kind) {
    case "draws":
      return pick === null ? "more draws" : `${upTo(pick.looks)} a cell (${flag(pick.looks)})`;
    case "wordings":
      return value === null ? "more wordings" : `${value} wordings of each scenario, not ${Number(side.wordings.toFixed(1))}`;
    case "cached-base":
      return `a base of ${value} draws that is there already (--base-draws STORE)`;
    case "margin":
  }
  return `a larger margin (--margin ${size(value ?? 0)})`;
}

function effect({ pass, enough, most }: PlanRemedy): string {
  if (pass === null || most === null) return "no number within reason is enough";
  const calls = `${grouped(Math.round(most))} calls at most`;
  return enough ? `${percent(pass)}, ${calls}` : `${percent(pass)}, not enough by itself, ${calls}`;
}

function upTo(looks: readonly number[]): string {
  return `${looks.length === 1 ? "" : "up to "}${looks.at(-1) ?? 0} draws`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function flag(looks: readonly number[]): string {
  return looks.length === 1 ? `--draws ${looks[0]}` : `--looks ${looks.join(",")}`;
}
