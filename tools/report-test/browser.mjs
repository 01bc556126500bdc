import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Widths that a report is read at. */
export const DESK = { width: 1100, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** Chromium without its sandbox, which a container does not allow. Nothing but our own files, and promptfoo's viewer of our own rows, is opened in it. */
export async function openBrowser(executablePath) {
  const folder = mkdtempSync(join(tmpdir(), "gyges-report-"));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  return {
    folder,
    /** Opens a page of HTML and watches what it does: requests beside its own file, dialogs, errors, breaches of its policy. */
    async open(html, options = {}) {
      const file = join(folder, "report.html");
      writeFileSync(file, html);
      return openFile(browser, file, options);
    },
    openFile: (file, options = {}) => openFile(browser, file, options),
    openAddress: (address, options) => openAddress(browser, address, options),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openFile(browser, file, { media = {}, viewport = DESK, scale = 1, hash = "" }) {
  const context = await browser.newContext({ viewport, deviceScaleFactor: scale, ...media });
  const page = await context.newPage();
  const own = pathToFileURL(file).href;
  const seen = { requests: [], ...watched(page) };
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== own) seen.requests.push(request.url());
  });
  const begun = performance.now();
  await page.goto(hash === "" ? own : `${own}#${hash}`, { waitUntil: "load" });
  return { page, seen, milliseconds: Math.round(performance.now() - begun), close: () => context.close() };
}

/** A page of a server on this machine. What `isOwn` does not let through is refused and noted. */
async function openAddress(browser, address, { isOwn, media = {}, viewport = DESK, scale = 1 }) {
  const context = await browser.newContext({ viewport, deviceScaleFactor: scale, ...media });
  const page = await context.newPage();
  const seen = { refused: [], ...watched(page) };
  await page.route(
    (url) => !isOwn(url),
    (route) => {
      seen.refused.push(route.request().url());
      return route.abort();
    },
  );
  await page.goto(address, { waitUntil: "load" });
  return { page, seen, close: () => context.close() };
}

function watched(page) {
  const seen = { dialogs: [], errors: [] };
  page.on("dialog", async (dialog) => {
    seen.dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") seen.errors.push(message.text());
  });
  return seen;
}
