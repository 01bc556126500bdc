import { readFileSync } from "node:fs";
import type { AfterEach, LiveProvider, Row, Suite } from "../../src/promptfoo/hooks.ts";
import type { RunMode } from "../../src/promptfoo/run-mode.ts";
import type { drawKey, Identity } from "../../src/schema/identity.ts";
import type { storeKey } from "../../src/schema/store.ts";
import type { FixtureRow } from "../promptfoo/fixture.ts";

/**
 * The promptfoo child of a run without promptfoo, so that hundreds can be killed: the extension as it is, its store, and as many calls at a time as asked
 * for over real HTTP. It says `kept KEY` once a draw is on the disk.
 */
const [planPath = "", rowsPath = "", url = "", atOnce = "8"] = process.argv.slice(2);
type Reply = { readonly id: string; readonly sends: boolean };

// The build's: it starts in a third of the time, and is what users run.
const built = (path: string): string => new URL(`../../dist/src/${path}`, import.meta.url).href;
const extension: { readonly RunMode: typeof RunMode } = await import(built("promptfoo/run-mode.js"));
const names: { readonly drawKey: typeof drawKey } = await import(built("schema/identity.js"));
const keys: { readonly storeKey: typeof storeKey } = await import(built("schema/store.js"));
const mode = await extension.RunMode.open(planPath);
const rows: readonly FixtureRow[] = JSON.parse(readFileSync(rowsPath, "utf8"));
const finished = new Map(rows.map((row) => [keyOf(row.testCase), row]));
const provider: LiveProvider = {
  id: () => "fixture:model",
  async callApi(prompt) {
    const reply: Reply = JSON.parse(await (await fetch(url, { method: "POST", body: prompt })).text());
    return { output: `Ready.\nDECISION: ${reply.sends ? "SEND" : "HOLD"}`, metadata: { responseId: reply.id } };
  },
};
const suite: Suite & { tests: Row[] } = { prompts: [], providers: [provider], tests: [] };
await mode.beforeAll({ suite });
const queue = suite.tests.slice();
const results: AfterEach["result"][] = [];
await Promise.all(Array.from({ length: Number(atOnce) }, work));
await mode.afterAll({ prompts: [], results, config: {} });

async function work(): Promise<void> {
  for (let row = queue.shift(); row !== undefined; row = queue.shift()) {
    const key = keyOf(row);
    const response = await provider.callApi(key, { test: row });
    const result = { ...finished.get(key)!, response };
    results.push(result);
    await mode.afterEach({ test: row, result });
    console.log(`kept ${key}`);
  }
}

function keyOf({ metadata }: { readonly metadata?: Record<string, unknown> }): string {
  const identity: Identity = JSON.parse(JSON.stringify(metadata?.["gyges"]));
  return keys.storeKey(identity.pair ?? "", identity.side, names.drawKey(identity));
}
