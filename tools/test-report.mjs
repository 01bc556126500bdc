/**
 * The HTML report in a real browser: hostile words, contrast and structure, keyboard, phone, and a store of 10,000 draws; the power calculator; and
 * promptfoo's own viewer over rows of gyges. Needs Chromium, so it is a suite of its own and not part of `npm test`: `apt-get install chromium`, or its path in CHROMIUM. Where there is none it is skipped, and says so;
 * with `--require` it fails.
 */
import { existsSync } from "node:fs";
import { checkAccess } from "./report-test/access.mjs";
import { openBrowser } from "./report-test/browser.mjs";
import { checkHostile } from "./report-test/hostile.mjs";
import { checkLarge } from "./report-test/large.mjs";
import { checkPower } from "./report-test/power.mjs";
import { checkTable } from "./report-test/table.mjs";
import { checkViewer } from "./report-test/viewer.mjs";

const path = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (one) => one !== undefined && existsSync(one),
);
let passed = 0;
let failed = 0;

function check(sentence, holds, seen = "") {
  if (holds) passed += 1;
  else failed += 1;
  console.log(`${holds ? "ok  " : "FAIL"} ${sentence}${holds ? "" : `\n     ${seen}`}`);
}

if (path === undefined) {
  const reason = "no Chromium is installed: apt-get install chromium, or name it in CHROMIUM";
  if (process.argv.includes("--require")) check(reason, false);
  else console.log(`skipped: ${reason}`);
} else {
  const browser = await openBrowser(path);
  try {
    for (const part of [checkTable, checkAccess, checkHostile, checkLarge, checkPower, checkViewer]) await part(browser, check);
  } catch (cause) {
    check("the suite ran to its end", false, cause instanceof Error ? cause.stack : String(cause));
  } finally {
    await browser.close();
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
