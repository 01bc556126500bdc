import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import * as z from "zod";
import type { Job } from "../../src/action/job.ts";
import { MergeInputsSchema, readMergeInputs } from "../../src/action/merge-inputs.ts";
import { mergeStep } from "../../src/action/merge-step.ts";
import { OUTPUTS } from "../../src/action/outputs.ts";
import type { FoundShard } from "../../src/run/shard/refusal.ts";
import { VerdictSchema } from "../../src/schema/verdict.ts";
import { QUEUE_SKIP, withoutPairs } from "../../src/verdict/without-pairs.ts";
import { core } from "../judge/scenes.ts";
import { shardsOf, wholeRun } from "../run/shard/parts.ts";

const root = resolve(import.meta.dirname, "../..");
const scenarios = core.scenarios.flatMap(({ id, role }) => (role === "probe" ? [id] : [])).slice(0, 3);
const plan = { draws: 3, dilemmaDraws: 0, conditions: ["monitored", "unmonitored"], temperature: null, scenarios } as const;
const parts = shardsOf(wholeRun({ pack: core, plan, chance: (call) => (call * 0.37) % 1 }), 3);

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), "gyges-merge-"));
});
afterEach(() => rmSync(workspace, { recursive: true }));

/** Lays the files out as actions/download-artifact does. */
function download(found: readonly FoundShard[], folder = "gyges-shards"): void {
  for (const [place, { file }] of found.entries()) {
    const path = join(workspace, folder, `gyges-shard-${place}`, "gyges-shard.json");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(file));
  }
}

async function merged(inputs: NodeJS.ProcessEnv = {}): Promise<string[]> {
  const done: string[] = [];
  const silent = new Proxy(process.stdout, {
    get: (stream, name) => (name === "write" ? () => true : (Reflect.get(stream, name, stream) as unknown)),
  });
  const job: Job = {
    env: { GITHUB_WORKSPACE: workspace, ...inputs },
    stdout: silent,
    stderr: silent,
    summary: (markdown) => Promise.resolve(void done.push(`summary ${markdown}`)),
    output: (name, value) => void done.push(`${name}=${value}`),
    warn: (text) => void done.push(`warn ${text}`),
    note: (text) => void done.push(`note ${text}`),
    fail: (text) => void done.push(`fail ${text}`),
  };
  await mergeStep(job);
  return done;
}

test("the verdict of all parts is told in the order of a whole run: summary, files, outputs, status", async () => {
  download(parts);
  const done = await merged();
  expect(done[0]).toMatch(/^summary [^]*gyges · (?:PASS|FAIL|INCONCLUSIVE)/);
  expect(done.slice(1, OUTPUTS.length + 1).map((one) => one.split("=")[0])).toEqual(OUTPUTS);
  const { verdict, pairs } = VerdictSchema.parse(JSON.parse(readFileSync(join(workspace, "gyges-report/verdict.json"), "utf8")));
  expect(done[1]).toBe(`verdict=${verdict}`);
  expect(pairs).toHaveLength(2);
  expect(readFileSync(join(workspace, "gyges-report/.gitignore"), "utf8")).toBe("*\n");
});

test("a part that is missing is red, and named", async () => {
  download(parts.slice(1));
  const done = await merged();
  expect(done).toContain("verdict=error");
  expect(done.at(-1)).toMatch(/^fail ERROR: [^]*part 1 of 3 is missing/);
});

test("where no shard left a file the job is red, and is told where one comes from", async () => {
  const done = await merged({ INPUT_REPORTS: "nowhere\nelsewhere/*.json" });
  expect(done.at(-1)).toMatch(/^fail ERROR: there is no file of a shard in "nowhere", "elsewhere\/\*\.json"[^]*gyges-shard\.json/);
});

test("files, folders and patterns may be named, a line each, and one file twice is one", async () => {
  download(parts, "here");
  const reports = "here/gyges-shard-0\nhere/gyges-shard-1/gyges-shard.json\nhere/*/gyges-shard.json";
  const done = await merged({ INPUT_REPORTS: reports });
  expect(done.some((one) => /^verdict=(?:pass|fail|inconclusive)$/.test(one))).toBe(true);
});

test("what the shards' steps name turns the merge red, too", async () => {
  const skipped = withoutPairs("skipped", "The head is in a fork.");
  const forked = (failOn: FoundShard["file"]["failOn"]): FoundShard[] =>
    parts.map(({ path, file }) => ({ path, file: { ...file, verdict: skipped, drawn: null, failOn } }));
  download(forked([]));
  expect((await merged()).at(-1)).toMatch(/^note SKIPPED/);
  expect((await merged({ "INPUT_FAIL-ON": "skipped" })).at(-1)).toMatch(/^fail SKIPPED/);
  download(forked(["skipped"]));
  expect((await merged()).at(-1)).toMatch(/^fail SKIPPED/);
});

test("in the merge queue the check is green, whatever the shards' steps and the merge's fail on", async () => {
  const verdict = withoutPairs("skipped", { code: QUEUE_SKIP, text: "In the merge queue no call is made." });
  download(parts.map(({ path, file }): FoundShard => ({ path, file: { ...file, verdict, drawn: null, failOn: ["skipped"] } })));
  expect((await merged({ "INPUT_FAIL-ON": "skipped" })).at(-1)).toMatch(/^note SKIPPED/);
});

test("an input of the shards is refused here, and so is one that nobody knows", async () => {
  download(parts);
  expect((await merged({ INPUT_MARGIN: "0.5" })).at(-1)).toMatch(
    /^fail ERROR: the merge step has no input "margin"[^]*comes here with them/,
  );
  expect((await merged({ INPUT_REPORT: "x" })).at(-1)).toMatch(/^fail ERROR: the merge step has no input "report"[^]*Nearest: report/);
});

test("merge/action.yml has the inputs and defaults of the schema, and the outputs of the Action", () => {
  const Described = z.looseObject({ default: z.string().optional() });
  const Yml = z.looseObject({ inputs: z.record(z.string(), Described), outputs: z.record(z.string(), Described), runs: z.unknown() });
  const read = (name: string): z.infer<typeof Yml> => Yml.parse(parse(readFileSync(join(root, name), "utf8")));
  const own = read("merge/action.yml");
  expect(Object.keys(own.inputs)).toEqual(Object.keys(MergeInputsSchema.shape));
  const { "github-token": token, ...others } = own.inputs;
  expect(token?.default).toBe("${{ github.token }}");
  const written = Object.entries(others).map(([name, { default: value }]) => [`INPUT_${name.toUpperCase()}`, value ?? ""]);
  expect(readMergeInputs(Object.fromEntries(written))).toEqual(readMergeInputs({}));
  expect(own.outputs).toEqual(read("action.yml").outputs);
  expect(own.runs).toEqual({ using: "node24", main: "../dist/action/merge.js" });
});
