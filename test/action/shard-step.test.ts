import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { commandLine, runFlags } from "../../src/action/flags.ts";
import { readInputs } from "../../src/action/inputs.ts";
import type { Job } from "../../src/action/job.ts";
import { runStep } from "../../src/action/run-step.ts";
import { ShardFileSchema } from "../../src/schema/shard.ts";

/** The step of a shard before it draws anything; what it draws is tested on the built bundle. */

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "gyges-shard-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

async function step(inputs: NodeJS.ProcessEnv): Promise<string[]> {
  const event = join(workspace, "event.json");
  const commit = "a".repeat(40);
  const pull_request = { base: { sha: commit }, head: { sha: commit, repo: { full_name: "stranger/app" } } };
  writeFileSync(event, JSON.stringify({ repository: { full_name: "acme/app" }, pull_request }));
  const done: string[] = [];
  const silent = new Proxy(process.stdout, {
    get: (stream, name) => (name === "write" ? () => true : (Reflect.get(stream, name, stream) as unknown)),
  });
  const job: Job = {
    env: { GITHUB_WORKSPACE: workspace, GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: event, ...inputs },
    stdout: silent,
    stderr: silent,
    summary: () => Promise.resolve(),
    output: () => undefined,
    warn: (text) => void done.push(`warn ${text}`),
    note: (text) => void done.push(`note ${text}`),
    fail: (text) => void done.push(`fail ${text}`),
  };
  await runStep(job);
  return done;
}

const file = (): unknown => JSON.parse(readFileSync(join(workspace, "gyges-report/gyges-shard.json"), "utf8"));

test("a shard of a fork's pull request hands on that it was skipped, and what its step fails on", async () => {
  expect((await step({ INPUT_SHARD: "2/4", "INPUT_FAIL-ON": "inconclusive" })).at(-1)).toMatch(/^note SKIPPED/);
  const { shard, verdict, drawn, failOn } = ShardFileSchema.parse(file());
  expect([shard, verdict.verdict, drawn, failOn]).toEqual([{ number: 2, of: 4 }, "skipped", null, ["inconclusive"]]);
});

test("a shard that breaks off says so in its file, so that the merge can name it", async () => {
  expect((await step({ INPUT_SHARD: "2/4", GITHUB_EVENT_PATH: "/nowhere" })).at(-1)).toMatch(/^fail ERROR/);
  expect(ShardFileSchema.parse(file())).toMatchObject({ shard: { number: 2, of: 4 }, verdict: { verdict: "error" }, drawn: null });
});

test("a whole run hands on nothing", async () => {
  await step({});
  expect(file).toThrow(/ENOENT/);
});

test.each(["9/4", "0/4", "3", "3/8/2", "3/999", "three/8"])("%s is no part of a run", async (shard) => {
  expect((await step({ INPUT_SHARD: shard })).at(-1)).toMatch(/^fail ERROR: [^]*wanted/);
});

test("the command that draws the part again names it", () => {
  const inputs = readInputs({ INPUT_SHARD: "3/8" });
  expect(runFlags(inputs, "abc").shard).toBe("3/8");
  expect(commandLine(inputs, "abc")).toContain("--shard 3/8");
});
