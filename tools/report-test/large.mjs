import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeLongStore } from "../../bench/long-store.ts";
import { measure } from "../../bench/measure.ts";

const cli = fileURLToPath(new URL("../../dist/src/cli.js", import.meta.url));
const MAX_BYTES = 5_000_000;

/** The report of 10,000 draws with long replies: made, weighed and opened. How long that takes is a figure of the bench and no test: machines are busy. */
export async function checkLarge(browser, check) {
  const figures = await largeReport(browser);
  console.log(JSON.stringify({ figure: "report-10k", ...figures }));
  check(`10,000 draws: the file is under 5 MB (${(figures.bytes / 1e6).toFixed(2)} MB)`, figures.bytes < MAX_BYTES);
  check("it opens, and counts all of them", figures.openMilliseconds > 0);
}

/** @returns what making it and opening it took, the quickest of three opens: the machine may be busy */
export async function largeReport(browser) {
  const [store, html] = [join(browser.folder, "store.jsonl"), join(browser.folder, "large.html")];
  await writeLongStore(store, 10_000);
  const { cpuSeconds, peakMegabytes } = measure([cli, "report", store, "--html", html], { runs: 3 });
  const opened = [];
  for (let time = 0; time < 3; time += 1) {
    const begun = performance.now();
    const { page, close } = await browser.openFile(html);
    await page.waitForFunction(() => document.getElementById("draw-count").textContent.endsWith("of 10,000 draws"));
    opened.push(Math.round(performance.now() - begun));
    await close();
  }
  return { draws: 10_000, bytes: statSync(html).size, cpuSeconds, peakMegabytes, openMilliseconds: Math.min(...opened) };
}
