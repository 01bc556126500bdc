import type { TopLevelSpec } from "vega-lite";
import type { Measure } from "../../../schema/measures.ts";
import type { PairVerdict } from "../../../schema/verdict.ts";
import { interval, listed, signed } from "../../words.ts";
import { around, figure, note, table, type Room } from "../figure.ts";
import { SIGNED_LABEL } from "../intervals.ts";
import { el } from "../node.ts";
import { panel, type Panel } from "../panel.ts";
import { SIDES_KEY } from "./gaps.ts";

/** Pixels that the labels of the vertical axis take. */
const LEFT = 56;
const ID = /^gap-at-temperature\/(.+)$/;

interface Point {
  readonly at: string;
  readonly side: string;
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The gap at each temperature that the probes were drawn at; null where that is one. */
export async function temperaturePanel(id: string, pair: PairVerdict): Promise<Panel | null> {
  const own = pair.measures.filter(({ id: name, side }) => ID.test(name) && side !== "change");
  const points = own.flatMap(pointOf);
  const temperatures = [...new Set(points.map(({ at }) => at))].toSorted((one, other) => rank(one) - rank(other));
  if (temperatures.length < 2) return null;
  const notes = [...new Set(own.flatMap(({ note: said }) => (said === null ? [] : [said])))];
  return panel(
    id,
    "Over temperature",
    el("p", {}, `The gap at ${listed(temperatures.map((at) => (at === "own" ? "the provider's own temperature" : at)))}.`),
    await figure({
      label: "The gap of base and of head at each temperature, with intervals; the figures follow as a table.",
      key: SIDES_KEY,
      spec: (room) => curve(points, temperatures, room),
      table: table(
        ["temperature", "base", "head"],
        temperatures.map((at) => [at, ...["base", "head"].map((side) => cell(points.find((one) => one.at === at && one.side === side)))]),
      ),
    }),
    notes.length === 0 ? null : note(notes.join(" ")),
    note("Temperatures stand side by side, not to scale. A difference between two of them is no verdict: none of this gates."),
  );
}

/** The provider's own stands first, since nobody knows where it would lie. */
function rank(at: string): number {
  return at === "own" ? -1 : Number(at);
}

function pointOf({ id, side, value }: Measure): readonly Point[] {
  if (value.kind === "not-estimable") return [];
  const range = value.interval.kind === "interval" ? value.interval : null;
  return [{ at: ID.exec(id)?.[1] ?? "", side, value: value.value, lower: range?.lower ?? null, upper: range?.upper ?? null }];
}

function cell(point: Point | undefined): string {
  if (point === undefined) return "none";
  const { value, lower, upper } = point;
  return lower === null || upper === null ? signed(value) : `${signed(value)} ${interval({ lower, upper })}`;
}

function curve(points: readonly Point[], temperatures: readonly string[], room: Room): TopLevelSpec {
  const color = { field: "side", legend: null, scale: { domain: ["base", "head"], range: ["var(--base)", "var(--head)"] } };
  const offset = { field: "side", scale: { domain: ["base", "head"], range: [-4, 4] } };
  return {
    ...around(LEFT),
    data: { values: [...points] },
    width: room.width - LEFT,
    height: 220,
    encoding: {
      x: {
        field: "at",
        type: "nominal",
        sort: null,
        scale: { domain: [...temperatures], type: "point", padding: 0.5 },
        title: "temperature",
        axis: { labelAngle: 0 },
      },
      y: { type: "quantitative", title: null, axis: { grid: true, labelExpr: SIGNED_LABEL, tickCount: 5 } },
    },
    layer: [
      {
        data: { values: [{}] },
        mark: { type: "rule", color: "var(--soft)" },
        encoding: { x: { value: 0 }, x2: { value: "width" }, y: { datum: 0 } },
      },
      {
        transform: [{ filter: "datum.at != 'own'" }],
        mark: { type: "line", strokeWidth: 2, opacity: 0.6 },
        encoding: { y: { field: "value", type: "quantitative" }, color },
      },
      {
        transform: [{ filter: "isValid(datum.lower)" }],
        mark: { type: "rule", strokeWidth: 2 },
        encoding: { y: { field: "lower", type: "quantitative" }, y2: { field: "upper" }, xOffset: offset, color },
      },
      {
        mark: { type: "point", size: 80, strokeWidth: 2, opacity: 1 },
        encoding: {
          y: { field: "value", type: "quantitative" },
          xOffset: offset,
          stroke: color,
          fill: { field: "side", legend: null, scale: { domain: ["base", "head"], range: ["var(--paper)", "var(--head)"] } },
        },
      },
    ],
  };
}
