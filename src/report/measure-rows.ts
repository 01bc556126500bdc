import type { Measure } from "../schema/measures.ts";
import type { Interval } from "../schema/verdict.ts";
import type { Escape } from "./headline.ts";
import type { Cells } from "./rows.ts";
import { pValue, signed } from "./words.ts";

/** The measures beside the verdict as a table: a row for each measure and condition, a column for each side and for the change. */
export interface MeasureTable {
  readonly rows: readonly Cells[];
  /** Measures of which no side could be estimated. */
  readonly notEstimable: number;
}

const SIDES = ["base", "head", "change"] as const;

/** @param brief leaves the intervals of single sides out, for where there is little room */
export function measureTable(measures: readonly Measure[], escape: Escape, brief: boolean): MeasureTable {
  const groups = [...Map.groupBy(measures, ({ id, condition }) => `${id} ${condition ?? ""}`).values()];
  const seen = groups.filter((group) => group.some(({ value }) => value.kind === "estimated"));
  return { rows: seen.map((group) => row(group, escape, brief)), notEstimable: groups.length - seen.length };
}

export const MEASURE_HEADER: Cells = ["beside the gate", ...SIDES];

function row(group: readonly Measure[], escape: Escape, brief: boolean): Cells {
  const [first] = group;
  const condition = first?.condition ?? null;
  const name = escape(`${first?.name ?? ""}${condition === null ? "" : `, ${condition}`}`);
  return [
    name,
    ...SIDES.map((side) =>
      cell(
        group.find((measure) => measure.side === side),
        brief && side !== "change",
      ),
    ),
  ];
}

function cell(measure: Measure | undefined, brief: boolean): string {
  if (measure === undefined) return "";
  const { value, chance } = measure;
  if (value.kind === "not-estimable") return "none";
  const range = brief ? null : shownInterval(measure);
  const ends = range === null ? "" : ` [${shown(measure, range.lower)}, ${shown(measure, range.upper)}]`;
  const p = chance === null ? "" : ` (${pValue(chance.p)})`;
  return `${shown(measure, value.value)}${ends}${p}`;
}

/**
 * The interval of a measure as it is shown; null where there is none. A rate lies from 0 to 1, and a symmetric interval around one near an end does not:
 * what lies beyond is not shown. The document keeps the interval as it was computed, and so does whatever reads it.
 */
export function shownInterval({ unit, side, value }: Pick<Measure, "unit" | "side" | "value">): Interval | null {
  if (value.kind === "not-estimable" || value.interval.kind === "none") return null;
  const { lower, upper } = value.interval;
  return unit === "rate" && side !== "change" ? { lower: withinRates(lower), upper: withinRates(upper) } : { lower, upper };
}

function withinRates(end: number): number {
  return Math.min(1, Math.max(0, end));
}

/** Differences carry a sign, shares and distances do not. */
function shown({ unit, side }: Measure, value: number): string {
  const isSigned =
    side === "change" || unit.startsWith("difference") || unit === "rate per unit of temperature" || unit === "squared distance";
  return isSigned || value < 0 ? signed(value) : value.toFixed(2);
}
