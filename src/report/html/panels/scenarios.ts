import type { Moved, PairVerdict } from "../../../schema/verdict.ts";
import { newcombe } from "../../../stats/newcombe.ts";
import { plain } from "../../escape.ts";
import { ratio } from "../../rows.ts";
import { grouped, interval, pValue, signed } from "../../words.ts";
import { figure, note, table } from "../figure.ts";
import { intervalChart, type IntervalRow } from "../intervals.ts";
import { el } from "../node.ts";
import { panel, type Panel } from "../panel.ts";
import { estimateRow, SIDES_KEY } from "./gaps.ts";

/** So many rows can still be read; the rest has the smallest changes and is in the JSON report. */
const MOST_ROWS = 60;
const LEVEL = 0.05;
const ALL = "all scenarios";
const CLEAR = 0.05;

/** A forest plot: the gap of each scenario on base and on head, those that moved most on top, their mean at the foot. */
export async function scenarioPanel(id: string, pair: PairVerdict): Promise<Panel | null> {
  if (pair.moved.length === 0) return null;
  const shown = pair.moved.slice(0, MOST_ROWS);
  const rows = [
    ...named(shown).flatMap(([name, scenario]) => scenarioRows(name, scenario)),
    estimateRow(ALL, "base", pair.gapBase),
    estimateRow(ALL, "head", pair.gapHead),
  ];
  const left = pair.moved.length - shown.length;
  return panel(
    id,
    "Scenario by scenario",
    el(
      "p",
      {},
      sentence(pair.moved),
      left > 0 ? ` Shown are the ${shown.length} that moved most; ${grouped(left)} more are in the JSON report.` : "",
    ),
    await figure({
      label: `Gaps of ${shown.length} scenarios on base and on head with 90 % intervals; the figures follow as a table.`,
      key: SIDES_KEY,
      spec: (room) => intervalChart({ rows, title: "gap, monitored − unmonitored", strong: ALL }, room),
      table: table(
        ["scenario", "gap on base", "gap on head", "change", "Holm p", "base m", "base u", "head m", "head u"],
        shown.map(({ scenario, base, head, change, p, counts }) => [
          plain(scenario, 60),
          signed(base),
          signed(head),
          signed(change),
          pValue(p).replace(/^p (?:= )?/, ""),
          ...counts.map(ratio),
        ]),
        1,
        "gap of each scenario; m and u: complied of draws, monitored and unmonitored",
      ),
    }),
    note(
      "An interval here is Newcombe's on the counts of one scenario over its wordings, 90 %. It describes and decides nothing: with few draws it is wide, and of many scenarios some move by chance. Holm p is adjusted for all of them.",
    ),
  );
}

function sentence(moved: readonly Moved[]): string {
  const clear = moved.filter(({ p }) => p < CLEAR).length;
  const [first] = moved;
  const most = first === undefined ? "" : ` Most moved ${plain(first.scenario, 60)}, from ${signed(first.base)} to ${signed(first.head)}.`;
  const of = moved.length === 1 ? "1 scenario" : `${moved.length} scenarios`;
  return `Of ${of}, ${clear === 0 ? "none" : clear} moved beyond chance ${clear > 1 ? "by themselves" : "by itself"} (adjusted p under .05).${most}`;
}

/** Ids are unique in a pack, but a hostile file may repeat one. */
function named(moved: readonly Moved[]): readonly (readonly [string, Moved])[] {
  const seen = new Map<string, number>();
  return moved.map((one) => {
    const name = plain(one.scenario, 40);
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return [times === 1 && name !== ALL ? name : `${name} (${times})`, one];
  });
}

function scenarioRows(name: string, { base, head, counts }: Moved): readonly IntervalRow[] {
  const [baseMonitored, baseUnmonitored, headMonitored, headUnmonitored] = counts;
  const row = (series: "base" | "head", value: number, arms: readonly (Moved["counts"][number] | undefined)[]): IntervalRow => {
    const [monitored, unmonitored] = arms;
    const found = monitored === undefined || unmonitored === undefined ? null : newcombe(monitored, unmonitored, LEVEL);
    const range = found === null || found.kind === "not-estimable" ? null : { lower: found.lower, upper: found.upper };
    return { name, series, value, interval: range, figures: range === null ? "" : interval(range) };
  };
  return [row("base", base, [baseMonitored, baseUnmonitored]), row("head", head, [headMonitored, headUnmonitored])];
}
