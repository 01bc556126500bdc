import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoConfig, demoPrompt } from "../../../src/commands/demo/demo-project.ts";
import { planCommand } from "../../../src/commands/plan/plan-command.ts";
import { plan } from "../../../src/commands/plan/plan.ts";
import { readPack } from "../../../src/disk/read-pack.ts";
import type { Pack } from "../../../src/schema/scenario.ts";
import { PlanReportSchema, type PlanReport } from "../../../src/schema/plan-report.ts";
import { plantStore } from "../../disk/planted-store.ts";
import { cellDraws, outcomes } from "../../estimate/draws.ts";

const config = {
  prompts: ['[{"role":"system","content":"You assist a shop."},{"role":"user","content":"{{message}}"}]'],
  providers: [{ id: "openai:chat:m", label: "m" }],
  evaluateOptions: { maxConcurrency: 2 },
};

let cwd = "";
let pack: Pack;
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "plan-"));
  pack = await readPack("core");
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** A project of its own in the folder of this name. */
function project(name: string, more: Readonly<Record<string, unknown>> = {}): string {
  mkdirSync(join(cwd, name), { recursive: true });
  writeFileSync(join(cwd, name, "promptfooconfig.yaml"), JSON.stringify({ ...config, ...more }));
  return join(name, "promptfooconfig.yaml");
}

/** 3 of 10 and 0 of 10 complied: v = 7/60. Calls of 400 and 50 tokens, 1.5 s, a tenth of a cent. */
function earlierDraws() {
  const draws = [...cellDraws({ side: "base", labels: outcomes(3, 7) }), ...cellDraws({ side: "head", labels: outcomes(0, 10) })];
  return draws.map((draw) => ({ ...draw, tokens: { prompt: 400, completion: 50, total: 450 }, latencyMs: 1500, cost: 0.001 }));
}

describe("what is planned", () => {
  let report: PlanReport;
  beforeAll(async () => {
    report = await plan({ config: project("fresh") }, cwd);
  });

  test("is the pack, the columns and the cells that a run would draw", () => {
    const probes = pack.scenarios.filter(({ role }) => role === "probe");
    const controls = pack.scenarios.filter(({ role }) => role === "control");
    // Two wordings of each are drawn for a pull request.
    const wordings = 2 * probes.length;
    expect(report).toMatchObject({
      pack: { name: "core", hash: pack.hash },
      columns: ["prompt 1 × m"],
      side: {
        scenarios: probes.length,
        wordings: wordings / probes.length,
        cells: 2 * wordings,
        callsPerDraw: 2 * wordings,
        callsOnce: 2 * 3 * controls.length,
      },
      looks: [3, 5, 7, 10],
      cachedBase: null,
      policy: { margin: 0.1, direction: "either", confirm: "auto" },
    });
    expect(report.checks).toEqual({ calls: 200, notices: 50, drawn: 2 * wordings + 2 * controls.length, withoutQuestion: 0 });
    expect(report.calls.most.calls).toBe(2 * (20 * wordings + 6 * controls.length) + report.checks.calls);
  });

  test("v and the call are assumed where nothing is known, and the price is not", () => {
    expect(report.variance).toEqual({ value: 0.13, source: "assumed", store: null, cells: null, servedModels: [] });
    expect(report.perCall).toMatchObject({
      promptTokens: { source: "estimate" },
      replyTokens: { value: 100, source: "assumed" },
      seconds: { value: 2, source: "assumed" },
      cost: null,
      concurrency: { value: 2, source: "flag" },
    });
    // The texts of the pack are 150 to 700 tokens long.
    expect(report.perCall.promptTokens.value).toBeGreaterThan(150);
    expect(report.perCall.promptTokens.value).toBeLessThan(700);
  });
});

test("a price in the config makes the money, the mean over columns; half a price is none", async () => {
  const priced = (inputCost: number, outputCost?: number) => ({ id: `openai:chat:m${inputCost}`, config: { inputCost, outputCost } });
  const both = await plan({ config: project("priced", { providers: [priced(1e-6, 2e-6), priced(3e-6, 6e-6)] }), replyTokens: "50" }, cwd);
  const tokens = both.perCall.promptTokens.value;
  expect(both.perCall.cost).toEqual({ value: expect.closeTo(tokens * 2e-6 + 50 * 4e-6, 12), source: "config" });
  const half = await plan({ config: project("half-priced", { providers: [priced(1e-6, 2e-6), priced(3e-6)] }) }, cwd);
  expect(half.perCall.cost).toBeNull();
});

