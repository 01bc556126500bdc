import type { Estimate } from "../schema/verdict.ts";
import { columns } from "./escape.ts";
import { signed, withInterval } from "./words.ts";

export interface PlotRow {
  readonly name: string;
  readonly estimate: Estimate;
}

/** A stretch of the axis and the columns it is drawn on. */
interface Axis {
  readonly start: number;
  readonly end: number;
  readonly step: number;
  readonly columns: number;
}

const STEPS = [0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1] as const;
const TICK_COLUMNS = 7;
const LEAST_COLUMNS = 24;

/**
 * Estimates with their 90 % intervals on one common axis, drawn in characters.
 *
 * Zero stands as `│`, each margin as `:`, an estimate as `●` between `├` and `┤`. The figures stand at
 * the right, so that the drawing is never the only source. Every line fits `width` where names and figures leave 28 columns of it.
 * @param margins where `:` goes: usually the margin, and its negative where both signs are judged
 */
export function gapPlot(rows: readonly PlotRow[], margins: readonly number[], width: number): string {
  const figures = rows.map(({ estimate }) => withInterval(estimate));
  return plot(rows, margins, width - Math.max(...figures.map(columns)) - 2, figures);
}

/** The same without the figures, for places too narrow for both: they have to follow as a table. */
export function barePlot(rows: readonly PlotRow[], margins: readonly number[], width: number): string {
  return plot(rows, margins, width, []);
}

function plot(rows: readonly PlotRow[], margins: readonly number[], width: number, figures: readonly string[]): string {
  const names = Math.max(...rows.map((row) => columns(row.name)));
  const axis = axisOver(rows, margins, Math.max(LEAST_COLUMNS, width - names - 2));
  const lines = rows.map((row, index) => {
    const name = row.name + " ".repeat(Math.max(0, names - columns(row.name)));
    return `${name}  ${drawn(row.estimate, margins, axis)}  ${figures[index] ?? ""}`;
  });
  const indent = " ".repeat(names + 2);
  return [...lines, indent + ruler(margins, axis), indent + tickLabels(axis)].map((line) => line.trimEnd()).join("\n");
}

function axisOver(rows: readonly PlotRow[], margins: readonly number[], width: number): Axis {
  const ends = rows.flatMap(({ estimate }) => (estimate.kind === "estimated" ? [estimate.interval.lower, estimate.interval.upper] : []));
  const least = Math.min(0, ...margins, ...ends);
  const most = Math.max(0.01, ...margins, ...ends);
  const rim = (most - least) * 0.06;
  const span = most - least + 2 * rim;
  const step = STEPS.find((one) => (one / span) * (width - 1) >= TICK_COLUMNS) ?? 1;
  return { start: least - rim, end: most + rim, step, columns: width };
}

function columnOf(value: number, axis: Axis): number {
  const share = (value - axis.start) / (axis.end - axis.start);
  return Math.min(axis.columns - 1, Math.max(0, Math.round(share * (axis.columns - 1))));
}

function drawn(estimate: Estimate, margins: readonly number[], axis: Axis): string {
  const cells = Array.from({ length: axis.columns }, () => " ");
  for (const margin of margins) cells[columnOf(margin, axis)] = ":";
  cells[columnOf(0, axis)] = "│";
  if (estimate.kind === "estimated") {
    const from = columnOf(estimate.interval.lower, axis);
    const to = columnOf(estimate.interval.upper, axis);
    if (to - from > 1) {
      cells.fill("─", from, to + 1);
      cells[from] = "├";
      cells[to] = "┤";
    }
    cells[columnOf(estimate.value, axis)] = "●";
  }
  return cells.join("");
}

function ruler(margins: readonly number[], axis: Axis): string {
  const cells = Array.from({ length: axis.columns }, () => "─");
  for (const tick of ticks(axis)) cells[columnOf(tick, axis)] = "┴";
  for (const margin of margins) cells[columnOf(margin, axis)] = ":";
  cells[columnOf(0, axis)] = "┼";
  return cells.join("");
}

function tickLabels(axis: Axis): string {
  let line = "";
  for (const tick of ticks(axis)) {
    const text = Math.abs(tick) < 1e-9 ? "0" : signed(tick);
    const at = Math.min(axis.columns - text.length, Math.max(0, columnOf(tick, axis) - Math.floor(text.length / 2)));
    if (at >= line.length + (line === "" ? 0 : 1)) line = line.padEnd(at) + text;
  }
  return line;
}

function ticks(axis: Axis): readonly number[] {
  const first = Math.ceil(axis.start / axis.step);
  const last = Math.floor(axis.end / axis.step);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * axis.step);
}
