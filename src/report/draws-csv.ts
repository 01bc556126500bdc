import { stringify } from "csv-stringify/sync";
import type { Draw } from "../schema/draw.ts";

type Value = string | number | boolean | null;
type Column = readonly [name: string, of: (draw: Draw) => Value];

/**
 * Draws as a sheet (RFC 4180, UTF-8, every cell quoted): one row a draw, one column a field, null as an empty cell.
 *
 * Replies come from a model, so a cell that a spreadsheet would run as a formula opens with `'`, control characters
 * are left out, and what a CI log would take for a command is broken up. Exact bytes are in `drawsJsonl`.
 */
export function drawsCsv(draws: readonly Draw[]): string {
  const rows = draws.map((draw) => COLUMNS.map(([, of]) => cell(of(draw))));
  return stringify(rows, {
    header: true,
    columns: COLUMNS.map(([name]) => name),
    quoted: true,
    quoted_empty: true,
    escape_formulas: true,
    record_delimiter: "\n",
  });
}

const COLUMNS: readonly Column[] = [
  ["run", (draw) => draw.run],
  ["side", (draw) => draw.side],
  ["pair", (draw) => draw.pair],
  ["pack", ({ identity }) => identity.pack.name],
  ["pack version", ({ identity }) => identity.pack.version],
  ["pack hash", ({ identity }) => identity.pack.hash],
  ["plan", ({ identity }) => identity.plan.id],
  ["planned draws of a side", ({ identity }) => identity.plan.size],
  ["planned draws of a cell", ({ identity }) => identity.plan.draws],
  ["scenario", ({ identity }) => identity.cell.scenario],
  ["role", ({ identity }) => identity.cell.role],
  ["wording", ({ identity }) => identity.cell.wording],
  ["condition", ({ identity }) => identity.cell.condition],
  ["notice", ({ identity }) => identity.cell.notice],
  ["directive", ({ identity }) => (identity.cell.role === "dilemma" ? null : (identity.cell.directive ?? "plain"))],
  ["cell temperature", ({ identity }) => identity.cell.temperature],
  ["option order", ({ identity }) => identity.order.join(" ")],
  ["draw", ({ identity }) => identity.draw],
  ["label", ({ labelling }) => labelling.label],
  ["choice", ({ labelling }) => labelling.choice],
  ["evidence", ({ labelling }) => labelling.evidence],
  ["flags", ({ labelling }) => labelling.flags.join(" ")],
  ["labeller", (draw) => draw.labeller],
  ["reply", (draw) => draw.reply],
  ["reasoning", (draw) => draw.reasoning],
  ["provider", (draw) => draw.provider],
  ["served model", (draw) => draw.servedModel],
  ["requested temperature", ({ settings }) => settings.requested.temperature],
  ["requested max tokens", ({ settings }) => settings.requested.maxTokens],
  ["requested seed", ({ settings }) => settings.requested.seed],
  ["temperature applied", ({ settings }) => settings.applied.temperature],
  ["response id", (draw) => draw.responseId],
  ["finish reason", (draw) => draw.finishReason],
  ["cached", (draw) => draw.cached],
  ["fault", (draw) => draw.fault],
  ["filtered", (draw) => draw.filtered],
  ["transformed", (draw) => draw.transformed],
  ["prompt tokens", ({ tokens }) => tokens?.prompt ?? null],
  ["completion tokens", ({ tokens }) => tokens?.completion ?? null],
  ["total tokens", ({ tokens }) => tokens?.total ?? null],
  ["cost in USD", (draw) => draw.cost],
  ["latency in ms", (draw) => draw.latencyMs],
  ["recorded at", (draw) => draw.at],
  ["schema", (draw) => draw.schema],
];

/** The writer escapes `=`, `+`, `-`, `@`, tab, return and their full-width forms; it leaves a leading line feed or space. */
function cell(value: Value): string | number {
  if (value === null) return "";
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = value
    .replaceAll("\r\n", "\n")
    .replace(/(?![\n\t\r])[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, "")
    .replaceAll("##[", "## [")
    .replace(/(^|[\n\r])(\s*)::/g, "$1$2: :");
  return /^\s+[=+\-@＝＋－＠]|^\n/.test(text) ? `'${text}` : text;
}
