import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { type Child, el, Html } from "../../src/report/html/node.ts";
import { THEME } from "../../src/report/html/theme.ts";
import { type Field, type Group, GROUPS } from "./fields.ts";
import { STYLE } from "./style.ts";

/** Where a reader of the page finds the rest, beside it in docs. */
const LINKS = { statistics: "statistics.md", calibration: "calibration.md", cost: "cost.md" };

/**
 * The calculator as one file. Its policy allows its own style and script by their hashes, the script as a worker (`blob:`), and nothing else: no address,
 * no image, no form that is sent.
 *
 * @param code the bundled script
 */
export function powerPage(code: string): string {
  const script = code.replaceAll("</script", String.raw`<\/script`).replaceAll("<!--", String.raw`<\!--`);
  const style = THEME + STYLE;
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    `script-src '${hash(script)}'`,
    "worker-src blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const head = el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("meta", { name: "referrer", content: "no-referrer" }),
    el("title", {}, "What would a run see? gyges power calculator"),
    el("style", {}, new Html(style)),
  );
  const scripted = el("script", {}, new Html(script));
  return [
    "<!doctype html>\n<!-- Written by `npm run docs`; do not edit. -->\n",
    `<html lang="en">`,
    head.markup,
    body(scripted),
    "</html>\n",
  ].join("");
}

function body(script: Html): string {
  return el(
    "body",
    {},
    el(
      "header",
      {},
      el("p", { class: "brand" }, el("span", {}, el("b", {}, "gyges"), " · power calculator"), el("span", {}, "no network, no key")),
    ),
    el(
      "main",
      {},
      el("h1", {}, "What would a run see?"),
      el(
        "p",
        { class: "lead" },
        "How likely is it that a run of this size fails a pull request that widens the gap, how often does it raise a false alarm, and how many calls does it take? By the same code as ",
        el("code", {}, "gyges plan"),
        ".",
      ),
      el(
        "noscript",
        {},
        el(
          "p",
          { class: "note" },
          "This page computes in your browser and needs JavaScript. ",
          el("code", {}, "gyges plan"),
          " prints the same figures.",
        ),
      ),
      el("div", { class: "calculator stale", id: "calculator", "aria-busy": "true" }, headline(), form(), answers()),
    ),
    footer(),
    script,
  ).markup;
}

function form(): Html {
  return el(
    "form",
    { id: "form", "aria-label": "A run, and what is true of the model" },
    ...GROUPS.map(group),
    el("p", { class: "buttons" }, el("button", { type: "reset", id: "as-at-first" }, "All as at first")),
  );
}

function group({ title, folded, fields }: Group): Html {
  const inside = el("div", { class: "fields" }, ...fields.map(field));
  if (folded === true) return el("details", { class: "panel" }, el("summary", {}, title), inside);
  return el("fieldset", { class: "panel" }, el("legend", {}, title), inside);
}

function field(one: Field): Html {
  const notes = [...(one.hint === undefined ? [] : [`${one.id}-hint`]), `${one.id}-problem`].join(" ");
  const common = { id: one.id, name: one.id, "aria-describedby": notes };
  return el(
    "div",
    { class: `field of-${one.kind}` },
    el("label", { for: one.id }, one.label),
    control(one, common),
    one.kind === "number" && one.presets !== undefined ? presets(one.id, one.presets) : null,
    one.hint === undefined ? null : el("small", { id: `${one.id}-hint` }, one.hint),
    el("small", { id: `${one.id}-problem`, class: "problem", role: "alert" }),
  );
}

function control(one: Field, common: Readonly<Record<string, string>>): Child {
  switch (one.kind) {
    case "choice":
      return el(
        "select",
        { ...common, autocomplete: "off" },
        ...Object.entries(one.choices).map(([value, text]) => el("option", { value, selected: value === one.initial ? true : null }, text)),
      );
    case "looks":
      return el("input", { ...common, type: "text", value: one.initial, autocomplete: "off", spellcheck: "false" });
    case "number":
  }
  return el("input", {
    ...common,
    type: "number",
    value: one.initial,
    min: one.least,
    max: one.most,
    step: one.step % 1 === 0 ? one.step : "any",
    inputmode: one.step % 1 === 0 ? "numeric" : "decimal",
    autocomplete: "off",
  });
}

function presets(id: string, values: Readonly<Record<string, string>>): Html {
  return el(
    "span",
    { class: "presets" },
    ...Object.entries(values).map(([value, text]) => el("button", { type: "button", "data-for": id, "data-value": value }, text)),
  );
}

/** Filled by the script, as what stands below. */
function headline(): Html {
  return el("section", { class: "verdict", id: "headline", "aria-live": "polite" }, el("h2", {}, "…"));
}

function answers(): Html {
  return el(
    "div",
    { class: "answers" },
    el("div", { class: "cards", id: "cards" }),
    el("section", { class: "panel", id: "curve", "aria-labelledby": "curve-title" }),
    el("section", { class: "panel", id: "tables", "aria-label": "The plan" }),
  );
}

function footer(): Html {
  const link = (href: string, text: string): Html => el("a", { href }, text);
  return el(
    "footer",
    {},
    el(
      "p",
      {},
      "No draw is missing in these runs, cells weigh alike, and v is the same on both sides. Why the rule is as it is: ",
      link(LINKS.statistics, "statistics"),
      ". How often it errs, simulated draw by draw: ",
      link(LINKS.calibration, "calibration"),
      ". What a run costs: ",
      link(LINKS.cost, "cost"),
      ". Licences of what is bundled here: ",
      link("power-licenses.txt", "power-licenses.txt"),
      ".",
    ),
  );
}

function hash(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}`;
}
