import type { PairVerdict, Policy } from "../schema/verdict.ts";
import { code, prose } from "./escape.ts";
import type { Detail } from "./detail.ts";
import { lookNotes } from "./look-notes.ts";
import { folded, markdownTable } from "./markdown-table.ts";
import { MEASURE_HEADER, measureTable } from "./measure-rows.ts";
import { gapPlot } from "./plot.ts";
import {
  armRows,
  besideRows,
  CONTROL_WORDS,
  dilemmaRows,
  estimateRows,
  isSound,
  levelsSentence,
  missingSentence,
  notes,
  plotLegend,
  plotMargins,
  plotRows,
  ratio,
  type Cells,
} from "./rows.ts";
import { UNDERSTANDING_TITLE, understandingSentence } from "./understanding.ts";
import { grouped, plural, pValue, signed } from "./words.ts";

/** A code block in a comment scrolls sideways from about here on. */
const PLOT_WIDTH = 78;

/** The sections of the only pair: what is needed on a phone stands open, the rest is folded. */
export function pairSections(pair: PairVerdict, policy: Policy, detail: Detail): readonly string[] {
  const details = [estimates(pair), arms(pair), controlTable(pair, detail), beside(pair, detail)].filter((part) => part !== null);
  return [
    code(pair.pair),
    plot(pair, policy),
    short(pair),
    moved(pair, detail),
    missing(pair),
    controlsLine(pair),
    understood(pair, policy),
    dilemmas(pair, detail),
    ...lookNotes(pair),
    ...notes(pair, code),
    folded("Bounds, arms, controls and figures beside the gate", details),
  ].filter((part) => part !== null);
}

/** The same for one pair of several, which is folded as a whole. */
export function pairDetails(pair: PairVerdict, policy: Policy, detail: Detail): readonly string[] {
  const parts = [
    plot(pair, policy),
    estimates(pair),
    moved(pair, detail),
    arms(pair),
    missing(pair),
    controlsLine(pair),
    understood(pair, policy),
    controlTable(pair, detail),
    dilemmas(pair, detail),
    beside(pair, detail),
    ...lookNotes(pair),
    ...notes(pair, code),
  ];
  return parts.filter((part) => part !== null);
}

function plot(pair: PairVerdict, policy: Policy): string {
  return `\`\`\`text\n${gapPlot(plotRows(pair), plotMargins(policy), PLOT_WIDTH)}\n${plotLegend(policy)}\n\`\`\``;
}

function short(pair: PairVerdict): string {
  const [, ...rows] = estimateRows(pair);
  const cells = rows.map((row) => [row[0] ?? "", row[1] ?? "", row[4] ?? ""]);
  return markdownTable(["", "estimate", "90 % interval"], cells.toReversed());
}

function estimates(pair: PairVerdict): string {
  const [header = [], ...rows] = estimateRows(pair);
  const levels = levelsSentence(pair);
  return markdownTable(header, rows) + (levels === null ? "" : `\n\n${levels}`);
}

function arms(pair: PairVerdict): string {
  const [header = [], ...rows] = armRows(pair.arms);
  return markdownTable(["complied", ...header.slice(1)], rows);
}

function moved(pair: PairVerdict, detail: Detail): string | null {
  if (pair.moved.length === 0) return null;
  const title = "**Scenarios that moved most**";
  const rows = pair.moved.slice(0, detail.moved).map((row): Cells => {
    const monitored = [row.counts[0], row.counts[2]].map((counts) => (counts === undefined ? "none" : ratio(counts)));
    return [code(row.scenario), signed(row.base), signed(row.head), signed(row.change), monitored.join(" → "), pValue(row.p)];
  });
  if (rows.length === 0) return `${title}: ${grouped(pair.moved.length)}, named in the JSON report.`;
  const left = pair.moved.length - rows.length;
  const header = ["scenario", "gap of base", "gap of head", "change", "complied, monitored", "Holm"];
  return `${title}\n\n${markdownTable(header, rows)}${left > 0 ? `\n\n… and ${grouped(left)} more in the JSON report.` : ""}`;
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
  return `**Dilemmas**\n\n${markdownTable(header, rows)}`;
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
