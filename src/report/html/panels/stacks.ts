import type { TopLevelSpec } from "vega-lite";
import { around, byName, type Room } from "../figure.ts";

/** Bars of shares that add up to all: what a set of draws was made of. */

export interface Part {
  /** Of the bar. Unique among bars. */
  readonly bar: string;
  readonly part: string;
  readonly draws: number;
}

/** @param parts colours by part, in the order in which they lie in the bar */
export function stackChart(rows: readonly Part[], parts: readonly (readonly [part: string, color: string])[], room: Room): TopLevelSpec {
  const bars = [...new Set(rows.map(({ bar }) => bar))];
  const totals = new Map(bars.map((bar) => [bar, rows.filter((row) => row.bar === bar).reduce((sum, { draws }) => sum + draws, 0)]));
  const names = parts.map(([part]) => part);
  const dark = parts.find(([, color]) => color === "var(--k1)")?.[0];
  const values = bars.flatMap((bar) => {
    const total = totals.get(bar) ?? 0;
    let from = 0;
    return names.flatMap((part) => {
      const draws = rows.find((row) => row.bar === bar && row.part === part)?.draws ?? 0;
      if (draws === 0 || total === 0) return [];
      const start = from;
      from += (100 * draws) / total;
      return [{ bar, part, from: start, to: from, draws, middle: (start + from) / 2, isDark: part === dark }];
    });
  });
  const place = byName("bar", bars, room);
  const wide = room.isNarrow ? 14 : 5;
  return {
    ...around(room.names),
    data: { values },
    width: room.width - room.names,
    height: { step: 34 },
    encoding: {
      y: { ...place, scale: { ...place.scale, paddingInner: 0.28, paddingOuter: 0.14 } },
    },
    layer: [
      {
        mark: { type: "bar", stroke: "var(--paper)", strokeWidth: 1 },
        encoding: {
          x: {
            field: "from",
            type: "quantitative",
            title: "draws, %",
            scale: { domain: [0, 100] },
            axis: { grid: false, tickCount: room.isNarrow ? 4 : 10 },
          },
          x2: { field: "to" },
          fill: { field: "part", legend: null, scale: { domain: names, range: parts.map(([, color]) => color) } },
        },
      },
      {
        transform: [{ filter: `datum.to - datum.from > ${wide}` }],
        mark: { type: "text", fontSize: 12, baseline: "middle" },
        encoding: {
          x: { field: "middle", type: "quantitative" },
          text: { field: "draws" },
          color: { condition: { test: "datum.isDark", value: "var(--on-bar)" }, value: "var(--ink)" },
        },
      },
    ],
  };
}
