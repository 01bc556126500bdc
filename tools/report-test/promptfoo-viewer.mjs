import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const promptfoo = join(root, "node_modules/promptfoo/dist/src/entrypoint.js");

/**
 * An evaluation by the checkout's promptfoo, and its viewer over it, in a folder of their own. `config` names files beside it. promptfoo's server
 * listens on all interfaces and cannot be told not to, so what it shows here is made up.
 */
export async function viewEvaluation(files, env = {}) {
  const folder = temporary();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const start = (args) =>
    spawn(process.execPath, [promptfoo, ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...surroundings(folder), ...env },
    });
  const evaluation = start(["eval", "--no-cache", "--no-table", "--no-progress-bar", "-o", "out.json"]);
  const said = collected(evaluation);
  const [code] = await once(evaluation, "close");
  const port = await freePort();
  const server = start(["view", "-n", "-p", String(port)]);
  const address = `http://localhost:${port}`;
  await answering(`${address}/health`, server);
  return {
    folder,
    code,
    said: said(),
    address,
    async close() {
      server.kill();
      if (server.exitCode === null && server.signalCode === null) await once(server, "close");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The viewer's table of the last evaluation, with its chips there. Its telemetry, and all else that it would ask of others, is refused. */
export async function openTable(browser, { address }, options = {}) {
  const isOwn = ({ origin, protocol }) => origin === address || protocol === "data:" || protocol === "blob:";
  const opened = await browser.openAddress(`${address}/eval`, { ...options, isOwn });
  await opened.page.locator(".output-header .metric-chip").first().waitFor({ timeout: 60_000 });
  return opened;
}

/** Ticks boxes of the viewer's Table Settings. */
export async function tick(page, labels) {
  await page.getByRole("button", { name: "Table Settings" }).click();
  for (const label of labels) await page.getByText(label, { exact: true }).click();
  await page.getByRole("button", { name: "Done" }).click();
}

/** A column's chips, by name. */
export async function chipsOf(page, column) {
  const header = page.locator(".output-header").nth(column);
  const names = await header.locator(".metric-name").allTextContents();
  const values = await header.locator(".metric-value").allTextContents();
  return Object.fromEntries(names.map((name, place) => [name, values[place]]));
}

/** Inside the checkout, where promptfoo and gyges resolve. */
function temporary() {
  mkdirSync(join(root, ".gyges/tmp"), { recursive: true });
  return mkdtempSync(join(root, ".gyges/tmp/gyges-viewer-"));
}

function surroundings(folder) {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:GYGES|PROMPTFOO|OPENAI|ANTHROPIC|NODE_|CI$)/.test(name));
  return {
    ...Object.fromEntries(kept),
    PROMPTFOO_DISABLE_TELEMETRY: "1",
    PROMPTFOO_DISABLE_UPDATE: "1",
    PROMPTFOO_CONFIG_DIR: join(folder, ".promptfoo"),
    NO_COLOR: "1",
  };
}

function collected({ stdout, stderr }) {
  const parts = [];
  for (const stream of [stdout, stderr]) stream.on("data", (part) => parts.push(part));
  return () => Buffer.concat(parts).toString();
}

async function freePort() {
  const server = createServer().listen(0);
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function answering(url, child) {
  const said = collected(child);
  for (const end = Date.now() + 120_000; Date.now() < end;) {
    if (child.exitCode !== null) break;
    const reply = await fetch(url).catch(() => null);
    if (reply?.ok) return;
    await new Promise((done) => setTimeout(done, 250));
  }
  child.kill();
  throw new Error(`promptfoo's viewer did not start: ${said()}`);
}
