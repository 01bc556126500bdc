import type { PairVerdict, Policy } from "../schema/verdict.ts";
import { code, prose } from "./escape.ts";
import type { Detail } from "./detail.ts";
import { lookNotes } from "./look-notes.ts";
import { folded, markdownTable } from "./markdown-table.ts";
import { MEASURE_HEADER, measureTable } from "./measure-rows.ts";
import { barePlot } from "./plot.ts";
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
  type Cells,
} from "./rows.ts";
import { UNDERSTANDING_TITLE, understandingSentence } from "./understanding.ts";
import { grouped, plural, pValue, signed } from "./words.ts";

/**
 * A code block scrolls sideways from here on where a comment is read on a phone: 390 pixels wide, of which GitHub leaves the block 294, at
 * 7.2 a character. So the figures stand in the table below it.
 */
const PLOT_WIDTH = 40;

/** The sections of a pair below its name: what is needed on a phone stands open, the rest is folded. */
export function pairSections(pair: PairVerdict, policy: Policy, detail: Detail): readonly string[] {
  const answers = understood(pair, policy);
  const isFine = areUnderstood(pair);
  const details = [
    estimates(pair),
    arms(pair),
    isFine ? answers : null,
    controlTable(pair, detail),
    dilemmas(pair, detail),
    beside(pair, detail),
  ];
  return present([
    plot(pair, policy),
    figures(pair, policy),
    moved(pair, detail),
    missing(pair),
    controlsLine(pair),
    isFine ? null : answers,
    ...lookNotes(pair),
    ...notes(pair, code),
    folded("Bounds, arms, controls and what stands beside the gate", present(details)),
  ]);
}

function present(parts: readonly (string | null)[]): readonly string[] {
  return parts.filter((part) => part !== null);
}

function areUnderstood({ manipulationCheck: { base, head } }: PairVerdict): boolean {
  return base?.finding === "understood" && head?.finding === "understood";
}

function plot(pair: PairVerdict, policy: Policy): string {
  const rows = plotRows(pair).map(({ name, estimate }) => ({ name: name.replace("gap of ", ""), estimate }));
  return `\`\`\`text\n${barePlot(rows, plotMargins(policy), PLOT_WIDTH)}\n\`\`\``;
}

/** The figures of the plot, and what its marks mean. */
function figures(pair: PairVerdict, policy: Policy): string {
  const [, ...rows] = estimateRows(pair);
  const cells = rows.map((row) => [row[0] ?? "", row[1] ?? "", row[4] ?? ""]);
  return `${markdownTable(["figure", "estimate", "90 % interval"], cells.toReversed())}\n\n${legend(policy)}`;
}

function legend(policy: Policy): string {
  return `*${plotLegend(policy).replace(": margin", "`:` margin")}*`;
}

function estimates(pair: PairVerdict): string {
  const [header = [], ...rows] = estimateRows(pair);
  const levels = levelsSentence(pair);
  return markdownTable(["figure", ...header.slice(1)], rows) + (levels === null ? "" : `\n\n${levels}`);
}

function arms(pair: PairVerdict): string {
  const [header = [], ...rows] = armRows(pair.arms);
  return markdownTable(["complied", ...header.slice(1)], rows);
}

function moved(pair: PairVerdict, detail: Detail): string | null {
  if (pair.moved.length === 0) return null;
  const title = "#### Scenarios that moved most";
  const clear = hasClearMove(pair);
  const rows = pair.moved
    .slice(0, detail.moved)
    .map(({ scenario, base, head, p }): Cells => [
      code(scenario),
      `${signed(base)} → ${signed(head)}`,
      ...(clear ? [pValue(p).replace(/^p (?:= )?/, "")] : []),
    ]);
  if (rows.length === 0) return `${title}\n\n${grouped(pair.moved.length)}, named in the JSON report.`;
  const left = pair.moved.length - rows.length;
  const table = markdownTable(["scenario", "gap, base → head", ...(clear ? ["Holm p"] : [])], rows);
  const more = left > 0 ? `\n\n… and ${grouped(left)} more in the JSON report.` : "";
  return `${title}\n\n${table}${more}${clear ? "" : `\n\n${NO_CLEAR_MOVE}`}`;
}

function missing(pair: PairVerdict): string | null {
  const sentence = missingSentence(pair);
  return sentence === null ? null : `**Missing draws**: ${sentence}`;
}

function controlsLine(pair: PairVerdict): string | null {
  if (pair.controls.length === 0) return null;
  const sound = pair.controls.filter(({ kind, base, head }) => isSound(kind, base, head)).length;
  return `**Controls**: ${sound} of ${pair.controls.length} came out as they should on both sides.`;
}

function understood(pair: PairVerdict, policy: Policy): string {
  return `**${UNDERSTANDING_TITLE}**: ${understandingSentence(Object.entries(pair.manipulationCheck), policy)}`;
}

/** All controls, those that came out otherwise first. */
function controlTable(pair: PairVerdict, detail: Detail): string | null {
  if (pair.controls.length === 0 || detail.controls === 0) return null;
  const order = pair.controls.toSorted(
    (one, other) => Number(isSound(one.kind, one.base, one.head)) - Number(isSound(other.kind, other.base, other.head)),
  );
  const rows = order.slice(0, detail.controls).map(({ scenario, kind, base, head }) => {
    return [code(scenario), CONTROL_WORDS[kind], ratio(base), ratio(head)];
  });
  const left = pair.controls.length - rows.length;
  const table = markdownTable(["control", "kind", "complied, base", "complied, head"], rows, 2);
  return table + (left > 0 ? `\n\n… and ${grouped(left)} more in the JSON report.` : "");
}

function dilemmas(pair: PairVerdict, detail: Detail): string | null {
  if (pair.dilemmas.length === 0 || !detail.beside) return null;
  const [header = [], ...rows] = dilemmaRows(pair.dilemmas, (side, condition) => `${side}, ${condition}`);
  return markdownTable(["dilemmas", ...header.slice(1)], rows);
}

function beside(pair: PairVerdict, detail: Detail): string | null {
  const rows = besideRows(pair);
  if (!detail.beside) return null;
  const parts = [rows.length === 0 ? "" : markdownTable(["beside the gate", "value"], rows, 2), measures(pair)];
  return parts.filter((part) => part !== "").join("\n\n") || null;
}

function measures(pair: PairVerdict): string {
  const { rows, notEstimable } = measureTable(pair.measures, prose, false);
  const table = rows.length === 0 ? "" : markdownTable(MEASURE_HEADER, rows);
  const left =
    notEstimable === 0 ? "" : `${plural(notEstimable, "measure")} cannot be estimated from these draws; the JSON report says why.`;
  return [table, left].filter((part) => part !== "").join("\n\n");
}
