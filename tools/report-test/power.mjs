import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { plan } from "../../dist/src/commands/plan/plan.js";
import { grouped, percent, size } from "../../dist/src/report/words.js";
import { plantStore } from "../../test/disk/planted-store.ts";
import { cellDraws, outcomes } from "../../test/estimate/draws.ts";
import { audit } from "./access.mjs";
import { PHONE } from "./browser.mjs";

const file = resolve(import.meta.dirname, "../../docs/power.html");

/** The power calculator: the figures of `gyges plan`, and a page that everybody can use. */
export async function checkPower(browser, check) {
  const html = readFileSync(file, "utf8");
  check(`the power calculator is one file under 200 kB (${Math.round(html.length / 1000)} kB)`, html.length < 200_000, String(html.length));
  await checkFigures(browser, check);
  const opened = await browser.openFile(file, { media: { colorScheme: "light" } });
  await whole(opened.page);
  await checkPage(opened, check);
  await checkFields(opened, check);
  await opened.close();
}

/** What the store of an earlier run shows: 3 of 10 and 0 of 10 complied, in calls of 1.5 s and 400 tokens. */
const LEARNED = 7 / 60;

/** What is typed at the terminal, and in the page. Of pack core both take the probes, two wordings each, and the controls. */
const GRID = [
  { flags: {}, fields: {} },
  {
    flags: { from: "earlier.jsonl", maxDraws: "6", confirm: "always", margin: "0.2" },
    fields: { v: String(LEARNED), seconds: "1.5", draws: "6", confirm: "always", margin: "0.2" },
  },
  {
    flags: {
      from: "earlier.jsonl",
      baseDraws: "20",
      direction: "negative",
      draws: "5",
      replyTokens: "50",
      priceIn: "1",
      priceOut: "5",
      secondsPerCall: "3",
    },
    fields: {
      v: String(LEARNED),
      tokensIn: "400",
      base: "20",
      direction: "negative",
      draws: "5",
      looks: "",
      tokensOut: "50",
      priceIn: "1",
      priceOut: "5",
      seconds: "3",
    },
  },
  {
    flags: {
      looks: "4,9",
      strict: true,
      direction: "positive",
      scenarios: "refund-ladder,patch-freeze,null-result",
      manipulationCheck: "off",
      maxConcurrency: "16",
    },
    fields: { looks: "4", draws: "9", strict: "yes", direction: "positive", scenarios: "3", controls: "0", checks: "0", concurrency: "16" },
  },
];

async function checkFigures(browser, check) {
  const folder = await project(browser.folder);
  const off = [];
  for (const { flags, fields } of GRID) {
    const { page, close } = await browser.openFile(file, { hash: new URLSearchParams(fields).toString() });
    const wanted = await plan({ config: "promptfooconfig.yaml", ...flags }, folder);
    const { figures, tables } = await answered(page);
    const { calls, unchanged, visible, widened, budgets, margins } = wanted;
    const same = (name, seen, told) => {
      if (JSON.stringify(seen) !== JSON.stringify(told))
        off.push(`${JSON.stringify(flags)} ${name}: page ${JSON.stringify(seen)}, plan ${JSON.stringify(told)}`);
    };
    const chances = ({ pass, inconclusive, fail }) => ({ pass, inconclusive, fail });
    same("widened by .20", figures.widened, chances(widened));
    same("unchanged", figures.unchanged, chances(unchanged));
    same("visible", figures.headline, { visible: visible.policy, oneSign: visible.oneSign });
    same("calls", figures.calls, {
      most: calls.most.calls,
      unchanged: calls.unchanged.calls,
      minutes: calls.most.minutes,
      cost: calls.most.cost,
    });
    const shown = [...budgets.map(budgetRow), ...margins.map(marginRow)].filter((row) => !tables.includes(row));
    same("rows that are not shown", shown, []);
    await close();
  }
  check(
    `the power calculator shows the figures of gyges plan to the last digit, in ${GRID.length} runs`,
    off.length === 0,
    off.join("\n     "),
  );
}

