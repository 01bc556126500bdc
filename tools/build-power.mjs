/**
 * Writes docs/power.html, the power calculator as one file, and the licences of what is bundled in it: part of `npm run docs`. With `--check` it writes
 * nothing and ends with 1 where the committed page is another than this code makes.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { rolldown } from "rolldown";
import { powerPage } from "./power/page.ts";
import { ABSENT } from "./rolldown.action.mjs";
import { licenses, refuseWarnings } from "./rolldown-licenses.mjs";

const root = resolve(import.meta.dirname, "..");

const pages = { html: resolve(root, "docs/power.html"), licenses: resolve(root, "docs/power-licenses.txt") };

/** What @stdlib brings along and no figure comes from: a log that nobody switches on, and the words of errors that are not thrown here. */
const UNUSED = { debug: ABSENT.debug, "@stdlib/string-format": ABSENT["@stdlib/string-format"] };

const withoutUnused = {
  name: "without-unused",
  resolveId: { filter: { id: new RegExp(`^(?:${Object.keys(UNUSED).join("|")})$`) }, handler: (id) => `\0absent:${id}` },
  load: { filter: { id: /^\0absent:/ }, handler: (id) => UNUSED[id.slice("\0absent:".length)] },
};

/** @returns the page and the licences, alike on every machine with the same lockfile */
export async function powerCalculator() {
  const bundle = await rolldown({
    cwd: root,
    platform: "browser",
    input: "tools/power/main.ts",
    plugins: [withoutUnused, licenses("licenses.txt")],
    onLog: refuseWarnings,
    transform: { target: "es2022" },
  });
  const { output } = await bundle.generate({ format: "iife", minify: true, comments: false });
  await bundle.close();
  const [{ code }] = output;
  const terms = output.find(({ fileName }) => fileName === "licenses.txt");
  return { html: powerPage(code.trim()), licenses: String(terms.source) };
}

if (process.argv[1] === import.meta.filename) {
  const made = await powerCalculator();
  const stale = Object.keys(pages).filter((name) => !existsSync(pages[name]) || readFileSync(pages[name], "utf8") !== made[name]);
  if (!process.argv.includes("--check")) for (const name of stale) writeFileSync(pages[name], made[name]);
  else if (stale.length > 0) {
    console.error(`${stale.map((name) => pages[name]).join(", ")}: not what the code makes; type: npm run docs`);
    process.exitCode = 1;
  }
}
