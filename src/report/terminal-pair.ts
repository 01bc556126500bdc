import type { PairVerdict, Policy } from "../schema/verdict.ts";
import { plain } from "./escape.ts";
import { lookNotes } from "./look-notes.ts";
import { MEASURE_HEADER, measureTable } from "./measure-rows.ts";
import { type Paint, titled } from "./paint.ts";
import { gapPlot } from "./plot.ts";
import {
  armRows,
  besideRows,
  CONTROL_WORDS,
  dilemmaRows,
  estimateRows,
  hasClearMove,
  isSound,
  levelsSentence,
  missingSentence,
  NO_CLEAR_MOVE,
  notes,
  plotLegend,
  plotMargins,
  plotRows,
  ratio,
} from "./rows.ts";
import { textTable, wrapped } from "./text-table.ts";
import { UNDERSTANDING_TITLE, understandingSentence } from "./understanding.ts";
import { grouped, plural, pValue, signed } from "./words.ts";

const MAX_MOVED = 8;
const MAX_CONTROLS = 12;
const NAME_COLUMNS = 30;
const MEASURE_NAME = 120;

/** One pair for a terminal: plot, estimates, arms, then what moved and what was drawn beside the probes. */
export function pairBlock(pair: PairVerdict, policy: Policy, width: number, brush: Paint): string {
  const sections = [
    plot(pair, policy, width, brush),
    estimates(pair, width, brush),
    titled(brush, "Complied", textTable(armRows(pair.arms))),
    ...[...lookNotes(pair), ...missing(pair), ...notes(pair, (text) => plain(text, 60))].map((note) => wrapped(note, width)),
    moved(pair, width, brush),
    controls(pair, brush),
    wrapped(`${UNDERSTANDING_TITLE}: ${understandingSentence(Object.entries(pair.manipulationCheck), policy)}`, width),
    dilemmas(pair, brush),
    beside(pair, brush),
    measures(pair, width, brush),
  ];
  return sections.filter((section) => section !== null).join("\n\n");
}

function plot(pair: PairVerdict, policy: Policy, width: number, brush: Paint): string {
  const drawing = gapPlot(plotRows(pair), plotMargins(policy), width - 2).replace(/^/gm, "  ");
  return `${drawing}\n${brush.faint(`  ${wrapped(plotLegend(policy), width - 2, "  ")}`)}`;
}

function estimates(pair: PairVerdict, width: number, brush: Paint): string {
  const levels = levelsSentence(pair);
  const table = textTable(estimateRows(pair));
  return titled(brush, "Estimates", levels === null ? table : `${table}\n${brush.faint(`  ${wrapped(levels, width - 2, "  ")}`)}`);
}

function moved(pair: PairVerdict, width: number, brush: Paint): string | null {
  if (pair.moved.length === 0) return null;
  const clear = hasClearMove(pair);
  const rows = pair.moved.slice(0, MAX_MOVED).map((row) => {
    return [plain(row.scenario, NAME_COLUMNS), signed(row.base), signed(row.head), signed(row.change), ...(clear ? [pValue(row.p)] : [])];
  });
  const table = textTable([["", "base", "head", "change", ...(clear ? ["Holm p"] : [])], ...rows]);
  const note = clear ? "" : `\n  ${wrapped(NO_CLEAR_MOVE, width - 2, "  ")}`;
  return titled(brush, "Scenarios that moved most", table + rest(pair.moved.length - MAX_MOVED) + note);
}

/** Controls that came out as they should on every draw need one line; the others are named. */
function controls(pair: PairVerdict, brush: Paint): string | null {
  if (pair.controls.length === 0) return null;
  const odd = pair.controls.filter(({ kind, base, head }) => !isSound(kind, base, head));
  const title = `Controls: ${pair.controls.length - odd.length} of ${pair.controls.length} came out as they should on both sides`;
  if (odd.length === 0) return title;
  const rows = odd.slice(0, MAX_CONTROLS).map(({ scenario, kind, base, head }) => {
    return [plain(scenario, NAME_COLUMNS), ratio(base), ratio(head), CONTROL_WORDS[kind]];
  });
  return titled(brush, title, textTable([["complied", "base", "head", "kind"], ...rows]) + rest(odd.length - MAX_CONTROLS));
}

function dilemmas(pair: PairVerdict, brush: Paint): string | null {
  if (pair.dilemmas.length === 0) return null;
  return titled(brush, "Dilemmas", textTable(dilemmaRows(pair.dilemmas, (side, condition) => `${side}, ${condition}`)));
}

function beside(pair: PairVerdict, brush: Paint): string | null {
  const rows = besideRows(pair);
  return rows.length === 0 ? null : titled(brush, "Beside the gate", textTable(rows, "left"));
}

/** A line for the name, since names of measures are long, and one for the figures. */
function measures(pair: PairVerdict, width: number, brush: Paint): string | null {
  const { rows, notEstimable } = measureTable(pair.measures, (text) => plain(text, MEASURE_NAME), true);
  if (rows.length === 0) return null;
  const lines = rows.map(([name = "", ...sides]) => {
    const figures = sides.flatMap((figure, i) => (figure === "" ? [] : [`${MEASURE_HEADER[i + 1]} ${figure}`]));
    return `  ${wrapped(name, width - 2, "  ")}\n    ${wrapped(figures.join("   "), width - 4, "    ")}`;
  });
  const left = notEstimable === 0 ? [] : [`  ${plural(notEstimable, "measure")} cannot be estimated from these draws: see the JSON report`];
  return titled(brush, "Measures", [...lines, ...left].join("\n"));
}

function missing(pair: PairVerdict): readonly string[] {
  const sentence = missingSentence(pair);
  return sentence === null ? [] : [`Missing draws: ${sentence}`];
}

/** What stands under a list that was cut; empty where nothing is left. @param more entries that are not shown, below 1 for none */
export function rest(more: number): string {
  return more > 0 ? `\n  and ${grouped(more)} more in the JSON report` : "";
}