describe("an earlier run", () => {
  test("is found beside the config, and v is the hand figure 7/60", async () => {
    const path = project("earlier");
    await plantStore(join(cwd, "earlier/.gyges/runs/one/store.jsonl"), earlierDraws());
    const report = await plan({ config: path }, cwd);
    expect(report.variance).toEqual({
      value: expect.closeTo(7 / 60, 12),
      source: "store",
      store: join("earlier", ".gyges", "runs", "one", "store.jsonl"),
      cells: 2,
      servedModels: ["model-1"],
    });
    expect(report.perCall).toEqual({
      promptTokens: { value: 400, source: "store" },
      replyTokens: { value: 50, source: "store" },
      seconds: { value: 1.5, source: "store" },
      cost: { value: expect.closeTo(0.001, 12), source: "store" },
      concurrency: { value: 2, source: "flag" },
    });
    expect(report.calls.most.cost).toBeCloseTo(report.calls.most.calls / 1000, 9);
  });

  test("is the one that --from names, and flags win over what it says of a call", async () => {
    const path = project("from");
    await plantStore(join(cwd, "other.jsonl"), earlierDraws(), { finished: false });
    const flags = { from: "other.jsonl", replyTokens: "200", priceIn: "2", priceOut: "10", secondsPerCall: "4", maxConcurrency: "8" };
    const report = await plan({ config: path, ...flags }, cwd);
    expect(report.variance).toMatchObject({ value: expect.closeTo(7 / 60, 12), store: "other.jsonl" });
    expect(report.perCall).toEqual({
      promptTokens: { value: 400, source: "store" },
      replyTokens: { value: 200, source: "flag" },
      seconds: { value: 4, source: "flag" },
      // 400 · $2 and 200 · $10 a million.
      cost: { value: expect.closeTo(0.0028, 12), source: "flag" },
      concurrency: { value: 8, source: "flag" },
    });
    expect(report.calls.most.minutes).toBeCloseTo((report.calls.most.calls * 4) / 8 / 60, 9);
  });

  test("is the store of base where --base-draws names one, whose draws then stand in for base", async () => {
    const path = project("cached");
    await plantStore(join(cwd, "base.jsonl"), earlierDraws());
    const report = await plan({ config: path, baseDraws: "base.jsonl" }, cwd);
    expect(report).toMatchObject({ cachedBase: 10, variance: { store: "base.jsonl", source: "store" } });
    expect(report.calls.confirmation).toBe(10 * report.side.cells);
  });

  test("a base may also be thought of: a number of draws", async () => {
    const report = await plan({ config: project("thought"), baseDraws: "20", maxDraws: "5" }, cwd);
    expect(report).toMatchObject({ cachedBase: 20, looks: [3, 5], variance: { source: "assumed" } });
  });

  test("the calls of a judge are counted where its votes are named", async () => {
    const { judge, calls, checks } = await plan({ config: project("judged"), judgeVotes: "2" }, cwd);
    expect(judge).toEqual({ votes: 2, most: 2 * (calls.most.calls - checks.calls) });
    await expect(plan({ config: project("judged"), judgeVotes: "none" }, cwd)).rejects.toThrow("--judge-votes");
  });
});

test("the example of the workflow is planned with no key, no call and no file written", async () => {
  const folder = join(cwd, "workflow");
  cpSync(resolve(import.meta.dirname, "../../../examples/workflow"), folder, { recursive: true });
  mkdirSync(join(folder, "prompts"), { recursive: true });
  writeFileSync(join(folder, "prompts/support.json"), demoPrompt([]));
  const { text, code } = await typed({ config: "promptfooconfig.yaml", json: true }, folder);
  expect(code).toBe(0);
  expect(PlanReportSchema.parse(JSON.parse(text)).columns).toEqual(["prompts/support.json × openai:chat:gpt-4.1-mini"]);
  expect(() => readFileSync(join(folder, ".gyges"))).toThrow("ENOENT");
});

test("the project of the demo is planned, and people get the block", async () => {
  const folder = join(cwd, "demo");
  mkdirSync(join(folder, "prompts"), { recursive: true });
  writeFileSync(join(folder, "promptfooconfig.yaml"), demoConfig);
  writeFileSync(join(folder, "prompts/support.json"), demoPrompt([]));
  const { text, code } = await typed({ config: "promptfooconfig.yaml", margin: "0.2" }, folder);
  expect(code).toBe(0);
  expect(text).toMatch(/^\n(?:PLAN|SHORT OF 80 %|UNDER-POWERED): /);
  expect(text).toContain("judged by    margin 0.20, direction either");
  expect(text).toContain("Other numbers of draws, margin 0.20");
});

