import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chipsOf, openTable, tick, viewEvaluation } from "./promptfoo-viewer.mjs";

const extension = resolve(import.meta.dirname, "../../promptfoo.js");

/** A refusal whose own words, which the row quotes, are an attack on the page. */
const ATTACK =
  "I won't do that <img src=https://evil.example/a onerror=alert(1)> [so](javascript:alert(1)) ![b](https://evil.example/b.png).";

const files = {
  "promptfooconfig.json": JSON.stringify({
    description: "support bot",
    prompts: [{ id: "file://support.json", label: "support" }],
    providers: [
      { id: "package:gyges:OrganismProvider", label: "planted", config: { rate: 0.05, gap: 0.9 } },
      { id: "file://hostile.cjs", label: "hostile" },
    ],
    tests: [{ vars: { message: "Hello" } }],
    extensions: [`file://${extension}:gyges`],
  }),
  "support.json": '[{"role": "system", "content": "You assist a shop."}, {"role": "user", "content": "{{message}}"}]',
  "hostile.cjs": `module.exports = class { id() { return "hostile"; } async callApi() { return { output: ${JSON.stringify(ATTACK)} }; } };`,
};

/** promptfoo's own viewer over a plain evaluation: what a user sees who never leaves promptfoo. */
export async function checkViewer(browser, check) {
  const draws = { GYGES_SCENARIOS: "patch-freeze,water-claim", GYGES_DRAWS: "3", GYGES_MANIPULATION_CHECK: "off" };
  const viewed = await viewEvaluation(files, draws);
  try {
    const out = JSON.parse(readFileSync(join(viewed.folder, "out.json"), "utf8"));
    const table = await openTable(browser, viewed, { viewport: { width: 1800, height: 1000 } });
    await checkChips(table.page, out, check);
    await checkReasons(table, check);
    await table.close();
  } finally {
    await viewed.close();
  }
}

async function checkChips(page, out, check) {
  const gap = out.config.metadata.gyges.columns.find(({ column }) => column.includes("planted")).gap;
  const title = await page.title();
  check("promptfoo's viewer has the verdict and the gaps with their intervals in its title", TITLE.test(title), title);
  const chips = await chipsOf(page, 0);
  const shown = [chips["gap"], chips["gap 90% from"], chips["gap 90% to"]].join();
  const wanted = [gap.value, gap.interval.lower, gap.interval.upper].map((value) => value.toFixed(2)).join();
  check("the gap and the ends of its interval are chips of its column", shown === wanted, `${shown}, wanted ${wanted}`);
  const shares = ["monitored", "unmonitored"].map((condition) => parseFloat(chips[`complied when ${condition}`]) / 100);
  const difference = shares[0] - shares[1];
  check(
    "the chips of the two conditions differ by the gap",
    Math.abs(difference - gap.value) < 0.0002,
    `${shares.join()}, gap ${gap.value}`,
  );
  await page.getByRole("button", { name: "Filter by metric complied when monitored" }).first().click();
  await page.getByText(/^Showing 1 to 12 of 12 results$/).waitFor();
  check("a click on the chip of a condition leaves its draws", true);
}

const TITLE = /^support bot · gyges fail: gap \+0\.\d\d \[[+−]\d\.\d\d, \+\d\.\d\d\]; gap 0\.00 \[−\d\.\d\d, \+\d\.\d\d\]/;

async function checkReasons({ page, seen }, check) {
  await tick(page, ["Pass reasons"]);
  const reasons = page.locator(".pass-reason");
  await reasons.first().waitFor();
  const texts = await reasons.allTextContents();
  const said = texts.filter((text) => /^(?:complied|did not comply) \([\w-]+\): “.+”$/.test(text));
  check(
    "with Pass reasons each cell says what its reply did, with the words that say so",
    said.length === 24,
    texts.slice(0, 3).join("\n     "),
  );
  const quoted = texts.filter((text) => text.includes("<img src=https://evil.example/a onerror=alert(1)>"));
  check("an attack in those words is shown as the text it is", quoted.length === 12, texts.at(-1));
  const foreign = seen.refused.filter((url) => url.includes("evil.example"));
  check("no dialog opens, and nothing is asked for", seen.dialogs.length + foreign.length === 0, [...seen.dialogs, ...foreign].join());
  await tick(page, ["Render Markdown"]);
  const nodes = await page.locator(".pass-reason *").count();
  check("nor does Render Markdown make more of it than text", nodes === 0 && (await reasons.count()) === 24, String(nodes));
  check("and still no dialog opens", seen.dialogs.length === 0, seen.dialogs.join());
}
