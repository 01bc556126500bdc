import type { TopLevelSpec } from "vega-lite";
import { around, byName, type Room } from "./figure.ts";

/** Estimates with their intervals on one axis: a row a name, in it a mark a series. */

export type Series = "base" | "head" | "change" | "noise";

export interface IntervalRow {
  /** Unique among the names of a drawing; rows of one name lie in one band. */
  readonly name: string;
  readonly series: Series;
  /** Null where there is nothing to draw: the name stands there all the same. */
  readonly value: number | null;
  readonly interval: { readonly lower: number; readonly upper: number } | null;
  /** Stands at the right, where there is room. */
  readonly figures?: string;
}

export interface IntervalChart {
  readonly rows: readonly IntervalRow[];
  /** Half the width of the band around zero, on the sides that are judged. */
  readonly band?: readonly [number, number] | undefined;
  readonly title: string;
  /** Pixels of a row. */
  readonly step?: number;
  /** Pixels that the figures take at the right. */
  readonly figures?: number;
  /** A name of ours that stands out. */
  readonly strong?: string;
}

/** Not by colour alone: base is hollow, a change is a diamond. */
const LOOKS = {
  domain: ["base", "head", "change", "noise"],
  stroke: ["var(--base)", "var(--head)", "var(--change)", "var(--noise)"],
  fill: ["var(--paper)", "var(--head)", "var(--change)", "var(--paper)"],
  shape: ["circle", "circle", "diamond", "square"],
};

export const SIGNED_LABEL = "datum.value == 0 ? '0' : (datum.value > 0 ? '+' : '−') + format(abs(datum.value), '.2~f')";

/** Values and bounds are proportions, drawn in the order of `rows` from the top. */
export function intervalChart({ rows, band, title, step, figures = 0, strong }: IntervalChart, room: Room): TopLevelSpec {
  const names = [...new Set(rows.map(({ name }) => name))];
  const series = LOOKS.domain.filter((one) => rows.some((row) => row.series === one));
  const figuresWidth = room.isNarrow ? 0 : figures;
  const width = room.width - room.names - figuresWidth;
  const values = rows.flatMap((row) => (row.value === null ? [] : [{ ...row, lower: row.interval?.lower, upper: row.interval?.upper }]));
  const y = byName("name", names, room, strong ?? null);
  const isShared = rows.some((row) => rows.some((other) => other !== row && other.name === row.name));
  const offset = isShared ? { yOffset: { field: "series", scale: { domain: series, padding: 0.6 } } } : {};
  const place = { y, ...offset };
  const color = { field: "series", legend: null, scale: { domain: LOOKS.domain, range: LOOKS.stroke } };
  return {
    ...around(room.names, figuresWidth),
    data: { values },
    width,
    height: { step: step ?? (isShared ? 12 + 11 * series.length : 30), for: "position" },
    encoding: { x: { type: "quantitative", title, scale: { domain: [...domainOf(rows, band)], nice: false }, axis: axisFor(room) } },
    layer: [
      ...(band === undefined
        ? []
        : [
            {
              data: { values: [{}] },
              mark: { type: "rect" as const, color: "var(--band)" },
              encoding: { x: { datum: band[0] }, x2: { datum: band[1] } },
            },
          ]),
      { data: { values: [{}] }, mark: { type: "rule" as const, color: "var(--soft)" }, encoding: { x: { datum: 0 } } },
      {
        transform: [{ filter: "isValid(datum.lower)" }],
        mark: { type: "rule" as const, strokeWidth: 2.5, strokeCap: "round" as const },
        encoding: { ...place, x: { field: "lower", type: "quantitative" }, x2: { field: "upper" }, color },
      },
      {
        mark: { type: "point" as const, size: 70, strokeWidth: 2, opacity: 1 },
        encoding: {
          ...place,
          x: { field: "value", type: "quantitative" },
          stroke: color,
          fill: { field: "series", legend: null, scale: { domain: LOOKS.domain, range: LOOKS.fill } },
          shape: { field: "series", legend: null, scale: { domain: LOOKS.domain, range: LOOKS.shape } },
        },
      },
      ...(figuresWidth === 0
        ? []
        : [
            {
              mark: { type: "text" as const, align: "left" as const, color: "var(--ink)", fontSize: 13 },
              encoding: { ...place, x: { value: width + 14 }, text: { field: "figures" } },
            },
          ]),
    ],
  };
}

function axisFor({ isNarrow }: Room): { readonly labelExpr: string; readonly tickCount: number; readonly grid: true } {
  return { labelExpr: SIGNED_LABEL, tickCount: isNarrow ? 4 : 8, grid: true };
}

/** All that is drawn, zero and the band, with a little room at both ends. */
function domainOf(rows: readonly IntervalRow[], band: readonly [number, number] | undefined): readonly [number, number] {
  const ends = rows.flatMap(({ value, interval }) => (value === null ? [] : [value, interval?.lower ?? value, interval?.upper ?? value]));
  const least = Math.min(0, ...(band ?? []), ...ends);
  const most = Math.max(0, ...(band ?? []), ...ends);
  const rim = Math.max(0.01, (most - least) * 0.04);
  return [least - rim, most + rim];
}