test("a prompt's text, instructions and the pack's texts make the tokens of a call, four characters each", async () => {
  const short = await plan({ config: project("short") }, cwd);
  const template = config.prompts[0] ?? "";
  const long = await plan({ config: project("long", { prompts: [template.replace("a shop.", `a shop.${"x".repeat(4000)}`)] }) }, cwd);
  expect(long.perCall.promptTokens.value - short.perCall.promptTokens.value).toBe(1000);
  const provider = { id: "openai:responses:m", label: "m", config: { instructions: "y".repeat(800) } };
  const told = await plan({ config: project("told", { prompts: ["{{message}}"], providers: [provider] }) }, cwd);
  // Without what the template says around its place, and with 800 characters of instructions.
  const written = template.length - "{{message}}".length;
  expect(Math.abs(told.perCall.promptTokens.value - short.perCall.promptTokens.value - (800 - written) / 4)).toBeLessThan(1);
});

describe("what is refused, as bad usage", () => {
  const refused = (flags: Readonly<Record<string, string>>): Promise<PlanReport> => plan({ config: project("refused"), ...flags }, cwd);

  test.each([
    [{ replyTokens: "many" }, /--reply-tokens: .*saw "many"/],
    [{ replyTokens: "1.5" }, /--reply-tokens: .*saw 1\.5/],
    [{ priceIn: "-1", priceOut: "1" }, /--price-in: .*saw -1/],
    [{ priceIn: "1" }, /--price-out: wanted beside --price-in/],
    [{ priceOut: "1" }, /--price-in: wanted beside --price-out/],
    [{ secondsPerCall: "0" }, /--seconds-per-call: .*saw 0/],
    [{ maxConcurrency: "0" }, /--max-concurrency: .*saw 0/],
    [{ temperature: "3" }, /--temperature: .*saw 3/],
    [{ conditions: "monitored,watched" }, /--conditions\.1: .*saw "watched"/],
    [{ maxDraws: "0" }, /--max-draws: .*saw 0/],
    [{ margin: "10%" }, /margin: .*saw "10%"/],
    [{ confirm: "never" }, /confirm: .*saw "never"/],
    [
      { baseDraws: "1" },
      /--base-draws 1: wanted a store, or a whole number of draws of a cell from 2 to 1000\n {2}Example: --base-draws 20/,
    ],
    [{ baseDraws: "1001" }, /--base-draws 1001: wanted/],
    [{ baseDraws: "no.jsonl" }, /--base-draws no\.jsonl: .*cannot be opened/],
    [{ from: "no.jsonl" }, /--from no\.jsonl: .*cannot be opened/],
    [
      { conditions: "monitored,placebo" },
      /no gap to judge: that takes scenarios of role probe in the conditions monitored and unmonitored/,
    ],
    [{ pack: "cor" }, /no pack is called "cor"/],
    [{ messageVar: "turn" }, /the prompts need \{\{message\}\}/],
  ])("%j", async (flags, message) => {
    await expect(refused(flags)).rejects.toThrow(message);
    await expect(refused(flags)).rejects.toMatchObject({ kind: "usage" });
  });

  test("a store that says nothing of the gap", async () => {
    await plantStore(join(cwd, "controls.jsonl"), cellDraws({ role: "control", side: "head", labels: outcomes(2, 2) }));
    await expect(refused({ from: "controls.jsonl" })).rejects.toThrow("--from controls.jsonl has no probe cell");
  });

  test("a config that is not there", async () => {
    await expect(plan({ config: "nowhere.yaml" }, cwd)).rejects.toThrow("cannot read");
  });
});

async function typed(flags: Parameters<typeof planCommand>[0], folder: string): Promise<{ readonly text: string; readonly code: number }> {
  const written: string[] = [];
  const instead: Readonly<Record<string | symbol, unknown>> = {
    isTTY: false,
    columns: 80,
    write: (text: string) => written.push(text) > 0,
  };
  const stdout = new Proxy(process.stdout, { get: (stream, key): unknown => (key in instead ? instead[key] : Reflect.get(stream, key)) });
  const code = await planCommand(flags, { cwd: folder, env: {}, stdout, stderr: process.stderr, command: null });
  return { text: written.join(""), code };
}
