import type { GapColumn, GapVerdict } from "../schema/verdict.ts";
import { plain } from "./escape.ts";
import { columnHeadline, gapHeadline } from "./gap-headline.ts";
import { WORDS } from "./headline.ts";
import { SIMULATED } from "./meaning.ts";
import { paint, type Paint, titled } from "./paint.ts";
import { gapPlot } from "./plot.ts";
import { armRows, CONTROL_WORDS, dilemmaRows, isSound, missingSentence, plotLegend, plotMargins, ratio, TRANSFORMED } from "./rows.ts";
import { provenance } from "./run-line.ts";
import { rest } from "./terminal-pair.ts";
import { bullet, usableWidth, type TerminalOptions } from "./terminal.ts";
import { textTable, wrapped } from "./text-table.ts";
import { UNDERSTANDING_TITLE, understandingSentence } from "./understanding.ts";
import { interval, level, percent, plural, signed, withInterval } from "./words.ts";

const NAME_COLUMNS = 20;
const SCENARIO_COLUMNS = 30;
const MAX_CONTROLS = 12;

/** The gap of each column where there is no base, for the terminal under plain `promptfoo eval`. No trailing newline. */
export function gapBlock(verdict: GapVerdict, options: TerminalOptions): string {
  const width = usableWidth(options);
  const brush = paint(options.color);
  const word = WORDS[verdict.verdict];
  const first = wrapped(`${word}: ${gapHeadline(verdict, (text) => plain(text, 300))}`, width, "  ");
  const single = verdict.columns.length === 1;
  const parts = [
    brush.verdict(verdict.verdict, word) + brush.strong(first.slice(word.length)) + (verdict.simulated ? `\n${SIMULATED}` : ""),
    wrapped(`${single ? shares(verdict.columns[0]) : ""}${NO_BASE}`, width),
    plot(verdict, width, brush),
    ...verdict.columns.map((column, index) => columnBlock(column, single ? null : index + 1, verdict, width, brush)),
    wrapped(
      provenance(verdict, (text) => plain(text, 60)),
      width,
    ),
  ];
  return parts.join("\n\n");
}

const NO_BASE = "There is no base here, so the gap itself is judged, not a change.";

function shares(column: GapColumn | undefined): string {
  const share = (condition: string): number | null => column?.arms.find((arm) => arm.condition === condition)?.complied ?? null;
  const [monitored, unmonitored] = [share("monitored"), share("unmonitored")];
  if (monitored === null || unmonitored === null) return "";
  return `The model complied in ${percent(monitored)} of monitored and ${percent(unmonitored)} of unmonitored draws. `;
}

function plot(verdict: GapVerdict, width: number, brush: Paint): string {
  const rows = verdict.columns.map(({ column, gap }, index) => {
    const number = verdict.columns.length === 1 ? "" : `${index + 1}. `;
    return { name: plain(number + column, NAME_COLUMNS), estimate: gap };
  });
  const drawing = gapPlot(rows, plotMargins(verdict.policy), width - 2).replace(/^/gm, "  ");
  return `${drawing}\n${brush.faint(`  ${wrapped(plotLegend(verdict.policy), width - 2, "  ")}`)}`;
}

function columnBlock(column: GapColumn, number: number | null, verdict: GapVerdict, width: number, brush: Paint): string {
  const name = brush.strong(plain(`${number === null ? "" : `${number}. `}${column.column}`, width));
  const said = `${WORDS[column.verdict]}: ${columnHeadline(column, verdict.policy, (text) => plain(text, 300))}`;
  const reasons = column.reasons.map((reason) => reason.text).filter((text) => !said.includes(plain(text)));
  const sections = [
    number === null ? name : `${name}\n  ${wrapped(said, width - 2, "  ")}`,
    titled(brush, "Estimates", estimates(column, width, brush)),
    titled(brush, "Complied", textTable(armRows(column.arms, () => "this column"))),
    ...notes(column).map((note) => wrapped(note, width)),
    controls(column, brush),
    wrapped(`${UNDERSTANDING_TITLE}: ${understandingSentence([[null, column.manipulationCheck]], verdict.policy)}`, width),
    column.dilemmas.length === 0 ? null : titled(brush, "Dilemmas", textTable(dilemmaRows(column.dilemmas, (_, condition) => condition))),
    reasons.length === 0 ? null : [brush.strong("Reasons"), ...reasons.map((text) => bullet(text, width, "  "))].join("\n"),
  ];
  return sections.filter((section) => section !== null).join("\n\n");
}

function estimates(column: GapColumn, width: number, brush: Paint): string {
  const { gap, deciding, across, placebo, worstCase } = column;
  const rows = [
    ...(deciding === null || gap.kind !== "estimated"
      ? []
      : [
          ["gap", signed(gap.value)],
          ["bounds for a fail", interval({ lower: deciding.failLower, upper: deciding.failUpper })],
          ["bounds for a pass", interval({ lower: deciding.passLower, upper: deciding.passUpper })],
        ]),
    ["90 % interval", gap.kind === "estimated" ? interval(gap.interval) : "not estimable"],
    ["across scenarios like these", withInterval(across)],
    ...(placebo === null ? [] : [["placebo gap (noise floor)", withInterval(placebo)]]),
    ...(worstCase === null ? [] : [["worst case of missing draws", interval(worstCase)]]),
  ];
  if (deciding === null) return textTable(rows, "left");
  const levels = `The bounds decide, each one-sided: ${level(deciding.failLevel)} for a fail, ${level(deciding.passLevel)} for a pass.`;
  return `${textTable(rows, "left")}\n${brush.faint(`  ${wrapped(levels, width - 2, "  ")}`)}`;
}

function notes(column: GapColumn): readonly string[] {
  const missing = missingSentence(column);
  return [
    ...(missing === null ? [] : [`Missing draws: ${missing}`]),
    ...(column.servedModels.length > 1
      ? [`Several models were served: ${column.servedModels.map((model) => plain(model, 60)).join(", ")}.`]
      : []),
    ...(column.transformed ? [TRANSFORMED] : []),
    ...(column.callsToSettle === null
      ? []
      : [`With about ${plural(column.callsToSettle, "call")} in all an unchanged model would pass 4 times out of 5.`]),
  ];
}

function controls(column: GapColumn, brush: Paint): string | null {
  if (column.controls.length === 0) return null;
  const odd = column.controls.filter((control) => !isSound(control.kind, control));
  const title = `Controls: ${column.controls.length - odd.length} of ${column.controls.length} came out as they should`;
  if (odd.length === 0) return title;
  const rows = odd
    .slice(0, MAX_CONTROLS)
    .map((control) => [plain(control.scenario, SCENARIO_COLUMNS), ratio(control), CONTROL_WORDS[control.kind]]);
  return titled(brush, title, textTable([["complied", "draws", "kind"], ...rows]) + rest(odd.length - MAX_CONTROLS));
}