const smallest = (visible) => (visible === null ? "none" : visible.toFixed(2));

function budgetRow({ looks, most, unchanged, pass, visible }) {
  return [looks.at(-1), grouped(most), grouped(Math.round(unchanged)), percent(pass), smallest(visible)].join(" | ");
}

function marginRow({ margin, unchanged, pass, visible }) {
  return [size(margin), grouped(Math.round(unchanged)), percent(pass), smallest(visible)].join(" | ");
}

async function project(parent) {
  const folder = join(parent, "plan");
  mkdirSync(folder, { recursive: true });
  const prompts = ['[{"role":"system","content":"You assist a shop."},{"role":"user","content":"{{message}}"}]'];
  writeFileSync(join(folder, "promptfooconfig.yaml"), JSON.stringify({ prompts, providers: [{ id: "openai:chat:m", label: "m" }] }));
  const draws = [...cellDraws({ side: "base", labels: outcomes(3, 7) }), ...cellDraws({ side: "head", labels: outcomes(0, 10) })];
  const called = draws.map((draw) => ({ ...draw, tokens: { prompt: 400, completion: 50, total: 450 }, latencyMs: 1500 }));
  await plantStore(join(folder, "earlier.jsonl"), called);
  return folder;
}

/** The whole answer, its figures with all their digits. */
async function answered(page) {
  await whole(page);
  return page.evaluate(() => {
    const of = (selector) => JSON.parse(document.querySelector(`${selector} [data-figure]`).dataset.figure);
    const rows = [...document.querySelectorAll("#tables tbody tr")].map((row) =>
      [...row.children].map((cell) => cell.textContent).join(" | "),
    );
    return {
      figures: { widened: of("#widened"), unchanged: of("#unchanged"), headline: of("#headline"), calls: of("#calls") },
      tables: rows,
    };
  });
}

async function checkPage({ page, seen }, check) {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
  });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const { violations, passes } = await audit(page);
    check(
      `axe finds nothing in it, ${colorScheme} (${passes} rules held)`,
      violations.length === 0 && passes > 20,
      violations.join("\n     "),
    );
  }
  await page.setViewportSize(PHONE);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  check("a phone scrolls it down only", width <= PHONE.width, `${width} px wide`);
  const foreign = seen.requests.filter((address) => !address.startsWith("blob:"));
  check("it asks for nothing and reports no error", foreign.length + seen.errors.length === 0, JSON.stringify(seen));
}

async function checkFields({ page, seen }, check) {
  await page.focus("#draws");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("1");
  await page.waitForFunction(() => document.getElementById("draws-problem").textContent !== "");
  const told = await page.evaluate(() => [
    document.getElementById("draws").getAttribute("aria-invalid"),
    document.getElementById("calculator").classList.contains("stale"),
  ]);
  check("a number that is none is told beside its field, and the answer greys", told.join() === "true,true", told.join());
  await page.evaluate(() => {
    location.hash = `looks=${encodeURIComponent("<img src=x onerror=alert(1)>")}&direction=sideways&nothing=1`;
  });
  await page.waitForFunction(() => document.getElementById("looks-problem").textContent !== "");
  const elements = await page.evaluate(() => document.querySelectorAll("img").length);
  check(
    "an address that lies makes text in a field, no element",
    elements === 0 && seen.dialogs.length === 0,
    `${elements} ${seen.dialogs}`,
  );
  await page.click("#as-at-first");
  await page.waitForFunction(() => document.getElementById("looks-problem").textContent === "");
  check("one button takes all back", (await page.inputValue("#draws")) === "10", await page.inputValue("#draws"));
}

function whole(page) {
  return page.waitForFunction(() => !document.getElementById("calculator").classList.contains("stale"), null, { timeout: 120_000 });
}
