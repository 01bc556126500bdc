import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { markerOf } from "../../../src/report/marker.ts";
import { stampLine, stampOf } from "../../../src/action/comment/stamp.ts";
import { STATES } from "../../report/states.ts";
import { unjudged, verdictOf } from "../../report/verdict-fixture.ts";
import { CommentJob, HEAD, KEY, LATER_HEAD, PULL } from "./job.ts";

/** The comment against GitHub on loopback: every request and reply is held against GitHub's own description. */

let job: CommentJob;
beforeEach(async () => {
  job = await CommentJob.start();
});
afterEach(async () => {
  expect(job.world.breaches).toEqual([]);
  await job[Symbol.asyncDispose]();
});

const pass = verdictOf({ verdict: "pass" });
const unchanged = unjudged("unchanged", "unchanged", "Both sides send the same.");
const oldBody = `${markerOf(KEY)}\n${stampLine({ head: HEAD, run: 400, attempt: 1 })}\n### an old verdict\n`;
const newerBody = `${markerOf(KEY)}\n${stampLine({ head: HEAD, run: 600, attempt: 1 })}\n### a newer verdict\n`;
const someBot = { login: "other[bot]", type: "Bot" };

test("the first verdict makes a comment that opens with its marker, says who judged what, and links to the job", async () => {
  const told = await job.tell(pass, { link: "https://github.com/acme/app/actions/runs/500" });
  const [comment] = job.world.comments;
  expect(told).toEqual({
    comment: { id: comment!.id, url: `https://github.com/acme/app/pull/7#issuecomment-${comment!.id}` },
    line: expect.stringContaining("comment created"),
    warns: false,
  });
  expect(job.bodies).toHaveLength(1);
  const lines = job.bodies[0]!.split("\n");
  expect(lines.slice(0, 2)).toEqual([markerOf(KEY), stampLine({ head: HEAD, run: 500, attempt: 1 })]);
  expect(lines[2]).toMatch(/^### . gyges · /);
  expect(job.bodies[0]).toContain("[run and report files](https://github.com/acme/app/actions/runs/500)");
});

test.each(Object.entries(STATES))("the verdict %s replaces an old one in place", async (_, verdict) => {
  const old = job.world.comment(PULL, oldBody);
  const told = await job.tell(verdict);
  expect(told.comment?.id).toBe(old.id);
  expect(job.bodies).toHaveLength(1);
  expect(job.bodies[0]).not.toContain("an old verdict");
  expect(job.world.counts()).toEqual({ "pulls/get": 1, "issues/list-comments": 1, "issues/get-comment": 1, "issues/update-comment": 1 });
});

test("where nothing changed no comment is made, but one that is there is told so", async () => {
  expect((await job.tell(unchanged)).line).toBe("no comment: comment: on-change opens none for unchanged");
  expect(job.bodies).toEqual([]);
  job.world.comment(PULL, oldBody);
  await job.tell(unchanged);
  expect(job.bodies[0]).toContain("gyges · UNCHANGED");
});

test("comment: never asks GitHub nothing", async () => {
  expect(await job.tell(pass, { mode: "never" })).toEqual({ comment: null, line: "no comment: comment: never", warns: false });
  expect(job.world.requests).toEqual([]);
});

test("an event about no pull request asks GitHub nothing", async () => {
  const told = await job.tell(pass, { env: job.env({}, 1, 1, "push") });
  expect(told).toEqual({ comment: null, line: "no comment: the event is about no pull request", warns: false });
  expect(job.world.requests).toEqual([]);
});

test("the comment is found behind more than a hundred others", async () => {
  for (let other = 0; other < 230; other += 1) job.world.comment(PULL, `other ${other}`, { login: "someone", type: "User" });
  const own = job.world.comment(PULL, oldBody);
  expect((await job.tell(pass)).comment?.id).toBe(own.id);
  expect(job.world.counts()["issues/list-comments"]).toBe(3);
});

test.each([
  ["another bot", someBot],
  ["a user by the bot's name", { login: "github-actions[bot]", type: "User" }],
  ["a stranger", { login: "stranger", type: "User" }],
])("a comment of %s with our marker is left alone", async (_, author) => {
  const planted = job.world.comment(PULL, oldBody, author);
  const told = await job.tell(pass);
  expect(told.comment?.id).not.toBe(planted.id);
  expect(job.bodies).toHaveLength(2);
  expect(planted.body).toBe(oldBody);
});

test("a marker that is quoted further down is none", async () => {
  const quoting = job.world.comment(PULL, `look:\n${oldBody}`);
  await job.tell(pass);
  expect(quoting.body).toBe(`look:\n${oldBody}`);
  expect(job.bodies).toHaveLength(2);
});

test.each([
  ["another app", someBot],
  ["a person", { login: "octocat", type: "User" }],
])("the token of %s finds its own comment again, and tells it even what opens none", async (_, owner) => {
  job.world.owner = owner;
  const made = await job.tell(pass);
  expect((await job.tell(unchanged, { run: 501 })).comment).toEqual(made.comment);
  expect(job.bodies).toHaveLength(1);
  expect(job.bodies[0]).toContain("gyges · UNCHANGED");
});

test("where GitHub does not say whose token it is, what was made in vain goes again", async () => {
  job.world.owner = someBot;
  const old = job.world.comment(PULL, oldBody);
  job.world.silent = true;
  expect((await job.tell(pass)).comment?.id).toBe(old.id);
  expect(job.bodies).toHaveLength(1);
  expect(job.bodies[0]).toContain("gyges · PASS");
});

test("a comment of an account that is gone is nobody's", async () => {
  const ghost = job.world.comment(PULL, oldBody, null);
  await job.tell(pass);
  expect(ghost.body).toBe(oldBody);
  expect(job.bodies).toHaveLength(2);
});

test("two jobs on one pull request with two keys keep a comment each", async () => {
  await job.tell(pass, { key: "CI/chat" });
  await job.tell(pass, { key: "CI/agent" });
  await job.tell(unchanged, { key: "CI/chat", run: 501 });
  expect(job.bodies.map((body) => body.split("\n")[0])).toEqual([markerOf("CI/chat"), markerOf("CI/agent")]);
  expect(job.bodies[0]).toContain("gyges · UNCHANGED");
  expect(job.bodies[1]).toContain("gyges · PASS");
});

test("a key that begins like another's is not taken for it", async () => {
  job.world.comment(PULL, oldBody.replace(KEY, `${KEY} 2`));
  await job.tell(pass);
  expect(job.bodies).toHaveLength(2);
});

test("of two comments that a race has left the lowest stays", async () => {
  const first = job.world.comment(PULL, oldBody);
  job.world.comment(PULL, oldBody);
  expect((await job.tell(pass)).comment?.id).toBe(first.id);
  expect(job.bodies).toHaveLength(1);
});

test("another job's older comment that came between list and create takes the verdict, and ours goes", async () => {
  let others = 0;
  job.world.before("issues/create-comment", () => void (others = job.world.comment(PULL, oldBody).id));
  expect((await job.tell(pass)).comment?.id).toBe(others);
  expect(job.bodies).toHaveLength(1);
  expect(job.bodies[0]).toContain("gyges · PASS");
});

test("another job's newer comment that came between list and create stands, and ours goes", async () => {
  let others = 0;
  job.world.before("issues/create-comment", () => void (others = job.world.comment(PULL, newerBody).id));
  expect((await job.tell(pass)).comment?.id).toBe(others);
  expect(job.bodies).toEqual([newerBody]);
});

test("five jobs at once leave one comment, of one of them", async () => {
  const runs = [503, 501, 504, 500, 502];
  for (let time = 0; time < 10; time += 1) {
    job.world.comments.splice(0);
    // Each begins when the one before it may be anywhere in its work.
    await Promise.all(runs.map((run, index) => setTimeout(index * time).then(() => job.tell(pass, { run }))));
    expect(job.bodies).toHaveLength(1);
    expect(runs).toContain(stampOf(job.bodies[0]!)?.run);
  }
});

test("a newer verdict in a second comment is left for its own job to take to the first", async () => {
  job.world.comment(PULL, oldBody);
  job.world.comment(PULL, newerBody);
  await job.tell(pass);
  expect(job.bodies).toEqual([oldBody, newerBody]);
});

test("a newer verdict that was written between list and update is not overwritten", async () => {
  const own = job.world.comment(PULL, oldBody);
  job.world.before("issues/get-comment", () => void (own.body = newerBody));
  const told = await job.tell(pass);
  expect(told.line).toContain("tells a newer verdict");
  expect(job.bodies).toEqual([newerBody]);
});

test.each(["issues/get-comment", "issues/update-comment"])("a comment that is deleted before %s is made anew", async (operation) => {
  const own = job.world.comment(PULL, oldBody);
  job.world.before(operation, () => job.world.remove(own.id));
  const told = await job.tell(pass);
  expect(told).toMatchObject({ line: expect.stringContaining("comment created"), warns: false });
  expect(job.bodies).toHaveLength(1);
  expect(job.bodies[0]).toContain("gyges · PASS");
});

test("a comment that every try finds deleted ends in a warning and no heap of comments", async () => {
  for (let time = 0; time < 6; time += 1) {
    job.world.comment(PULL, oldBody);
    job.world.before("issues/get-comment", () => job.world.comments.splice(0, 1));
  }
  const told = await job.tell(pass);
  expect(told).toMatchObject({ comment: null, warns: true });
  expect(job.bodies.every((body) => body === oldBody)).toBe(true);
});

test("where the head has moved on the comment says so", async () => {
  job.world.pulls[0]!.sha = LATER_HEAD;
  await job.tell(pass);
  expect(job.bodies[0]).toContain("> This verdict is about `aaaaaaaaaaaa`. The pull request has moved on to `bbbbbbbbbbbb` since.");
});

test("where the head has moved on a verdict about it stands, although an older run gave it", async () => {
  const body = oldBody.replace(HEAD, LATER_HEAD);
  job.world.pulls[0]!.sha = LATER_HEAD;
  job.world.comment(PULL, body);
  await job.tell(pass);
  expect(job.bodies).toEqual([body]);
});

test("where the head was moved back its old run, run again, has the word", async () => {
  job.world.comment(PULL, newerBody.replace(HEAD, LATER_HEAD));
  await job.tell(pass, { attempt: 2 });
  expect(job.bodies[0]).toContain("gyges · PASS");
});

test("the first attempt does not overwrite the second", async () => {
  await job.tell(unchanged, { attempt: 2, mode: "always" });
  expect((await job.tell(pass, { attempt: 1 })).line).toContain("tells a newer verdict");
  expect(job.bodies[0]).toContain("gyges · UNCHANGED");
});

test("a token that may only read warns with the lines that mend it", async () => {
  job.world.readOnly = true;
  const told = await job.tell(pass);
  expect(told).toMatchObject({ comment: null, warns: true });
  expect(told.line).toMatch(/403 \(Resource not accessible by integration\)[^]*permissions:\n {6}contents: read\n {6}pull-requests: write/);
});

test.each(["You have exceeded a secondary rate limit.", "Unable to create comment because issue is locked."])(
  "a refusal that no permission mends is told without them: %s",
  async (message) => {
    job.world.fail({ operation: "issues/create-comment", status: 403, message });
    const told = await job.tell(pass);
    expect(told).toMatchObject({ comment: null, warns: true, line: expect.stringContaining(message) });
    expect(told.line).not.toContain("permissions");
  },
);

test("a comment that GitHub calls gone although the list shows it is tried again", async () => {
  const own = job.world.comment(PULL, oldBody);
  job.world.fail({ operation: "issues/update-comment", status: 410 });
  expect(await job.tell(pass)).toMatchObject({ comment: { id: own.id }, warns: false });
  expect(own.body).toContain("gyges · PASS");
});

test("on a pull request from a fork it warns of the second workflow instead", async () => {
  job.world.readOnly = true;
  const event = { pull_request: { number: PULL, head: { sha: HEAD, repo: { full_name: "stranger/app" } } } };
  const told = await job.tell(pass, { env: job.env(event) });
  expect(told.line).toContain("sub-action gyges/comment");
  expect(told.line).not.toContain("pull-requests: write");
});

test("a body that GitHub finds too long becomes its headline, with a warning", async () => {
  job.world.fail({ operation: "issues/create-comment", status: 422 });
  const told = await job.tell(pass);
  expect(told).toMatchObject({ comment: { id: job.world.comments[0]!.id }, warns: true });
  expect(job.bodies[0]).toContain("gyges · PASS");
  expect(job.bodies[0]).toContain("too long for a comment");
  expect(job.bodies[0]!.length).toBeLessThan(3000);
});

test("a body that is refused in any length warns", async () => {
  job.world.fail({ operation: "issues/create-comment", status: 422, times: 9 });
  expect(await job.tell(pass)).toMatchObject({ comment: null, warns: true, line: expect.stringContaining("422") });
});

test("a gateway that fails once is asked again after a second, and what it had done all the same is folded", async () => {
  job.world.fail({ operation: "issues/create-comment", status: 502, done: true });
  const told = await job.tell(pass);
  expect(told.warns).toBe(false);
  expect(job.waited).toEqual([1000]);
  expect(job.bodies).toHaveLength(1);
});

test("a limit is waited for as long as it says", async () => {
  job.world.fail({ operation: "issues/list-comments", status: 429, headers: { "retry-after": "7" } });
  expect(await job.tell(pass)).toMatchObject({ warns: false });
  expect(job.waited).toEqual([7000]);
});

test("a limit of more than a minute warns at once", async () => {
  job.world.fail({ operation: "pulls/get", status: 403, headers: { "retry-after": "61" } });
  expect(await job.tell(pass)).toMatchObject({ comment: null, warns: true });
  expect(job.waited).toEqual([]);
});

test.each([404, 410, 401, 500])("GitHub's %i at the pull request warns, after one request", async (status) => {
  job.world.fail({ operation: "pulls/get", status });
  expect(await job.tell(pass)).toMatchObject({ comment: null, warns: true, line: expect.stringContaining(String(status)) });
  expect(job.world.requests).toHaveLength(1);
});

test("a GitHub that is not there warns", async () => {
  const env = { ...job.env({ pull_request: { number: PULL, head: { sha: HEAD, repo: null } } }), GITHUB_API_URL: "http://127.0.0.1:9" };
  expect(await job.tell(pass, { env })).toMatchObject({ comment: null, warns: true, line: expect.stringContaining("no answer") });
});

test("a payload that is no payload warns", async () => {
  expect(await job.tell(pass, { env: job.env({ pull_request: { number: "7" } }) })).toMatchObject({ comment: null, warns: true });
});

test("a token with a line break is refused without being repeated", async () => {
  const told = await job.tell(pass, { token: "secret-of-the-job\n" });
  expect(told).toMatchObject({ comment: null, warns: true });
  expect(told.line).not.toContain("secret-of-the-job");
});
