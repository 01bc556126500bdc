import { expect, test } from "vitest";
import { readTrigger } from "../../src/action/event.ts";
import type { Trigger } from "../../src/action/event.ts";
import { GitHubJob, sha, type Asked } from "./trust/github.ts";

async function triggerOf(asked: Asked): Promise<Trigger> {
  using job = new GitHubJob(asked);
  return await readTrigger(job.env);
}

const commits = { base: sha("a"), head: sha("b") };

test.each([
  ["own", "own", null],
  ["fork", "fork", "the fork stranger/app"],
  ["gone", "gone", "a fork that is gone"],
  ["dependabot", "dependabot", "a branch of Dependabot's"],
] as const)("a pull request of %s is told as such", async (asked, origin, from) => {
  for (const event of ["pull_request", "pull_request_target"])
    expect(await triggerOf({ event, origin: asked })).toEqual({ event, origin, from, ...commits });
});

test("a fork stays a fork though Dependabot pushed to it", async () => {
  const repo = { full_name: "stranger/app" };
  const payload = { repository: { full_name: "acme/app" }, pull_request: { base: { sha: sha("a") }, head: { sha: sha("b"), repo } } };
  expect(await triggerOf({ event: "pull_request", origin: "dependabot", payload })).toMatchObject({ origin: "fork" });
});

test("a merge group names base and head, a push the commit before it, the others nothing", async () => {
  expect(await triggerOf({ event: "merge_group" })).toEqual({ event: "merge_group", origin: "own", from: null, ...commits });
  expect(await triggerOf({ event: "push" })).toEqual({ event: "push", origin: "own", from: null, base: sha("a"), head: null });
  for (const event of ["schedule", "workflow_dispatch", "release", "workflow_run"])
    expect(await triggerOf({ event })).toEqual({ event, origin: "own", from: null, base: null, head: null });
});

test("the first push of a branch has nothing before it", async () => {
  expect(await triggerOf({ event: "push", base: sha("0") })).toMatchObject({ base: null });
});

test.each(["issue_comment", "check_run", ""])("the event %j is refused and the known ones are named", async (event) => {
  await expect(triggerOf({ event })).rejects.toMatchObject({
    code: "action/event",
    message: expect.stringContaining("pull_request, pull_request_target, merge_group, push, schedule, workflow_dispatch, release"),
  });
});

test.each([
  ["pull_request", { pull_request: { base: { sha: "main" }, head: {} } }],
  ["pull_request", { repository: {} }],
  ["merge_group", { merge_group: { base_sha: "--upload-pack=x" } }],
  ["push", { before: "HEAD^" }],
  ["push", []],
])("a payload of %s that is not GitHub's is an error, never a run", async (event, payload) => {
  await expect(triggerOf({ event, payload })).rejects.toMatchObject({ code: "action/event" });
});

test("so is one that is not there", async () => {
  await expect(readTrigger({ GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: "/nowhere" })).rejects.toMatchObject({
    code: "action/event",
  });
});
