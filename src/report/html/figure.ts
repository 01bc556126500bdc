import type { TopLevelSpec } from "vega-lite";
import { all, el, Html, type Child } from "./node.ts";
import { svg } from "./svg.ts";

/** Pixels that a drawing has for its marks and names: on a desk and on paper, and on a phone. */
export interface Room {
  readonly width: number;
  readonly names: number;
  readonly isNarrow: boolean;
}

const WIDE: Room = { width: 800, names: 170, isNarrow: false };
const NARROW: Room = { width: 340, names: 118, isNarrow: true };

export interface Figure {
  /** What is drawn, for those who do not see it; the figures follow as a table. */
  readonly label: string;
  readonly spec: (room: Room) => TopLevelSpec;
  readonly key?: Html | null;
  readonly table: Html;
  /** What the table of figures is called. */
  readonly summary?: string;
}

interface NamesAxis {
  readonly labelColor: string;
  readonly labelFontSize: number;
  readonly labelLimit: number;
  readonly minExtent: number;
  readonly maxExtent: number;
  readonly labelFontWeight: { readonly condition: { readonly test: string; readonly value: "bold" }; readonly value: "normal" };
}

/** The column of names at the left of a drawing, all names flush with the marks. */
function namesAxis({ names, isNarrow }: Room, strong: string | null): NamesAxis {
  return {
    labelColor: "var(--ink)",
    labelFontSize: isNarrow ? 12 : 13,
    // Without a browser a character is taken for .8 of its height; on a screen it is less than half.
    labelLimit: 1.55 * (names - 12),
    minExtent: names - 8,
    maxExtent: names - 8,
    labelFontWeight: { condition: { test: `datum.value == '${strong ?? ""}'`, value: "bold" }, value: "normal" },
  };
}

/** The vertical place of a mark: the row of its name, in the order of `names`. */
export function byName<F extends string>(field: F, names: readonly string[], room: Room, strong: string | null = null): NamedPlace<F> {
  return { field, type: "nominal", title: null, sort: null, scale: { domain: [...names] }, axis: namesAxis(room, strong) };
}

interface NamedPlace<F> {
  readonly field: F;
  readonly type: "nominal";
  readonly title: null;
  readonly sort: null;
  readonly scale: { domain: string[] };
  readonly axis: NamesAxis;
}

/**
 * Room around the marks, for names, figures and the axis. It is given, since Vega without a browser takes every text for wider than it is and would
 * shrink the drawing to fit.
 */
export function around(left: number, right = 0): Pick<TopLevelSpec, "padding"> {
  return { padding: { left, right: right + 12, top: 6, bottom: 46 } };
}

/** A drawing in two sizes, of which the page shows one, and below it the figures that it is drawn from. */
export async function figure({ label, spec, key = null, table, summary = "The figures" }: Figure): Promise<Html> {
  const [wide, narrow] = [new Html(await svg(spec(WIDE))), new Html(await svg(spec(NARROW)))];
  return el(
    "figure",
    {},
    key,
    el("div", { role: "img", "aria-label": label }, el("div", { class: "wide" }, wide), el("div", { class: "narrow" }, narrow)),
    folded(summary, table),
  );
}

export function folded(summary: string, ...inside: readonly Child[]): Html {
  return el("details", {}, el("summary", {}, summary), el("div", { class: "folded" }, ...inside));
}

/** Names of series with the mark that stands for each. */
export function keyOf(series: readonly (readonly [mark: string, words: string])[]): Html {
  return el("ul", { class: "key" }, ...series.map(([mark, words]) => el("li", {}, el("i", { class: `mark ${mark}` }), words)));
}

/** A table of text; the columns behind the first `words` hold numbers. It scrolls by itself where there is no room. */
export function table(header: readonly string[], rows: readonly (readonly string[])[], words = 1, caption: string | null = null): Html {
  const cell = (text: string, place: number, head: "row" | "col" | null): Html =>
    el(head === null ? "td" : "th", { scope: head, class: place < words ? null : "number" }, text);
  return el(
    "div",
    {
      class: "scrolls",
      tabindex: "0",
      role: "group",
      "aria-label": caption ?? `table: ${header.filter((each) => each !== "").join(", ")}`,
    },
    el(
      "table",
      {},
      caption === null ? null : el("caption", {}, caption),
      el("thead", {}, el("tr", {}, ...header.map((text, place) => (text === "" ? el("td", {}) : cell(text, place, "col"))))),
      el("tbody", {}, ...rows.map((row) => el("tr", {}, ...row.map((text, place) => cell(text, place, place === 0 ? "row" : null))))),
    ),
  );
}

/** A paragraph that says what a figure cannot say. */
export function note(...text: readonly Child[]): Html {
  return el("p", { class: "note" }, ...text);
}

export function paragraphs(texts: readonly string[]): Html {
  return all(...texts.map((text) => el("p", {}, text)));
}
