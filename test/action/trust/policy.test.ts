import { expect, test } from "vitest";
import { readTrigger } from "../../../src/action/event.ts";
import { readInputs } from "../../../src/action/inputs.ts";
import { admit, type Admission } from "../../../src/action/trust/admit.ts";
import { EVENTS, POLICY, ruleOf } from "../../../src/action/trust/policy.ts";
import { whoseHead } from "../../../src/action/trust/whose-head.ts";
import { Repository } from "../repository.ts";
import { GitHubJob, type Asked } from "./github.ts";

/** The policy table, row by row, from GitHub's payload to what becomes of the run. */

interface Situation extends Asked {
  readonly inputs?: Record<string, string>;
  readonly env?: NodeJS.ProcessEnv;
}

const input = (name: string): string => `INPUT_${name.toUpperCase()}`;

/** A job whose checkout is the event's own commit, or another where its origin says so. */
async function admitted({ inputs = {}, env = {}, ...asked }: Situation, change?: (repository: Repository) => void): Promise<Admission> {
  using repository = Repository.create();
  const head = repository.commit("start");
  using job = new GitHubJob({ head, ...asked });
  const own = asked.origin === "other" ? {} : { GITHUB_SHA: head };
  const given = Object.entries(inputs).map(([name, value]) => [input(name), value === "HEAD" ? head : value]);
  change?.(repository);
  const around = { ...job.env, ...own, ...env };
  const trigger = await whoseHead(await readTrigger(around), repository.folder, around);
  expect(trigger.origin).toBe(asked.origin ?? "own");
  return await admit(trigger, readInputs(Object.fromEntries(given)), around, repository.folder);
}

async function outcome(situation: Situation, change?: (repository: Repository) => void): Promise<string> {
  return admitted(situation, change).then(
    ({ kind }) => kind,
    (cause: { code: string }) => cause.code,
  );
}

const ROWS = [
  ["pull_request", "own", "run"],
  ["pull_request", "fork", "skip"],
  ["pull_request", "gone", "skip"],
  ["pull_request", "dependabot", "skip"],
  ["pull_request_target", "own", "run"],
  ["pull_request_target", "fork", "action/untrusted"],
  ["pull_request_target", "gone", "action/untrusted"],
  ["pull_request_target", "dependabot", "skip"],
  ["merge_group", "own", "skip"],
  ["push", "own", "run"],
  ["push", "dependabot", "skip"],
  ["push", "other", "action/untrusted"],
  ["schedule", "own", "run"],
  ["schedule", "other", "action/untrusted"],
  ["workflow_dispatch", "own", "run"],
  ["workflow_dispatch", "other", "action/untrusted"],
  ["release", "own", "run"],
  ["release", "other", "action/untrusted"],
  ["workflow_run", "own", "action/untrusted"],
] as const;

test.each(ROWS)("%s with a head of %s: %s", async (event, origin, expected) => {
  expect(await outcome({ event, origin })).toBe(expected);
});

test("these are the rows of the table, each event among them, each with a sentence", () => {
  expect(POLICY.map(({ event, head }) => `${event} ${head}`)).toEqual(ROWS.map(([event, origin]) => `${event} ${origin}`));
  expect(EVENTS.filter((event) => !POLICY.some((row) => row.event === event))).toEqual([]);
  expect(POLICY.filter(({ why }) => !/^[A-Z].{20,}\.$/.test(why))).toEqual([]);
});

test("what the table does not have is refused", () => {
  expect(() => ruleOf({ event: "merge_group", origin: "fork" })).toThrow(expect.objectContaining({ code: "action/event" }));
});

test("wherever the change may bring its own workflow file, the thresholds are the base's", () => {
  const own = new Set(POLICY.filter(({ thresholds }) => thresholds === "own").map(({ event }) => event));
  expect([...own]).toEqual(["pull_request_target", "schedule", "workflow_dispatch", "release", "workflow_run"]);
});

