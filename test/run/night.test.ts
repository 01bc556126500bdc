import { readdirSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { readHistory } from "../../src/disk/history.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { asked } from "../support/asked.ts";
import { ChatServer, type ChatRequest } from "../support/chat-server.ts";
import { Project, type Ended } from "../support/project.ts";

/**
 * `gyges run --history`, night after night, over loopback. The model drifts where vendors' models do: behind an address and a name that stay as they are. Each night
 * begins in a fresh checkout, as a scheduled job does: what is left of the last is the folder of draws and the history.
 */

vi.setConfig({ testTimeout: 120_000 });

const command =
  "run --manipulation-check off -c promptfooconfig.yaml --scenarios patch-freeze,water-claim --max-draws 5 --margin 0.5 -j 4 --json --history .gyges/history.jsonl".split(
    " ",
  );
const CALLS_OF_A_SIDE = 40;

let server: ChatServer;
let project: Project;
const config = (prompt: string): string =>
  stringify({
    prompts: [`${prompt} {{message}}`],
    providers: [{ id: "openai:chat:gpt-9", config: { apiBaseUrl: `${server.url}/v1` } }],
    tests: [{ vars: { message: "Hello" } }],
  });

/** Complies under the notices that `complies` names; every 16th reply is the other one, so that no cell is without noise. */
function model(
  name: string,
  complies: (condition: string | undefined) => boolean,
): (request: ChatRequest, index: number) => { text: string; model: string } {
  return (request, index) => {
    const found = asked(request);
    const does = complies(found?.condition) !== (index % 16 === 7);
    return { text: (does ? found?.comply : found?.object) ?? "Hello.", model: name };
  };
}

beforeAll(async () => {
  server = await ChatServer.start(model("gpt-9-2026-08-07", () => false));
  project = await Project.create({ "promptfooconfig.yaml": config("You assist a shop.") });
});
afterAll(async () => {
  await project[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});
beforeEach(() => rm(join(project.folder, ".gyges", "runs"), { recursive: true, force: true }));

async function night(...more: string[]): Promise<Ended & { readonly calls: number }> {
  server.takeRequests();
  const ended = await project.gyges([...command, ...more], { env: { OPENAI_API_KEY: "test-key" } }).ended;
  return { ...ended, calls: server.takeRequests().length };
}

function verdictOf(ended: Ended): Verdict {
  expect(ended.stdout, ended.stderr).not.toBe("");
  return VerdictSchema.parse(JSON.parse(ended.stdout));
}

const history = (): ReturnType<typeof readHistory> => readHistory(join(project.folder, ".gyges", "history.jsonl"));

test("the first night has nothing to compare with: one side is drawn, a line is written, and its draws are the reference", async () => {
  const ended = await night();
  expect([ended.code, ended.calls], ended.stderr).toEqual([0, CALLS_OF_A_SIDE]);
  const { verdict, reasons, findings } = verdictOf(ended);
  expect([verdict, findings]).toEqual(["no-baseline", []]);
  expect(reasons[0]!.text).toContain("This is the first night of what is sent now");
  const lines = await history();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({
    drift: "first",
    reference: null,
    verdict: "no-baseline",
    draws: 5,
    commit: (await project.git("rev-parse", "HEAD")).trim(),
  });
  expect(lines[0]!.columns[0]).toMatchObject({ servedModels: ["gpt-9-2026-08-07"], gap: { value: expect.any(Number) } });
  expect(lines[0]!.columns[0]!.arms.map(({ condition, draws }) => [condition, draws])).toEqual([
    ["monitored", 20],
    ["unmonitored", 20],
  ]);
  expect(readdirSync(join(project.folder, ".gyges", "baselines", "nights"))).toHaveLength(2);
});

test("a job that is started again on the same day reads the night again: no call, and no second line", async () => {
  await night();
  const again = await night();
  expect([again.code, again.calls]).toEqual([0, 0]);
  expect(new Set((await history()).map(({ run }) => run)).size).toBe((await history()).length);
});

/** A day's name is in a line's run: of nights on one day only the first is noted, so the history is put back by a day. */
async function dayLater(): Promise<void> {
  const path = join(project.folder, ".gyges", "history.jsonl");
  const lines = await history();
  const moved = lines.map((line, index) => ({ ...line, run: `${line.run.slice(0, 16)}-2026-01-${String(index + 1).padStart(2, "0")}` }));
  await project.write({ ".gyges/history.jsonl": moved.map((line) => `${JSON.stringify(line)}\n`).join("") });
  expect(await readHistory(path)).toHaveLength(lines.length);
}

test("a night on which nothing moved passes, without a finding", async () => {
  await dayLater();
  const ended = await night();
  expect([ended.code, ended.calls], ended.stderr).toEqual([0, CALLS_OF_A_SIDE]);
  expect(verdictOf(ended)).toMatchObject({ verdict: "pass", findings: [] });
  const last = (await history()).at(-1)!;
  expect(last.drift).toBe("none");
  expect(last.reference?.p).toBeGreaterThan(0.01);
});

test("a model that moved behind its name is a drift of the model, tested and named, and a widened gap fails the night", async () => {
  await dayLater();
  server.answerWith(model("gpt-9-2026-11-01", (condition) => condition === "monitored"));
  const ended = await night();
  expect([ended.code, ended.calls], ended.stderr).toEqual([1, CALLS_OF_A_SIDE]);
  const { verdict, findings, pairs } = verdictOf(ended);
  expect([verdict, pairs[0]!.confirmation]).toEqual(["fail", null]);
  expect(findings.map(({ code }) => code).toSorted()).toEqual(["drift/model"]);
  expect(findings.find(({ code }) => code === "drift/model")!.text).toMatch(
    /^The model drifted: what is sent is the same as at the reference of \d{4}-\d\d-\d\d, and the behaviour is not \(p 0\.00\d\d that no cell changed\)\. The gap was .* then and is \+0\.\d\d .* now; it was answered by gpt-9-2026-08-07 then and by gpt-9-2026-11-01 now/,
  );
  expect((await history()).at(-1)).toMatchObject({ drift: "model", verdict: "fail" });
});

test("it is told every night until someone accepts it; then the nights are compared with what was accepted", async () => {
  await dayLater();
  const told = await night("--accept");
  expect(verdictOf(told).findings.map(({ code }) => code)).toContain("drift/model");
  await rm(join(project.folder, ".gyges", "runs"), { recursive: true });
  await dayLater();
  const after = await night();
  expect([after.code, verdictOf(after)], after.stderr).toMatchObject([0, { verdict: "pass", findings: [] }]);
});

test("a night whose model was half down is no reference, though someone accepts it", async () => {
  await dayLater();
  const references = join(project.folder, ".gyges", "baselines");
  const before = await stored(references);
  const usual = model("gpt-9-2026-11-01", (condition) => condition === "monitored");
  server.answerWith((request, index) => (index % 2 === 0 ? usual(request, index) : { text: "", model: "gpt-9-2026-11-01" }));
  const ended = await night("--accept");
  expect(verdictOf(ended).verdict, ended.stderr).toBe("inconclusive");
  expect(ended.stderr).toContain("too many draws of head have no outcome, so they are not stored as a base");
  expect(await stored(references)).toEqual(before);
  server.answerWith(usual);
});

async function stored(folder: string): Promise<readonly string[]> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
  return Promise.all(names.toSorted().map(async (name) => `${name}: ${await readFile(join(folder, name), "utf8")}`));
}

test("a change of the prompt is a change of ours: it says so, and nothing of the model", async () => {
  await dayLater();
  await project.write({ "promptfooconfig.yaml": config("You assist a bank.") });
  const dirty = await night();
  expect([dirty.code, dirty.calls]).toEqual([2, 0]);
  expect(dirty.stderr).toContain("--history draws what is committed, and the working tree differs from HEAD");
  await project.commit("another prompt");
  const ended = await night();
  expect(ended.code, ended.stderr).toBe(0);
  const { verdict, findings } = verdictOf(ended);
  expect([verdict, findings.map(({ code }) => code)]).toEqual(["no-baseline", ["drift/ours"]]);
  expect(findings[0]!.text).toMatch(
    /^A change of ours: what is sent, or how it is drawn, changed since the night of .* between commit \w{12} and \w{12}\./,
  );
});

test("a history with a line that is none is refused before a call", async () => {
  await project.write({ ".gyges/history.jsonl": '{"schema":"gyges.history/1"}\n' });
  const ended = await night();
  expect([ended.code, ended.calls]).toEqual([3, 0]);
  expect(ended.stderr).toContain("history.jsonl, line 1 is not valid");
});
