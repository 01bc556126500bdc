import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { VerdictSchema } from "../../src/schema/verdict.ts";
import { runStep } from "../../src/action/run-step.ts";
import { COMMENT_OUTPUTS, OUTPUTS } from "../../src/action/outputs.ts";
import { scrubbedJob } from "../../src/action/job.ts";
import { scrubberOf } from "../../src/action/secrets.ts";
import { MockGitHub } from "../github/mock-github.ts";
import { REPOSITORY, TOKEN } from "../github/world.ts";
import { Recorder } from "./recorder.ts";
import { Repository } from "./repository.ts";

/** Runs that draw are tested on the built bundle: tools/test-action.mjs. */

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "gyges-step-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

function forkJob(inputs: NodeJS.ProcessEnv = {}): Recorder {
  const event = join(workspace, "event.json");
  const commit = "a".repeat(40);
  const pull_request = { number: 7, base: { sha: commit }, head: { sha: commit, repo: { full_name: "stranger/app" } } };
  writeFileSync(event, JSON.stringify({ repository: { full_name: "acme/app" }, pull_request }));
  return new Recorder({ GITHUB_WORKSPACE: workspace, GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: event, ...inputs });
}

test("the summary comes first, then the outputs, then the comment's, and the job's status last", async () => {
  const job = forkJob();
  await runStep(job);
  expect(job.done[0]).toBe("summary");
  expect(job.done.slice(1, -1).map((one) => one.split("=")[0])).toEqual([...OUTPUTS, ...COMMENT_OUTPUTS]);
  expect(job.done.at(-1)).toMatch(/^note SKIPPED: .*stranger\/app/);
});

test("the report files are there, in a folder that git does not see", async () => {
  const job = forkJob({ "INPUT_REPORT-DIR": "out/gyges" });
  await runStep(job);
  expect(readFileSync(join(workspace, "out/gyges/report.md"), "utf8")).toBe(job.summaryText);
  expect(readFileSync(join(workspace, "out/gyges/.gitignore"), "utf8")).toBe("*\n");
  expect(job.done).toContain(`report-json=${join(workspace, "out/gyges/verdict.json")}`);
});

test("the verdict lies in the report folder under both its names", async () => {
  await runStep(forkJob());
  const [one, other] = ["verdict.json", "gyges-report.json"].map((name) => readFileSync(join(workspace, "gyges-report", name), "utf8"));
  expect(one).toBe(other);
  expect(JSON.parse(one ?? "")).toMatchObject({ schema: "gyges.verdict/1", verdict: "skipped" });
});