test.each(["fork", "gone", "dependabot"] as const)(
  "with `forks: run` and no key a pull request of %s runs, and its child may get no key",
  async (origin) => {
    const env = { OPENAI_API_KEY: "", OLLAMA_BASE_URL: "http://127.0.0.1:11434" };
    expect(await admitted({ event: "pull_request", origin, inputs: { forks: "run" }, env })).toEqual({ kind: "run", keyless: true });
  },
);

test.each([
  ["a key", { OPENAI_API_KEY: "sk-1" }],
  ["a key that env-pass leaves out", { ANTHROPIC_API_KEY: "sk-2" }],
  ["a variable that env-pass adds", { MY_OWN: "x" }],
  ["an address with a password in it", { OLLAMA_BASE_URL: "http://u:p@127.0.0.1:11434" }],
])("with `forks: run` and %s it stays skipped, and the words name the variable", async (_, env) => {
  const inputs = { forks: "run", "env-pass": "MY_OWN" };
  const admission = await admitted({ event: "pull_request", origin: "fork", inputs, env });
  expect(admission).toMatchObject({ kind: "skip", isFinal: false, reason: { text: expect.stringContaining(Object.keys(env)[0]!) } });
});

test("a skipped fork tells the maintainer the way, and asks nothing of the fork", async () => {
  const admission = await admitted({ event: "pull_request", origin: "fork", inputs: { "head-ref": "0".repeat(40) } });
  expect(admission).toMatchObject({
    kind: "skip",
    reason: { code: "skipped", text: expect.stringMatching(/the fork stranger\/app[^]*a maintainer reads the change/) },
  });
});

test("a fork's commit runs under pull_request_target only where it is allowed, named whole, checked out, and the pull request's own", async () => {
  const asked = { event: "pull_request_target", origin: "fork" } as const;
  const allowed = { "allow-untrusted": "true", "head-ref": "HEAD" };
  expect(await admitted({ ...asked, inputs: allowed })).toEqual({ kind: "run", keyless: false });
  expect(await outcome({ ...asked, inputs: { "allow-untrusted": "true" } })).toBe("action/untrusted");
  expect(await outcome({ ...asked, inputs: { "head-ref": "HEAD" } })).toBe("action/untrusted");
  expect(await outcome({ ...asked, head: "b".repeat(40), inputs: allowed })).toBe("action/untrusted");
  expect(await outcome({ ...asked, inputs: allowed }, (repository) => repository.commit("later"))).toBe("action/head-ref");
});

test("a named commit runs under workflow_dispatch only as it was committed", async () => {
  const asked = { event: "workflow_dispatch", origin: "other", inputs: { "head-ref": "HEAD" } } as const;
  expect(await outcome(asked)).toBe("run");
  expect(await outcome(asked, (repository) => repository.change("start"))).toBe("action/head-ref");
  expect(await outcome({ ...asked, inputs: { "head-ref": "c".repeat(40) } })).toBe("action/head-ref");
});

test("a checkout of another branch of this repository is its own", async () => {
  const onBranch = (repository: Repository): void => void repository.git("update-ref", "refs/remotes/origin/release", "HEAD");
  expect(await outcome({ event: "schedule", env: { GITHUB_SHA: "d".repeat(40) } }, onBranch)).toBe("run");
});

test("a pull request that was fetched by hand is not", async () => {
  const byHand = (repository: Repository): void => void repository.git("update-ref", "refs/remotes/pull/7/merge", "HEAD");
  expect(await outcome({ event: "schedule", origin: "other" }, byHand)).toBe("action/untrusted");
});

test("a merge queue is green whatever fail-on says, or runs where it is asked to", async () => {
  expect(await admitted({ event: "merge_group" })).toMatchObject({ kind: "skip", isFinal: true, reason: { code: "merge-queue" } });
  expect(await admitted({ event: "merge_group", inputs: { "merge-group": "run" } })).toEqual({ kind: "run", keyless: false });
});
