import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { htmlReport } from "../../dist/src/report/html/html-report.js";
import { everyPanel, someDraws } from "../../test/report/html/every-panel.ts";
import { STATES } from "../../test/report/states.ts";
import { PHONE } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** axe-core over every kind of page, in light and in dark; and whether a phone and paper hold it. */
export async function checkAccess(browser, check) {
  const pages = new Map([["every panel", await htmlReport({ verdict: everyPanel(), draws: someDraws() })]]);
  for (const [name, verdict] of Object.entries(STATES)) pages.set(name, await htmlReport({ verdict }));
  for (const colorScheme of ["light", "dark"]) {
    const found = [];
    let rules = 0;
    for (const [name, html] of pages) {
      const result = await audited(browser, html, colorScheme);
      rules = Math.max(rules, result.passes);
      found.push(...result.violations.map((one) => `${name}: ${one}`));
    }
    check(
      `axe finds nothing in ${pages.size} pages, ${colorScheme} (${rules} rules held on the largest)`,
      found.length === 0 && rules > 20,
      found.join("\n     "),
    );
  }
  const whole = pages.get("every panel");
  await checkPhone(browser, check, whole);
  await checkPaper(browser, check, whole);
}

async function audited(browser, html, colorScheme) {
  const { page, close } = await browser.open(html, { media: { colorScheme } });
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details")) one.open = true;
    document.querySelector("#draw-table .open")?.click();
  });
  const result = await audit(page);
  await close();
  return result;
}

/** axe-core over the page as it stands. */
export async function audit(page) {
  // By the debugger, past the page's policy, which allows no foreign script.
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return {
    passes: passes.length,
    violations: violations.map(({ id, nodes }) =>
      `${id} ${nodes.length}×: ${nodes[0]?.target} ${nodes[0]?.failureSummary ?? ""}`.replaceAll("\n", " "),
    ),
  };
}

async function checkPhone(browser, check, html) {
  const { page, close } = await browser.open(html, { viewport: PHONE, scale: 2 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  check("a phone scrolls it down only", width <= PHONE.width, `${width} px wide`);
  const sizes = await page.evaluate(() =>
    [...document.querySelectorAll(".narrow svg")].map((svg) => 12 * (svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)),
  );
  const least = Math.min(...sizes);
  check(
    "and words in its drawings are at least 10 px high there",
    sizes.length > 8 && least >= 10,
    `${sizes.length} drawings, ${least} px`,
  );
  await close();
}

async function checkPaper(browser, check, html) {
  const { page, close } = await browser.open(html, { media: { colorScheme: "dark" } });
  await page.emulateMedia({ media: "print" });
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const isTableOut = await page.evaluate(() => getComputedStyle(document.getElementById("draws")).display === "none");
  check(
    "paper is white, also for who reads in the dark, and without the table of draws",
    ground === "rgb(255, 255, 255)" && isTableOut,
    ground,
  );
  const pdf = await page.pdf({ format: "A4", printBackground: true });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  check(`it prints (${pages} pages of A4)`, pages > 1 && pages < 16, `${pages} pages`);
  await close();
}
