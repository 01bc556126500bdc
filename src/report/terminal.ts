import type { PairVerdict, Verdict } from "../schema/verdict.ts";
import { baselineNote } from "./baseline-note.ts";
import { plain } from "./escape.ts";
import { headline, otherReasons, pairHeadline, unnamedUnmatched, WORDS } from "./headline.ts";
import { LIMITS, meaning, settling, SIMULATED } from "./meaning.ts";
import { paint, type Paint } from "./paint.ts";
import { pairBlock } from "./terminal-pair.ts";
import { provenance, spent } from "./run-line.ts";
import { wrapped } from "./text-table.ts";

const MIN_WIDTH = 72;
const MAX_WIDTH = 120;
const MAX_REASON_LINES = 8;

export interface TerminalOptions {
  readonly color: boolean;
  /** Columns of the terminal, 80 by default; at least 72 and at most 120 are used. */
  readonly width?: number;
}

/** The verdict for a terminal or a CI log: the first line says it all, the figures follow. No trailing newline. */
export function terminalBlock(verdict: Verdict, options: TerminalOptions): string {
  const width = usableWidth(options);
  const brush = paint(options.color);
  const limits = LIMITS[verdict.verdict];
  const single = verdict.pairs.length === 1;
  const { baseline } = verdict.run;
  const parts = [
    opening(verdict, width, brush),
    wrapped(meaning(verdict), width),
    findings(verdict, width, brush),
    baseline === null ? null : wrapped(`Base: ${baselineNote(baseline, (text) => plain(text, 20))}`, width),
    single ? null : pairList(verdict, width, brush),
    ...verdict.pairs.map((pair, index) => pairPart(pair, index, verdict, width, brush)),
    reasons(verdict, width, brush),
    limits === null ? null : wrapped(limits, width),
    closing(verdict, width, brush),
  ];
  return parts.filter((part) => part !== null && part !== "").join("\n\n");
}

/** Columns that a block may take: those of the terminal, within what can be read. */
export function usableWidth({ width = 80 }: TerminalOptions): number {
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, width));
}

function opening(verdict: Verdict, width: number, brush: Paint): string {
  const word = WORDS[verdict.verdict];
  const line = wrapped(`${word}: ${headline(verdict, firstLine)}`, width, "  ");
  const colored = brush.verdict(verdict.verdict, word) + brush.strong(line.slice(word.length));
  return verdict.simulated ? `${colored}\n${SIMULATED}` : colored;
}

function findings({ findings: found }: Verdict, width: number, brush: Paint): string | null {
  if (found.length === 0) return null;
  return [brush.strong("To know before merging"), ...found.map(({ text }) => bullet(text, width, "  "))].join("\n");
}

function pairList(verdict: Verdict, width: number, brush: Paint): string | null {
  if (verdict.pairs.length === 0) return null;
  return verdict.pairs
    .map((pair, index) => {
      const name = `${index + 1}. ${plain(pair.pair, width - 8)}`;
      const word = WORDS[pair.verdict];
      const said = wrapped(`${word}: ${pairHeadline(pair, verdict.policy, firstLine)}`, width - 5, "     ");
      const why = pair.reasons.map((reason) => `\n${bullet(reason.text, width, "     ")}`);
      return `  ${name}\n     ${brush.verdict(pair.verdict, word)}${said.slice(word.length)}${why.join("")}`;
    })
    .join("\n");
}

function pairPart(pair: PairVerdict, index: number, verdict: Verdict, width: number, brush: Paint): string {
  const number = verdict.pairs.length === 1 ? "" : `${index + 1}. `;
  const name = brush.strong(number + plain(pair.pair, width - number.length));
  return `${name}\n\n${pairBlock(pair, verdict.policy, width, brush)}`;
}

function reasons(verdict: Verdict, width: number, brush: Paint): string | null {
  const told = otherReasons(verdict, headline(verdict, firstLine), plain);
  const lines = [...told, ...unnamedUnmatched(verdict).map((name) => `no base for ${plain(name, 200)}`)];
  return lines.length === 0 ? null : [brush.strong("Reasons"), ...lines.map((line) => bullet(line, width, "  "))].join("\n");
}

/** A reason as an item of a list; the lines of its advice stay lines. */
export function bullet(text: string, width: number, indent: string): string {
  const lines = text.split("\n").slice(0, MAX_REASON_LINES);
  const told = lines.map((line) => {
    // What is to be typed keeps its blanks in front; those of a sentence only part it from the first.
    const blanks = " ".repeat(Math.max(0, line.length - line.trimStart().length - 2));
    return blanks + wrapped(plain(line), width - indent.length - 2 - blanks.length, `${indent}  ${blanks}`);
  });
  return `${indent}- ${told.join(`\n${indent}  `)}`;
}

function firstLine(text: string): string {
  return plain(text, 300);
}

function closing(verdict: Verdict, width: number, brush: Paint): string {
  const { command } = verdict.run;
  const settle = settling(verdict);
  return [
    ...(settle === null ? [] : [wrapped(settle, width)]),
    ...[spent(verdict), provenance(verdict, (text) => plain(text, 60))].filter((line) => line !== "").map((line) => wrapped(line, width)),
    ...(command === null ? [] : [brush.faint(wrapped(`again: ${plain(command)}`, width, "  "))]),
  ].join("\n");
}
