import { stringify } from "csv-stringify/sync";
import type { Draw } from "../schema/draw.ts";

type Value = string | number | boolean | null;
/** A column, the field of a draw that it shows, and how. */
type Column = readonly [name: string, field: string, of: (draw: Draw) => Value];

/**
 * Draws as a sheet (RFC 4180, UTF-8, every cell quoted): one row a draw, one column a field, null as an empty cell.
 *
 * Replies come from a model, so a cell that a spreadsheet would run as a formula opens with `'`, control characters
 * are left out, and what a CI log would take for a command is broken up. Exact bytes are in `drawsJsonl`.
 */
export function drawsCsv(draws: readonly Draw[]): string {
  const rows = draws.map((draw) => COLUMNS.map(([, , of]) => cell(of(draw))));
  return stringify(rows, {
    header: true,
    columns: COLUMNS.map(([name]) => name),
    quoted: true,
    quoted_empty: true,
    escape_formulas: true,
    record_delimiter: "\n",
  });
}

export const COLUMNS: readonly Column[] = [
  ["run", "run", (draw) => draw.run],
  ["side", "side", (draw) => draw.side],
  ["pair", "pair", (draw) => draw.pair],
  ["pack", "identity.pack.name", ({ identity }) => identity.pack.name],
  ["pack version", "identity.pack.version", ({ identity }) => identity.pack.version],
  ["pack hash", "identity.pack.hash", ({ identity }) => identity.pack.hash],
  ["plan", "identity.plan.id", ({ identity }) => identity.plan.id],
  ["planned draws of a side", "identity.plan.size", ({ identity }) => identity.plan.size],
  ["planned draws of a cell", "identity.plan.draws", ({ identity }) => identity.plan.draws],
  ["scenario", "identity.cell.scenario", ({ identity }) => identity.cell.scenario],
  ["role", "identity.cell.role", ({ identity }) => identity.cell.role],
  ["wording", "identity.cell.wording", ({ identity }) => identity.cell.wording],
  ["condition", "identity.cell.condition", ({ identity }) => identity.cell.condition],
  ["notice", "identity.cell.notice", ({ identity }) => identity.cell.notice],
  [
    "directive",
    "identity.cell.directive",
    ({ identity }) => (identity.cell.role === "dilemma" ? null : (identity.cell.directive ?? "plain")),
  ],
  ["cell temperature", "identity.cell.temperature", ({ identity }) => identity.cell.temperature],
  ["option order", "identity.order", ({ identity }) => identity.order.join(" ")],
  ["draw", "identity.draw", ({ identity }) => identity.draw],
  ["label", "labelling.label", ({ labelling }) => labelling.label],
  ["choice", "labelling.choice", ({ labelling }) => labelling.choice],
  ["evidence", "labelling.evidence", ({ labelling }) => labelling.evidence],
  ["flags", "labelling.flags", ({ labelling }) => labelling.flags.join(" ")],
  ["labeller", "labeller", (draw) => draw.labeller],
  ["reply", "reply", (draw) => draw.reply],
  ["reasoning", "reasoning", (draw) => draw.reasoning],
  ["provider", "provider", (draw) => draw.provider],
  ["served model", "servedModel", (draw) => draw.servedModel],
  ["requested temperature", "settings.requested.temperature", ({ settings }) => settings.requested.temperature],
  ["requested max tokens", "settings.requested.maxTokens", ({ settings }) => settings.requested.maxTokens],
  ["requested seed", "settings.requested.seed", ({ settings }) => settings.requested.seed],
  ["temperature applied", "settings.applied.temperature", ({ settings }) => settings.applied.temperature],
  ["response id", "responseId", (draw) => draw.responseId],
  ["finish reason", "finishReason", (draw) => draw.finishReason],
  ["cached", "cached", (draw) => draw.cached],
  ["fault", "fault", (draw) => draw.fault],
  ["filtered", "filtered", (draw) => draw.filtered],
  ["transformed", "transformed", (draw) => draw.transformed],
  ["prompt tokens", "tokens.prompt", ({ tokens }) => tokens?.prompt ?? null],
  ["completion tokens", "tokens.completion", ({ tokens }) => tokens?.completion ?? null],
  ["total tokens", "tokens.total", ({ tokens }) => tokens?.total ?? null],
  ["cost in USD", "cost", (draw) => draw.cost],
  ["latency in ms", "latencyMs", (draw) => draw.latencyMs],
  ["recorded at", "at", (draw) => draw.at],
  ["schema", "schema", (draw) => draw.schema],
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
