import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Job } from "../../src/action/job.ts";
import { runStep } from "../../src/action/run-step.ts";
import { OUTPUTS } from "../../src/action/outputs.ts";

/** A job that notes what the step does to it. Runs that draw are tested on the built bundle: tools/test-action.mjs. */
class Recorder implements Job {
  readonly env: NodeJS.ProcessEnv;
  readonly stdout = silent();
  readonly stderr = silent();
  readonly done: string[] = [];
  summaryText = "";
  canSummarise = true;

  constructor(env: NodeJS.ProcessEnv) {
    this.env = env;
  }

  summary(markdown: string): Promise<void> {
    if (!this.canSummarise) return Promise.reject(new Error("no summaries here"));
    this.done.push("summary");
    this.summaryText = markdown;
    return Promise.resolve();
  }
  output(name: string, value: string): void {
    this.done.push(`${name}=${value}`);
  }
  warn(text: string): void {
    this.done.push(`warn ${text}`);
  }
  note(text: string): void {
    this.done.push(`note ${text}`);
  }
  fail(text: string): void {
    this.done.push(`fail ${text}`);
  }
}

function silent(): NodeJS.WriteStream {
  return new Proxy(process.stdout, {
    get: (stream, name) => (name === "write" ? () => true : (Reflect.get(stream, name, stream) as unknown)),
  });
}

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "gyges-step-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

function forkJob(inputs: NodeJS.ProcessEnv = {}): Recorder {
  const event = join(workspace, "event.json");
  const commit = "a".repeat(40);
  const pull_request = { base: { sha: commit }, head: { sha: commit, repo: { full_name: "stranger/app" } } };
  writeFileSync(event, JSON.stringify({ repository: { full_name: "acme/app" }, pull_request }));
  return new Recorder({ GITHUB_WORKSPACE: workspace, GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: event, ...inputs });
}

test("the summary comes first, then the outputs, and the job's status last", async () => {
  const job = forkJob();
  await runStep(job);
  expect(job.done[0]).toBe("summary");
  expect(job.done.slice(1, -1).map((one) => one.split("=")[0])).toEqual(OUTPUTS);
  expect(job.done.at(-1)).toMatch(/^note SKIPPED: .*stranger\/app/);
});

test("the report files are there, in a folder that git does not see", async () => {
  const job = forkJob({ "INPUT_REPORT-DIR": "out/gyges" });
  await runStep(job);
  expect(readFileSync(join(workspace, "out/gyges/report.md"), "utf8")).toBe(job.summaryText);
  expect(readFileSync(join(workspace, "out/gyges/.gitignore"), "utf8")).toBe("*\n");
  expect(job.done).toContain(`report-json=${join(workspace, "out/gyges/verdict.json")}`);
});

test("a folder that was there already is left to its owner", async () => {
  mkdirSync(join(workspace, "mine"));
  await runStep(forkJob({ "INPUT_REPORT-DIR": "mine" }));
  expect(existsSync(join(workspace, "mine/.gitignore"))).toBe(false);
});

test("skipped turns red where fail-on names it", async () => {
  const job = forkJob({ "INPUT_FAIL-ON": "skipped" });
  await runStep(job);
  expect(job.done.at(-1)).toMatch(/^fail SKIPPED/);
});

test("a summary that cannot be written is a warning, and the verdict stands", async () => {
  const job = forkJob();
  job.canSummarise = false;
  await runStep(job);
  expect(job.done[0]).toMatch(/^warn the step summary could not be written: no summaries here/);
  expect(job.done).toContain("verdict=skipped");
});

test("a report folder that cannot be made stops the step before any call", async () => {
  writeFileSync(join(workspace, "taken"), "");
  const job = forkJob({ "INPUT_REPORT-DIR": "taken/inside" });
  await runStep(job);
  expect(job.done).toContain("verdict=error");
  expect(job.done.at(-1)).toMatch(/^fail ERROR: report-dir cannot be made/);
});

test.each([
  [{ "INPUT_WORKING-DIRECTORY": "nowhere" }, /there is no folder nowhere/],
  [{ INPUT_DIRECTION: "up" }, /"either"\|"positive"\|"negative"/],
  [{ GITHUB_EVENT_NAME: "issue_comment" }, /cannot judge the event "issue_comment" yet/],
])("%j is an error: red, with the way out in the annotation and the summary", async (env, told) => {
  const job = forkJob(env);
  await runStep(job);
  expect(job.done).toContain("verdict=error");
  expect(job.done.at(-1)).toMatch(/^fail ERROR/);
  expect(job.done.at(-1)).toMatch(told);
  expect(job.summaryText).toContain("gyges · ERROR");
});