test("no channel of the step shows the value of a secret", async () => {
  await using github = await MockGitHub.start();
  github.world.pull(7, "a".repeat(40));
  // The name of a fork is its owner's choice, and stands in the verdict's reason.
  const job = forkJob({ ...commenting(github), INPUT_COMMENT: "always", OPENAI_API_KEY: "stranger/app" });
  await runStep(scrubbedJob(job, scrubberOf(job.env)));
  const files = ["verdict.json", "gyges-report.json", "report.md"].map((name) =>
    readFileSync(join(workspace, "gyges-report", name), "utf8"),
  );
  const shown = [...job.done, job.summaryText, job.log, ...files, ...github.world.comments.map(({ body }) => body)];
  expect(shown.filter((text) => text.includes("stranger/app"))).toEqual([]);
  expect(shown.filter((text) => text.replaceAll("\\", "").includes("the fork ***")).length).toBeGreaterThanOrEqual(5);
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

test("in the merge queue the check reports green and makes no call, even where fail-on names skipped", async () => {
  const job = forkJob({ GITHUB_EVENT_NAME: "merge_group", "INPUT_FAIL-ON": "skipped" });
  const commit = "a".repeat(40);
  writeFileSync(job.env["GITHUB_EVENT_PATH"]!, JSON.stringify({ merge_group: { base_sha: commit, head_sha: commit } }));
  await runStep(job);
  expect(job.done).toContain("verdict=skipped");
  expect(job.done).toContain("calls=0");
  expect(job.done.at(-1)).toMatch(/^note SKIPPED: In the merge queue no call is made/);
});

test("a summary that cannot be written is a warning, and the verdict stands", async () => {
  const job = forkJob();
  job.canSummarise = false;
  await runStep(job);
  expect(job.done[0]).toMatch(/^warn the step summary could not be written: no summaries here/);
  expect(job.done).toContain("verdict=skipped");
});

const gate = (given: string): string => `on: pull_request\njobs: {gate: {steps: [{uses: acme/gyges@v1, with: {${given}}}]}}\n`;
const config = (server: string): string =>
  `prompts: [{label: p, raw: "Answer: {{message}}"}]\nproviders: [{id: "openai:chat:gpt-5-mini", config: {apiBaseUrl: "${server}"}}]\ntests: [{vars: {message: hi}}]\n`;

/** A pull request that changes its own gate and where its requests go, and nothing else. */
function ownJudge(repository: Repository): Recorder {
  const path = ".github/workflows/gate.yml";
  const base = repository.commitFiles({
    "promptfooconfig.yaml": config("https://gw.example/v1"),
    [path]: gate("fail-on: no-baseline, margin: 0.05"),
  });
  repository.git("checkout", "--quiet", "-b", "change");
  const head = repository.commitFiles({ "promptfooconfig.yaml": config("https://u:secret@evil.example/v1"), [path]: gate("margin: 0.9") });
  repository.git("checkout", "--quiet", "main");
  repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "change");
  const repo = { full_name: "acme/app" };
  const event = join(workspace, "event.json");
  writeFileSync(event, JSON.stringify({ repository: repo, pull_request: { base: { sha: base }, head: { sha: head, repo } } }));
  return new Recorder({
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
    GITHUB_WORKSPACE: repository.folder,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: "acme/app",
    GITHUB_JOB: "gate",
    GITHUB_ACTION: "__acme_gyges",
    GITHUB_ACTION_REPOSITORY: "acme/gyges",
    GITHUB_ACTION_REF: "v1",
    GITHUB_WORKFLOW_REF: `acme/app/${path}@refs/pull/7/merge`,
    GITHUB_WORKFLOW_SHA: repository.git("rev-parse", "HEAD"),
    INPUT_MARGIN: "0.9",
    "INPUT_REPORT-DIR": join(workspace, "report"),
  });
}

test("a pull request that sets its own bar and its own server is judged by base's, and the report says both", async () => {
  using repository = Repository.create();
  const job = ownJudge(repository);
  await runStep(job);
  expect(job.done).toContain("verdict=unchanged");
  const text = readFileSync(join(workspace, "report/verdict.json"), "utf8");
  const verdict = VerdictSchema.parse(JSON.parse(text));
  expect(verdict.policy.margin).toBe(0.05);
  expect(verdict.findings).toEqual([
    { code: "pr/thresholds", text: expect.stringContaining("margin from 0.05 to 0.9, fail-on without no-baseline") },
    { code: "pr/endpoint", text: expect.stringContaining("from gw.example to evil.example.") },
  ]);
  expect(text).not.toContain("secret");
});

test("base's fail-on turns the job red where the pull request took it out", async () => {
  using repository = Repository.create();
  const job = ownJudge(repository);
  job.env["INPUT_CONFIG"] = "new.yaml";
  writeFileSync(join(repository.folder, "new.yaml"), config("https://gw.example/v1"));
  await runStep(job);
  expect(job.done).toContainEqual(expect.stringMatching(/^fail NO BASELINE/));
});

test("a first push has nothing to compare with, and says how to name something", async () => {
  using repository = Repository.create();
  const job = forkJob({ GITHUB_WORKSPACE: repository.folder, GITHUB_EVENT_NAME: "push", GITHUB_SHA: repository.commit("start") });
  writeFileSync(job.env["GITHUB_EVENT_PATH"]!, JSON.stringify({ before: "0".repeat(40) }));
  await runStep(job);
  expect(job.done.at(-1)).toMatch(/^note NO BASELINE: Nothing came before this push/);
  expect(job.summaryText).toContain("base-ref: origin/main");
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
  [{ GITHUB_EVENT_NAME: "issues" }, /cannot judge the event "issues"/],
  [{ GITHUB_EVENT_NAME: "workflow_run" }, /gyges evaluates nothing under it/],
  [{ GITHUB_EVENT_NAME: "pull_request_target" }, /could read this job's secrets/],
])("%j is an error: red, with the way out in the annotation and the summary", async (env, told) => {
  const job = forkJob(env);
  await runStep(job);
  expect(job.done).toContain("verdict=error");
  expect(job.done.at(-1)).toMatch(/^fail ERROR/);
  expect(job.done.at(-1)).toMatch(told);
  expect(job.summaryText).toContain("gyges · ERROR");
});

test("the verdict is told on the pull request, behind the outputs and before the job's status", async () => {
  await using github = await MockGitHub.start();
  github.world.pull(7, "a".repeat(40));
  const job = forkJob({ ...commenting(github), INPUT_COMMENT: "always" });
  await runStep(job);
  const [comment] = github.world.comments;
  expect(comment?.body).toContain("<!-- gyges:v1:CI/gyges -->");
  expect(comment?.body).toContain("gyges · SKIPPED");
  expect(comment?.body).toContain("https://github.com/acme/app/actions/runs/5/attempts/1");
  expect(job.done.slice(-4)).toEqual([
    `comment-url=https://github.com/acme/app/pull/7#issuecomment-${comment?.id}`,
    `comment-id=${comment?.id}`,
    "artifact-name=gyges-report-CI-gyges",
    expect.stringMatching(/^note SKIPPED/),
  ]);
});

test("a comment that fails warns, and the verdict stands", async () => {
  await using github = await MockGitHub.start();
  github.world.pull(7, "a".repeat(40));
  github.world.readOnly = true;
  const job = forkJob({ ...commenting(github), INPUT_COMMENT: "always" });
  await runStep(job);
  expect(job.done.at(-2)).toMatch(/^warn the comment could not be written: .*403/);
  expect(job.done.at(-1)).toMatch(/^note SKIPPED/);
  expect(job.done).toContain("comment-url=");
});

test("an error in another input is told on the pull request too", async () => {
  await using github = await MockGitHub.start();
  github.world.pull(7, "a".repeat(40));
  await runStep(forkJob({ ...commenting(github), INPUT_DIRECTION: "up" }));
  expect(github.world.comments[0]?.body).toContain("gyges · ERROR");
});

function commenting(github: MockGitHub): NodeJS.ProcessEnv {
  return {
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_WORKFLOW: "CI",
    GITHUB_JOB: "gyges",
    GITHUB_RUN_ID: "5",
    GITHUB_RUN_ATTEMPT: "1",
    "INPUT_GITHUB-TOKEN": TOKEN,
  };
}
