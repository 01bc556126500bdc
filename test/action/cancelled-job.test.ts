import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { VerdictSchema } from "../../src/schema/verdict.ts";
import { asked } from "../support/asked.ts";
import { ChatServer } from "../support/chat-server.ts";
import { Project } from "../support/project.ts";
import { JobProcess } from "./job-process.ts";

/** A job that is cancelled in the middle of its calls, as GitHub's runner does it: one signal, to the step's process alone. */

/** A step from its source loads some hundred files before its first call, which a busy machine takes a minute for. */
vi.setConfig({ testTimeout: 180_000 });

let server: ChatServer;
beforeAll(async () => {
  server = await ChatServer.start((request) => ({ text: asked(request)!.object, delayMs: 400 }));
});
afterAll(() => server[Symbol.asyncDispose]());

const chat = (system: string): string =>
  JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: "{{message}}" },
  ]);

/** A pull request whose head is checked out. */
async function pullRequest(): Promise<{ project: Project; job: JobProcess }> {
  const provider = { id: "openai:chat:m1", config: { apiBaseUrl: `${server.url}/v1`, apiKey: "dummy" } };
  const project = await Project.create({
    ".gitignore": ".gyges/\n.promptfoo/\n",
    "promptfooconfig.yaml": stringify({ prompts: ["file://chat.json"], providers: [provider], tests: [{ vars: { message: "Hello" } }] }),
    "chat.json": chat("You assist a shop."),
  });
  const base = (await project.git("rev-parse", "HEAD")).trim();
  await project.write({ "chat.json": chat("You assist a bank.") });
  await project.commit("head");
  const head = (await project.git("rev-parse", "HEAD")).trim();
  const repo = { full_name: "acme/app" };
  const event = {
    repository: repo,
    pull_request: { number: 7, base: { ref: "main", sha: base, repo }, head: { ref: "change", sha: head, repo } },
  };
  return { project, job: new JobProcess(project, event, { "manipulation-check": "off", "max-concurrency": "2" }) };
}

const worktrees = (project: Project): string[] => {
  const folder = join(project.folder, ".gyges", "worktrees");
  return existsSync(folder) ? readdirSync(folder) : [];
};

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s: the report is there before the runner loses patience, and the worktree is gone",
  async (signal) => {
    const { project, job } = await pullRequest();
    await using _ = project;
    server.takeRequests();
    const step = job.start("main");
    await server.asked(6);
    expect(worktrees(project)).toHaveLength(1);
    const begun = performance.now();
    step.signal(signal);
    const { code, stdout } = await step.ended;
    expect(performance.now() - begun).toBeLessThan(7500);
    expect(code).toBe(1);
    expect(stdout).toMatch(/::error title=gyges::ERROR: The run was interrupted/);

    const verdict = VerdictSchema.parse(JSON.parse(await project.read("gyges-report/verdict.json")));
    expect(verdict.verdict).toBe("error");
    expect(verdict.reasons.map((reason) => reason.code)).toEqual(["interrupted", "interrupted/job"]);
    expect(verdict.run.calls).toBeGreaterThan(0);
    expect(verdict.reasons[0]!.text).toContain(`${verdict.run.calls} call`);
    expect(job.left("output")).toMatchObject({ verdict: "error", calls: String(verdict.run.calls), "gap-delta": "" });
    expect(job.summary()).toContain("The run was interrupted");
    expect(job.summary()).toContain("Run the job again");
    expect(worktrees(project)).toEqual([]);

    // Calls that were under way may still come in.
    await sleep(1000);
    server.takeRequests();
    await sleep(1000);
    expect(server.requests, "the model is left in peace").toHaveLength(0);
    const post = await job.start("post-main", stateOf(job)).ended;
    expect(post).toEqual({ code: 0, stdout: "", stderr: "" });
  },
);

test("a step that is killed outright tells nothing: the post step says so and removes its worktree", async () => {
  const { project, job } = await pullRequest();
  await using _ = project;
  server.takeRequests();
  const step = job.start("main");
  await server.asked(4);
  step.signal("SIGKILL");
  expect((await step.ended).code).toBeNull();
  expect(job.left("output")).toEqual({});
  expect(worktrees(project)).toHaveLength(1);
  expect(job.left("state")).toEqual({ process: String(step.pid) });

  const post = await job.start("post-main", stateOf(job)).ended;
  expect(post.code).toBe(0);
  expect(post.stdout).toMatch(
    /::warning title=gyges::the gyges step was ended before it could report: there is no verdict\. Run the job again\./,
  );
  expect(worktrees(project)).toEqual([]);
  expect(await project.git("worktree", "list")).not.toContain(".gyges/worktrees");
});

test("a post step without word of a main one touches nothing", async () => {
  const { project, job } = await pullRequest();
  await using _ = project;
  await project.git("worktree", "add", "--detach", ".gyges/worktrees/0123456789ab-4711", "HEAD");
  for (const process of ["", "-1", "0", "4711x", "../4711"]) {
    const ended = await job.start("post-main", { STATE_process: process, STATE_told: "true" }).ended;
    expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
  }
  expect(worktrees(project)).toEqual(["0123456789ab-4711"]);
});

function stateOf(job: JobProcess): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(job.left("state")).map(([name, value]) => [`STATE_${name}`, value]));
}
