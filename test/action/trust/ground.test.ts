import { expect, test } from "vitest";
import type { Trigger } from "../../../src/action/event.ts";
import { readInputs } from "../../../src/action/inputs.ts";
import { groundOf, type Ground } from "../../../src/action/trust/ground.ts";
import { Repository } from "../repository.ts";

/** Pull requests that change their own gate, in real repositories, as GitHub's merge commit holds them. */

const path = ".github/workflows/gyges.yml";

const workflow = (given: string, more = ""): string => `on: pull_request
jobs:
  gate:
    steps:
      - uses: actions/checkout@v5
      - uses: acme/gyges@v1
        with: {${given}}
${more}`;

interface Change {
  readonly base: Readonly<Record<string, string>>;
  readonly head: Readonly<Record<string, string>>;
  /** What the runner hands to the step. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly trigger?: Partial<Trigger>;
}

async function ground({ base, head, inputs = {}, env = {}, trigger = {} }: Change): Promise<Ground | null> {
  using repository = Repository.create();
  const before = repository.commitFiles({ "promptfooconfig.yaml": "prompts: [a]", ...base });
  repository.git("checkout", "--quiet", "-b", "change");
  const tip = repository.commitFiles(head);
  repository.git("checkout", "--quiet", "main");
  repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "change");
  const merge = repository.git("rev-parse", "HEAD");
  const found = await groundOf({
    trigger: { event: "pull_request", origin: "own", from: null, base: before, head: tip, ...trigger },
    own: readInputs(Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]))),
    env: {
      GITHUB_REPOSITORY: "acme/app",
      GITHUB_WORKFLOW_REF: `acme/app/${path}@refs/pull/7/merge`,
      GITHUB_WORKFLOW_SHA: merge,
      GITHUB_JOB: "gate",
      GITHUB_ACTION: "__acme_gyges",
      GITHUB_ACTION_REPOSITORY: "acme/gyges",
      GITHUB_ACTION_REF: "v1",
      ...env,
    },
    root: repository.folder,
    folder: repository.folder,
  });
  return found === null ? null : { ...found, base: found.base === before ? "before" : found.base };
}

const codes = (found: Ground | null): string[] => (found?.findings ?? []).map(({ code }) => code);

test("a pull request that leaves its workflow alone is told nothing", async () => {
  const found = await ground({ base: { [path]: workflow("margin: 0.2") }, head: { "prompt.txt": "x" }, inputs: { margin: "0.2" } });
  expect(found).toMatchObject({ base: "before", inputs: { margin: 0.2 }, findings: [], env: {} });
});

test("one that raises its own margin is judged by base's, and the finding says so", async () => {
  const found = await ground({
    base: { [path]: workflow("margin: 0.05, max-draws: 10") },
    head: { [path]: workflow("margin: 0.9, max-draws: 2, pack: dilemmas") },
    inputs: { margin: "0.9", "max-draws": "2", pack: "dilemmas" },
  });
  expect(found?.inputs).toMatchObject({ margin: 0.05, "max-draws": 10, pack: "core" });
  expect(found?.findings).toEqual([
    { code: "pr/pack", text: expect.stringContaining("pack from core to dilemmas") },
    { code: "pr/thresholds", text: expect.stringContaining("max-draws from 10 to 2, margin from 0.05 to 0.9") },
  ]);
});

test("one that names what it is compared with is compared with the event's base all the same", async () => {
  const found = await ground({
    base: { [path]: workflow("") },
    head: { [path]: workflow("base-ref: HEAD^2") },
    inputs: { "base-ref": "HEAD^2" },
  });
  expect(found).toMatchObject({
    base: "before",
    findings: [{ code: "pr/thresholds", text: expect.stringContaining("base-ref from nothing to HEAD^2") }],
  });
});

test("one that renames job and file is judged by base's step all the same", async () => {
  const found = await ground({
    base: { ".github/workflows/old.yml": workflow("margin: 0.05").replace("gate:", "old:") },
    head: { [path]: workflow("margin: 0.9"), ".github/workflows/old.yml": "on: push\njobs: {}\n" },
    inputs: { margin: "0.9" },
  });
  expect(found?.inputs.margin).toBe(0.05);
  expect(codes(found)).toEqual(["pr/thresholds"]);
});

test("the first pull request with gyges brings its own values, and is told what is not the default", async () => {
  const head = { [path]: workflow("margin: 0.3") };
  expect(await ground({ base: {}, head: { [path]: workflow("") } })).toMatchObject({ findings: [] });
  const found = await ground({
    base: { ".github/workflows/ci.yml": "on: push\njobs: {test: {steps: [{run: x}]}}\n" },
    head,
    inputs: { margin: "0.3" },
  });
  expect(found).toMatchObject({
    inputs: { margin: 0.3 },
    findings: [{ code: "pr/thresholds", text: expect.stringContaining("margin from 0.1 to 0.3") }],
  });
});

const gate = ".github/workflows/gate.yml";
const reusable = "on: pull_request\njobs:\n  gyges: {uses: ./.github/workflows/gate.yml, with: {margin: 0.1}}\n";

test("a reusable workflow that nobody touches is as good as base's", async () => {
  expect(
    await ground({ base: { [path]: reusable, [gate]: "on: workflow_call\n" }, head: { "prompt.txt": "x" }, inputs: { margin: "0.1" } }),
  ).toMatchObject({
    findings: [],
  });
});

test("one that changes in any file is a finding that withholds a pass", async () => {
  const found = await ground({
    base: { [path]: reusable, [gate]: "on: workflow_call\n" },
    head: { [gate]: "on: workflow_call\n# softer\n" },
  });
  expect(found?.findings).toEqual([
    { code: "pr/workflow-unreadable", text: expect.stringMatching(/gyges\.yml: it may use gyges through a reusable/) },
  ]);
});

test("so is an action of the repository that wraps gyges, wherever it lies", async () => {
  const wrapped = "on: pull_request\njobs: {gate: {steps: [{uses: ./tools/gate}]}}\n";
  const base = { [path]: wrapped, "tools/gate/action.yml": "runs: {using: composite}\n" };
  expect(codes(await ground({ base, head: { "prompt.txt": "x" } }))).toEqual([]);
  expect(codes(await ground({ base, head: { "tools/gate/action.yml": "runs: {using: composite} # softer\n" } }))).toEqual([
    "pr/workflow-unreadable",
  ]);
});

test("a runner that does not name the workflow is no matter where no workflow changes, else a finding", async () => {
  const env = { GITHUB_WORKFLOW_REF: undefined };
  const base = { [path]: workflow("") };
  expect(codes(await ground({ base, head: { "prompt.txt": "x" }, env }))).toEqual([]);
  expect(codes(await ground({ base, head: { [path]: workflow("margin: 0.9") }, inputs: { margin: "0.9" }, env }))).toEqual([
    "pr/workflow-unreadable",
  ]);
  const nowhere = { ...env, GITHUB_WORKFLOW_SHA: undefined };
  expect(codes(await ground({ base, head: { "prompt.txt": "x" }, env: nowhere }))).toEqual(["pr/workflow-unreadable"]);
});

test("a workflow of another repository cannot be changed here", async () => {
  const env = { GITHUB_WORKFLOW_REF: "acme/ci/.github/workflows/gate.yml@refs/heads/main" };
  expect(await ground({ base: {}, head: {}, inputs: { margin: "0.3" }, env })).toMatchObject({ inputs: { margin: 0.3 }, findings: [] });
});

test("another version of the Action, or of gyges in the lock file, is told", async () => {
  const lock = (version: string): string => JSON.stringify({ packages: { "node_modules/gyges": { version } } });
  const base = { [path]: workflow(""), "package-lock.json": lock("1.0.0") };
  const head = { [path]: workflow("").replace("@v1", "@v2"), "package-lock.json": lock("2.0.0") };
  const found = await ground({ base, head, env: { GITHUB_ACTION_REF: "v2" } });
  expect(found?.findings).toEqual([
    { code: "pr/instrument", text: expect.stringContaining("the gyges Action from v1 to v2") },
    { code: "pr/instrument", text: expect.stringContaining("gyges in package-lock.json from 1.0.0 to 2.0.0") },
  ]);
  const others = {
    "package-lock.json": JSON.stringify({ packages: { "node_modules/gyges": { version: "1.0.0" }, "node_modules/x": {} } }),
  };
  expect(codes(await ground({ base, head: others }))).toEqual([]);
});

test("a server that the workflow's env moves stays base's", async () => {
  const server = (url: string): string => workflow("", `        env: {OPENAI_BASE_URL: "${url}"}\n`);
  const env = { OPENAI_BASE_URL: "https://u:secret@evil.example/v1?k=1" };
  const moved = await ground({ base: { [path]: server("https://gw.example/v1") }, head: { [path]: server(env.OPENAI_BASE_URL) }, env });
  expect(moved?.env).toEqual({ OPENAI_BASE_URL: "https://gw.example/v1" });
  expect(moved?.findings).toEqual([
    { code: "pr/endpoint", text: expect.stringContaining("OPENAI_BASE_URL from gw.example to evil.example.") },
  ]);
  expect(JSON.stringify(moved?.findings)).not.toMatch(/secret|k=1/);
  const added = await ground({ base: { [path]: workflow("") }, head: { [path]: server(env.OPENAI_BASE_URL) }, env });
  expect(added?.env).toEqual({ OPENAI_BASE_URL: "" });
});

test("a server that the machine sets, or a setting of the repository, is left alone", async () => {
  const env = { OPENAI_BASE_URL: "https://gw.example/v1" };
  expect(await ground({ base: { [path]: workflow("") }, head: {}, env })).toMatchObject({ env: {}, findings: [] });
  const setting = workflow("", '        env: {OPENAI_BASE_URL: "${{ vars.GATEWAY }}"}\n');
  expect(await ground({ base: { [path]: setting }, head: {}, env })).toMatchObject({ env: {}, findings: [] });
  const swayed = setting.replace("vars.GATEWAY", "steps.x.outputs.url");
  expect(codes(await ground({ base: { [path]: setting }, head: { [path]: swayed }, env }))).toEqual(["pr/workflow-unreadable"]);
});

test("a first push has no ground, unless base-ref names one", async () => {
  const trigger = { event: "push", base: null, head: null } as const;
  expect(await ground({ base: {}, head: {}, trigger })).toBeNull();
  expect(await ground({ base: {}, head: {}, trigger, inputs: { "base-ref": "0".repeat(40) } })).toBeNull();
  expect(await ground({ base: {}, head: {}, trigger, inputs: { "base-ref": "main~1" } })).toMatchObject({ base: "before" });
});

test("where the workflow is not the change's, its inputs hold", async () => {
  const found = await ground({
    base: { [path]: workflow("margin: 0.05") },
    head: { [path]: workflow("margin: 0.3") },
    inputs: { margin: "0.3", "base-ref": "main~1" },
    trigger: { event: "schedule", base: null, head: null },
  });
  expect(found).toMatchObject({ base: "before", inputs: { margin: 0.3 }, findings: [] });
});

test("a merge group that is to run is compared with its base, by base's values", async () => {
  const found = await ground({
    base: { [path]: workflow("margin: 0.05") },
    head: { [path]: workflow("margin: 0.9") },
    inputs: { margin: "0.9", "merge-group": "run" },
    trigger: { event: "merge_group" },
  });
  expect(found).toMatchObject({ base: "before", inputs: { margin: 0.05 } });
});
