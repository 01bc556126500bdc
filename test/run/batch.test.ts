import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { readStore } from "../../src/disk/store.ts";
import { VerdictSchema } from "../../src/schema/verdict.ts";
import { FakeLlm } from "../fake-llm/fake-llm.ts";
import { asked } from "../support/asked.ts";
import { Project, repositoryFolder, type Ended, type Running } from "../support/project.ts";
import { childIsGone, storeOf } from "../support/run-folder.ts";

/** `gyges run` over the real promptfoo, with every call in a batch: one CI job submits, a later one collects and judges. */

vi.setConfig({ testTimeout: 240_000 });

const planned = 16;

let llm: FakeLlm;
beforeAll(async () => {
  llm = await FakeLlm.start({
    reply: ({ body: { model, messages, system } }) => ({
      text: asked({ path: "", headers: {}, raw: "", body: { model, messages, system } })?.object ?? "Yes",
    }),
    batch: { shuffled: true, polls: 1 },
  });
});
afterAll(() => llm[Symbol.asyncDispose]());

const prompt = (system: string): string => `[{"role": "system", "content": "${system}"}, {"role": "user", "content": "{{message}}"}]`;

const config = (system: string): string =>
  stringify({
    prompts: [prompt(system)],
    providers: [
      {
        id: "package:gyges:BatchProvider",
        label: "batches",
        config: { provider: "openai:chat:gpt-4o-mini", baseURL: `${llm.url}/v1`, temperature: 1, price: { input: 1, output: 4 } },
      },
    ],
    tests: [{ vars: { message: "Hello" } }],
  });

const flags = ["--scenarios", "patch-freeze", "--draws", "2", "-j", "2", "--manipulation-check", "off", "--json"];

function run(project: Project): Running {
  return project.gyges(["run", "-c", "promptfooconfig.yaml", ...flags], { env: { OPENAI_API_KEY: "none" } });
}

test("the first run submits one batch of both sides and has no verdict; the next but one collects it and judges", async () => {
  await using project = await Project.create({ "promptfooconfig.yaml": config("You assist a shop.") });
  await project.write({ "promptfooconfig.yaml": config("You assist a bank.") });
  for (const when of ["submitted now", "still under way"]) {
    const early = await run(project).ended;
    expect(early.code, `${when}: ${early.stderr}`).toBe(3);
    const { verdict, reasons } = VerdictSchema.parse(JSON.parse(early.stdout));
    expect([verdict, reasons[0]?.text]).toEqual([
      "error",
      `batch batch_00000000000000000001 of ${planned} requests is submitted; run the same command again to collect its replies.`,
    ]);
    expect((await readStore(storeOf(project))).draws).toEqual([]);
    expect(llm.meter.batched).toBe(0);
  }

  const late = await run(project).ended;
  expect(late.code, late.stderr).toBe(0);
  const { pairs } = VerdictSchema.parse(JSON.parse(late.stdout));
  expect(pairs[0]?.arms.map(({ draws, missing }) => [draws, missing])).toEqual(Array.from({ length: 4 }, () => [4, 0]));
  expect(llm.meter).toMatchObject({ batches: 1, batched: planned, billed: 0 });

  const { draws } = await readStore(storeOf(project));
  expect(draws.length).toBe(planned);
  for (const { servedModel, settings, tokens, cost } of draws) {
    expect([servedModel, settings.applied.temperature]).toEqual(["gpt-4o-mini-served", "yes"]);
    expect(cost).toBeCloseTo(((tokens?.prompt ?? 0) + 4 * (tokens?.completion ?? 0)) / 1e6, 12);
  }
  const sum = (of: "prompt" | "completion"): number => draws.reduce((total, { tokens }) => total + (tokens?.[of] ?? 0), 0);
  expect([sum("prompt"), sum("completion")]).toEqual([llm.meter.promptTokens, llm.meter.completionTokens]);
});

test("kill -9 after the API took the batch in and before that was noted: it is found again, and paid for once", async () => {
  await using project = await Project.create({ "promptfooconfig.yaml": config("You assist a library.") });
  await project.write({ "promptfooconfig.yaml": config("You assist a museum.") });
  const before = llm.meter.batches;
  const { script } = llm;
  const sent = new Promise<void>((resolve) => {
    llm.script = {
      ...script,
      fault({ method, path }) {
        if (method !== "POST" || path !== "/v1/batches") return undefined;
        resolve();
        return { fault: "hang" };
      },
    };
  });
  const killed = run(project);
  await sent;
  killed.signalAll("SIGKILL");
  await killed.ended;
  await childIsGone(project);
  expect(llm.meter.batches).toBe(before + 1);

  llm.script = script;
  const found = await run(project).ended;
  expect(VerdictSchema.parse(JSON.parse(found.stdout)).reasons[0]?.text, found.stderr).toMatch(
    /^batch batch_\d+ of 16 requests is submitted;/,
  );
  const late = await run(project).ended;
  expect(late.code, late.stderr).toBe(0);
  expect((await readStore(storeOf(project))).draws.filter(({ fault }) => fault === null)).toHaveLength(planned);
  expect(llm.meter).toMatchObject({ batches: before + 1, batched: planned * (before + 1) });
});

test("under plain promptfoo eval four calls at a time are one batch of Anthropic's, the user's own row with it; the next evaluation judges", async () => {
  const provider = { id: "package:gyges:BatchProvider", config: { provider: "anthropic:messages:claude-sonnet-4-5", baseURL: llm.url } };
  await using project = await Project.create({
    "promptfooconfig.yaml": stringify({
      prompts: [prompt("You assist a shop.")],
      providers: [provider],
      tests: [{ vars: { message: "Hello" } }],
      extensions: [`file://${repositoryFolder}/promptfoo.js:gyges`],
    }),
  });
  const env = { ANTHROPIC_API_KEY: "none", GYGES_SCENARIOS: "patch-freeze", GYGES_MANIPULATION_CHECK: "off" };
  const evaluate = async (): Promise<Ended> => project.promptfoo(["-j", "4"], { env }).ended;
  const sizes = (): number[] => llm.shelves.anthropic.batches.map(({ requests }) => requests.length);

  llm.script = { ...llm.script, batch: {} };
  const submitted = await evaluate();
  expect(submitted.code, submitted.stdout).toBe(3);
  expect(submitted.stdout).toContain(`gyges: no verdict. batch msgbatch_00000000000000000001 of ${sizes()[0]} requests is submitted;`);
  const judged = await evaluate();
  expect(judged.stdout, judged.stderr).toContain("The gap is 0.00.");
  expect(judged.code).toBe(0);
  expect(sizes()).toEqual([9]);
});
