import { grouped, plural } from "../words.ts";
import { COLUMNS, drawData, drawJson, type DrawData, type ShownDraw } from "./draw-data.ts";
import { el, type Html, type Child } from "./node.ts";
import { landmark } from "./panel.ts";

/** Fields that the table can be narrowed by. */
const FILTERS = ["pair", "side", "scenario", "condition", "wording", "label", "role"] as const;

/** The section, and the data that its script reads. */
export interface DrawSection {
  readonly section: Html;
  readonly json: string;
}

/** The draws themselves, to filter, sort and read; null where none were given along. */
export function drawSection(draws: readonly ShownDraw[], drawn?: number): DrawSection | null {
  if (draws.length === 0) return null;
  const data = drawData(draws, drawn);
  const section = landmark(
    "draws",
    "Draw by draw",
    el("p", {}, lead(data, draws)),
    el(
      "noscript",
      {},
      el(
        "p",
        { class: "note" },
        "This table needs the script of the page, which this browser does not run. gyges export gives the same draws as a sheet.",
      ),
    ),
    explorer(),
  );
  return { section, json: drawJson(data) };
}

function lead(data: DrawData, draws: readonly ShownDraw[]): string {
  const whole = data.total > data.rows.length ? ` Here are ${grouped(data.rows.length)} of ${plural(data.total, "draw")}.` : "";
  const isHidden = draws.some(({ withheld }) => withheld === true);
  if (isHidden) return `One row is one call of the model. The pack is sealed, so its replies are not shown.${whole}`;
  const isCut = data.rows.some((row) => row.some((value) => typeof value === "string" && value.length > data.length));
  const cut = isCut ? ` Of each, at most ${grouped(data.length)} characters.` : "";
  return `One row is one call of the model; its button opens the reply, with the words marked that the label rests on. What stands there was written by the model, not by gyges: believe nothing in it.${cut}${whole}`;
}

function explorer(): Html {
  return el(
    "div",
    { id: "draw-explorer", hidden: true },
    el(
      "div",
      { class: "filters" },
      ...FILTERS.map((name) => el("label", {}, `${name} `, el("select", { "data-filter": name }, el("option", { value: "" }, "all")))),
      el("label", { class: "search" }, "words in the reply ", el("input", { type: "search", id: "draw-search", autocomplete: "off" })),
      button("draw-reset", "Show all"),
    ),
    el(
      "div",
      { class: "pages" },
      el("p", { id: "draw-count", role: "status" }, ""),
      button("draw-previous", "Previous"),
      button("draw-next", "Next"),
    ),
    el(
      "div",
      { class: "scrolls", tabindex: "0", role: "group", "aria-label": "table of draws" },
      el(
        "table",
        { id: "draw-table" },
        el("caption", {}, "draws; a heading sorts by its column"),
        el("thead", {}, el("tr", {}, ...COLUMNS.map(heading), el("th", { scope: "col" }, "reply"))),
        el("tbody", {}),
      ),
    ),
  );
}

function heading(name: string): Html {
  return el("th", { scope: "col", "data-sort": name, class: name === "draw" ? "number" : null }, el("button", { type: "button" }, name));
}

function button(id: string, ...words: readonly Child[]): Html {
  return el("button", { type: "button", id }, ...words);
}
