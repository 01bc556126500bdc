import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { all, el, Html, type Child } from "./node.ts";
import { TABLE_SCRIPT } from "./table-script.ts";
import { THEME } from "./theme.ts";

/**
 * One file that needs nothing else: its style and its one script stand in it, and its policy allows those two by their hash and nothing besides:
 * no address, no image, no frame, no form. A browser enforces that for words of a model, too, whatever slipped through.
 *
 * @param data what the script reads, as JSON without `<`; null for a page without a script. It is joined once, since it may hold megabytes
 */
export function page(title: string, data: string | null, ...body: readonly Child[]): string {
  const isScripted = data !== null;
  const head = el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { "http-equiv": "Content-Security-Policy", content: policy(isScripted) }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("meta", { name: "color-scheme", content: "light dark" }),
    el("meta", { name: "referrer", content: "no-referrer" }),
    el("title", {}, title),
    el("style", {}, new Html(THEME)),
  );
  const shown = all(...body).markup;
  const scripts = isScripted ? `<script type="application/json" id="draw-data">${data}</script><script>${TABLE_SCRIPT}</script>` : "";
  return ["<!doctype html>\n", '<html lang="en">', head.markup, "<body>", shown, scripts, "</body></html>\n"].join("");
}

function policy(isScripted: boolean): string {
  return [
    "default-src 'none'",
    `style-src '${hash(THEME)}'`,
    ...(isScripted ? [`script-src '${hash(TABLE_SCRIPT)}'`] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function hash(text: string): string {
  return `sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}`;
}
