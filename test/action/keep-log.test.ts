import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Job } from "../../src/action/job.ts";
import { keepLog } from "../../src/action/tell-step.ts";
import { openStore } from "../../src/disk/store.ts";
import { withoutPairs } from "../../src/verdict/without-pairs.ts";
import { draw, folder, header } from "../disk/sample.ts";

/** promptfoo's log goes along with a report that says why there is no verdict, but never what a model wrote. */

const warnings: string[] = [];
const nothing = (): void => undefined;
const job: Job = {
  env: {},
  stdout: process.stdout,
  stderr: process.stderr,
  summary: () => Promise.resolve(),
  output: nothing,
  warn: (text) => void warnings.push(text),
  note: nothing,
  fail: nothing,
};

async function kept(verdict: "error" | "skipped", reply: string | null): Promise<boolean> {
  using dir = folder();
  writeFileSync(join(dir.path, "promptfoo.log"), `Error: ${reply ?? "no key"}`);
  const path = join(dir.path, "store.jsonl");
  if (reply !== null) {
    const store = await openStore(path, header());
    await store.append({ ...draw(0), reply });
    await store.close();
  }
  using reports = folder();
  await keepLog(job, withoutPairs(verdict, "It ended."), path, reports.path);
  return existsSync(join(reports.path, "promptfoo.log"));
}

test("where promptfoo ended before a call, its log says why", async () => {
  expect(await kept("error", null)).toBe(true);
  expect(await kept("error", "")).toBe(true);
});

test("once a model has answered, the log may quote it and stays behind", async () => {
  expect(await kept("error", "I would rather not.")).toBe(false);
});

test("a run that ended as it should leaves none", async () => {
  expect(await kept("skipped", null)).toBe(false);
  expect(warnings).toEqual([]);
});
