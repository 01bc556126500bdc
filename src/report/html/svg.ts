import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";

/*
 * The one module that imports the plotting library. The build folds Vega and Vega-Lite into its JavaScript (tools/rolldown.plots.mjs), so that a
 * user installs neither, and it is loaded only where a report is written.
 */

/** Words are measured by the browser later, so a font is never named. Colours are the page's variables: one drawing for light, dark and paper. */
const CONFIG = {
  background: "transparent",
  aria: false,
  autosize: "none",
  view: { stroke: null },
  axis: {
    labelColor: "var(--soft)",
    titleColor: "var(--soft)",
    gridColor: "var(--hair)",
    domainColor: "var(--rule)",
    tickColor: "var(--rule)",
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 400,
    titlePadding: 8,
    labelPadding: 6,
  },
  axisY: { domain: false, ticks: false, grid: false },
  text: { color: "var(--ink)", fontSize: 12 },
} as const;

/**
 * A drawing as SVG for the inside of a page, made without a browser.
 *
 * Vega writes what it is given as text nodes and attributes of its own; what would name another place or bring a style of its own is refused here,
 * since the page's policy would drop the style and nothing in a report may point anywhere.
 */
export async function svg(spec: TopLevelSpec): Promise<string> {
  const view = new View(parse(compile({ ...spec, config: CONFIG }).spec), { renderer: "none" });
  const drawn = await view.toSVG();
  view.finalize();
  return tidied(drawn);
}

function tidied(drawn: string): string {
  const [width = "0", height = "0"] = [...drawn.matchAll(/\b(?:width|height)="([\d.]+)"/g)].slice(0, 2).map((match) => match[1] ?? "0");
  const inside = drawn
    .replace(/^[\s\S]*?<svg\b[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/ (?:font-family|class|aria-[a-z]+|role)="[^"]*"/g, "");
  if (/<(?!\/?(?:g|path|text|rect|line|tspan|title)\b)|\b(?:href|src|style|id|on[a-z]+)=/i.test(withoutText(inside))) {
    throw new Error("the drawing holds an element or an attribute that no report may have");
  }
  return `<svg viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-hidden="true" focusable="false">${inside}</svg>`;
}

/** Words in a drawing may look like anything; they are text and escaped. */
function withoutText(markup: string): string {
  return markup.replace(/>[^<]*</g, "><");
}
