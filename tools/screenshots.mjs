/**
 * Pictures of the demo's report and of the power calculator as a reader has them: light, dark, on a phone, on paper. `node tools/screenshots.mjs FOLDER
 * [REPORT.html]`; with `--docs` also those that stand in the pages, promptfoo's viewer among them. Needs a build and Chromium. Without a report it runs the demo, which takes a minute.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { DESK, openBrowser, PHONE } from "./report-test/browser.mjs";
import { pictureOfViewer } from "./report-test/viewer-picture.mjs";

const root = resolve(import.meta.dirname, "..");
const [folder = "screenshots", given] = process.argv.slice(2).filter((word) => word !== "--docs");
const report = given === undefined ? demo() : resolve(given);
mkdirSync(folder, { recursive: true });

const browser = await openBrowser(process.env.CHROMIUM ?? "/usr/bin/chromium");
try {
  const looks = {
    light: { media: { colorScheme: "light" } },
    dark: { media: { colorScheme: "dark" } },
    phone: { viewport: PHONE, scale: 2 },
    print: { media: { colorScheme: "light" }, viewport: { width: 794, height: 1123 } },
  };
  for (const [name, options] of Object.entries(looks)) {
    const { page, close } = await browser.openFile(report, options);
    if (name === "print") await page.emulateMedia({ media: "print" });
    await page.screenshot({ path: join(folder, `report-${name}.png`), fullPage: true });
    await close();
    await ofCalculator(join(folder, `power-${name}.png`), options, { fullPage: true });
  }
  if (process.argv.includes("--docs")) {
    await forReadme();
    const options = { viewport: { ...DESK, height: 1065 }, media: { colorScheme: "light" } };
    await ofCalculator(join(root, "docs/images/power.png"), options, {});
    await pictureOfViewer(browser, join(root, "docs/images/viewer.png"));
  }
} finally {
  await browser.close();
}

/** The top of the page, down to the gap: what a reader sees first. */
async function forReadme() {
  const { page, close } = await browser.openFile(report, { viewport: { ...DESK, width: 900 }, media: { colorScheme: "light" } });
  const foot = await page.evaluate(() => document.getElementById("p1-gap").getBoundingClientRect().bottom);
  const path = join(root, "docs/images/report.png");
  mkdirSync(join(root, "docs/images"), { recursive: true });
  await page.setViewportSize({ width: 900, height: 2000 });
  await page.screenshot({ path, clip: { x: 0, y: 0, width: 900, height: Math.ceil(foot) + 20 } });
  await close();
}

/** The power calculator, once it has computed all of its answer. */
async function ofCalculator(path, options, part) {
  const { page, close } = await browser.openFile(join(root, "docs/power.html"), options);
  await page.waitForFunction(() => !document.getElementById("calculator").classList.contains("stale"));
  await page.screenshot({ path, ...part });
  await close();
}

function demo() {
  execFileSync(process.execPath, [join(root, "dist/src/cli.js"), "demo"], { cwd: root, stdio: "inherit" });
  const path = join(root, ".gyges/demo/.gyges/reports/widened/report.html");
  if (!existsSync(path)) throw new Error(`the demo wrote no ${path}`);
  return path;
}
