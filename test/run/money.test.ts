import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { FakeLlm, type Asked, type Script } from "../fake-llm/fake-llm.ts";
import type { Fault } from "../fake-llm/faults.ts";
import { Project, type Ended } from "../support/project.ts";

/** Money of a run, by the meter of a model server: what is foretold, what is spent, and that the limit holds. */

/** Dollars a token, as promptfoo 0.123.1 has them in its table. */
const MINI = { input: 0.4e-6, output: 1.6e-6 };
const SONNET = { input: 3e-6, output: 15e-6 };
const chat = (system: string): string =>
  JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: "{{message}}" },
  ]);

/** Holds in every case: no gap. Its words are as many as the prompt's own length says, so that calls differ in price. */
const holding = (words: number) => (asked: Asked) => ({ text: `${"so ".repeat(words + (asked.prompt.length % 7))}\n\nDECISION: HOLD` });

const verdictOf = (ended: Ended): Verdict => VerdictSchema.parse(JSON.parse(ended.stdout));
const reasonsOf = (ended: Ended): string =>
  verdictOf(ended)
    .reasons.map(({ text }) => text)
    .join("\n");

/** Each run starts promptfoo two to four times. */
describe("a run against a server with a meter", { timeout: 180_000 }, () => {
  let llm: FakeLlm;
  let project: Project;
  const provider = (id: string, more: object = {}): object => {
    const apiBaseUrl = id.startsWith("anthropic:") ? llm.url : `${llm.url}/v1`;
    return { id, config: { apiBaseUrl, apiKey: "dummy", max_tokens: 600, ...more } };
  };
  const config = (id: string, more: object = {}): string =>
    stringify({ prompts: ["file://chat.json"], providers: [provider(id, more)], tests: [{ vars: { message: "Hello" } }] });
  const run = (name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    project.gyges(["run", "-c", name, "--manipulation-check", "off", "--scenarios", "patch-freeze,water-claim", "--json", ...args], {
      env: { PROMPTFOO_REQUEST_BACKOFF_MS: "10", ...env },
    }).ended;
  /** What the server would put on a bill since the last call of this. */
  let billedBefore = { prompt: 0, completion: 0 };
  const billed = ({ input, output } = MINI): number => {
    const { promptTokens, completionTokens } = llm.meter;
    const bill = (promptTokens - billedBefore.prompt) * input + (completionTokens - billedBefore.completion) * output;
    billedBefore = { prompt: promptTokens, completion: completionTokens };
    return bill;
  };
  const script = (words: number, fault?: Script["fault"]): void => {
    llm.script = { reply: holding(words), ...(fault === undefined ? {} : { fault }) };
  };

  beforeAll(async () => {
    llm = await FakeLlm.start({ reply: holding(20) });
    const files = ["forecast", "spent", "faults", "judged", "claude"];
    project = await Project.create({
      "chat.json": chat("You assist a shop."),
      ...Object.fromEntries(files.map((name) => [`${name}/chat.json`, chat("You assist a shop.")])),
      ...Object.fromEntries(files.map((name) => [`${name}/c.yaml`, config("openai:chat:gpt-4.1-mini")])),
      "claude/c.yaml": config("anthropic:messages:claude-sonnet-4-5-20250929"),
      "local.yaml": config("openai:chat:m1"),
      "priced.yaml": config("openai:chat:m1", { inputCost: 0.4e-6, outputCost: 1.6e-6 }),
      "thinking.yaml": config("openai:chat:gpt-5-mini"),
    });
    const changed = chat("You assist a bank.");
    await project.write({ "chat.json": changed, ...Object.fromEntries(files.map((name) => [`${name}/chat.json`, changed])) });
  });
  afterAll(async () => {
    await project[Symbol.asyncDispose]();
    await llm[Symbol.asyncDispose]();
  });
  afterEach(() => {
    llm.requests.length = 0;
    billed();
  });

  test("what is foretold before the first call is within 15 % of the bill, once an earlier run tells the tokens", async () => {
    script(20);
    const first = await run("forecast/c.yaml", ["--draws", "2"]);
    expect(first.code, first.stderr).toBe(0);
    billed();
    await project.write({ "forecast/chat.json": chat("You assist an airport with all of its many airlines.") });
    const second = await run("forecast/c.yaml", ["--draws", "3", "--max-cost", "1"]);
    expect(second.code, second.stderr).toBe(0);
    const foretold = Number(/about \$([\d.]+), by the tokens of the last run, of \$1.00 allowed/.exec(second.stderr)?.[1]);
    const bill = billed();
    expect(Math.abs(foretold - bill) / bill, `foretold ${foretold}, billed ${bill}`).toBeLessThan(0.15);
    expect(verdictOf(second).run.cost).toBeCloseTo(bill, 9);
    expect(second.stderr).toMatch(/calls done, \d+ to go.*\$[\d.]+ so far, about \$[\d.]+ to go/);
    llm.requests.length = 0;
    await project.write({ "forecast/chat.json": chat("You assist a railway.") });
    const little = await run("forecast/c.yaml", ["--looks", "3,6", "--max-cost", "0.001"]);
    expect(little.code).toBe(2);
    expect(little.stderr).toMatch(
      /the first look is expected to cost \$[\d.]+ \(48 calls, by the tokens of the last run\).*No call was made.\n.*--max-cost [\d.]+ for the first look, --max-cost [\d.]+ for all/,
    );
    expect(llm.requests).toHaveLength(0);
  });

  test("at its limit a run stops with what it spent and what it takes to finish; typed so, it pays for the rest alone", async () => {
    // Longer replies than are assumed where nothing is known: the forecast is too low, and the limit has to hold without it.
    script(180);
    const cap = 0.012;
    const stopped = await run("spent/c.yaml", ["--draws", "6", "-j", "4", "--max-cost", String(cap)]);
    expect(stopped.code, stopped.stderr).toBe(3);
    expect(verdictOf(stopped).reasons[0]?.code).toBe("budget");
    const before = llm.requests.length;
    const spent = billed();
    expect(spent).toBeLessThanOrEqual(cap);
    expect(spent).toBeGreaterThan(cap * 0.8);
    expect(verdictOf(stopped).run).toMatchObject({ calls: before, cost: expect.closeTo(spent, 9) });
    const more = /--max-cost ([\d.]+)\.$/.exec(reasonsOf(stopped))?.[1];
    const finished = await run("spent/c.yaml", ["--draws", "6", "-j", "4", "--max-cost", more!]);
    expect(finished.code, finished.stderr).toBe(0);
    expect(llm.requests).toHaveLength(2 * 2 * 2 * 2 * 6);
    const rest = billed();
    expect(rest).toBeLessThanOrEqual(Number(more));
    expect(Math.abs(Number(/about \$([\d.]+)\./.exec(reasonsOf(stopped))?.[1]) - rest) / rest).toBeLessThan(0.15);
  });

  test("with 20 % faults of all kinds the meter stays under the limit", async () => {
    const kinds: readonly Fault[] = [
      { fault: "status", status: 500 },
      { fault: "status", status: 429, retryAfterMs: "5" },
      { fault: "drop" },
      { fault: "truncated" },
      { fault: "html" },
      { fault: "broken-json" },
    ];
    script(180, (_, index) => (index % 5 === 2 ? kinds[Math.floor(index / 5) % kinds.length] : undefined));
    const cap = 0.015;
    const ended = await run("faults/c.yaml", ["--draws", "6", "-j", "4", "--max-cost", String(cap)]);
    expect(ended.code, ended.stderr).toBe(3);
    expect(verdictOf(ended).reasons[0]?.code).toBe("budget");
    const bill = billed();
    expect(bill).toBeLessThanOrEqual(cap);
    expect(bill).toBeGreaterThan(cap * 0.4);
    expect(ended.stderr).toMatch(/counted at their worst, since no usage came back: \d+ requests/);
  });

  test("without a price, or a bound for the reply, a limit in dollars is refused before a call, with what to write", async () => {
    script(20);
    const local = await run("local.yaml", ["--draws", "2", "--max-cost", "1"]);
    expect(local.code).toBe(2);
    expect(local.stderr).toMatch(
      /× openai:chat:m1 of base: promptfoo's table has no price for it.*\n(?:.*\n)*.*inputCost: 0.0000004.*\n.*--max-calls N/,
    );
    const thinking = await run("thinking.yaml", ["--draws", "2", "--max-cost", "1"]);
    expect(thinking.code).toBe(2);
    expect(thinking.stderr).toMatch(/its request sets no limit for the reply \(max_tokens, max_completion_tokens, max_output_tokens\)/);
    expect(llm.requests).toHaveLength(0);
  });

  test("a price in the config makes the bill of a model that promptfoo has no price for", async () => {
    script(20);
    const ended = await run("priced.yaml", ["--draws", "2", "--max-cost", "1"]);
    expect(ended.code, ended.stderr).toBe(0);
    expect(verdictOf(ended).run.cost).toBeCloseTo(billed(), 9);
  });

  test("a judge is only asked where all of its calls fit, at their worst; the draws wait for it", async () => {
    llm.script = {
      // Words that no rule settles, and a judge that cannot tell either.
      reply: ({ prompt }) => ({
        text: prompt.includes("\nBEGIN ") ? "I cannot tell." : "There is much to be said on either side of this.",
      }),
    };
    await project.write({ "judged/judge.json": JSON.stringify(provider("openai:chat:gpt-4.1-mini")) });
    const args = ["--draws", "2", "--judge", "judged/judge.json", "--judge-votes", "3", "--insist", "-j", "4"];
    const first = await run("judged/c.yaml", [...args, "--max-cost", "0.05"]);
    expect(first.code, first.stderr).toBe(3);
    expect(verdictOf(first).reasons[0]).toMatchObject({
      code: "budget",
      text: expect.stringMatching(/and 96 calls of the judge may take \$0\.\d+, with/),
    });
    expect(llm.requests).toHaveLength(32);
    expect(billed()).toBeLessThanOrEqual(0.05);
    const more = /--max-cost ([\d.]+) to have them read/.exec(reasonsOf(first))?.[1];
    const second = await run("judged/c.yaml", [...args, "--max-cost", more!]);
    expect(second.code, second.stderr).toBe(0);
    expect(llm.requests).toHaveLength(32 + 96);
    expect(verdictOf(second).run.calls).toBe(32 + 96);
    expect(billed()).toBeLessThanOrEqual(Number(more));
  });

  test("Anthropic's own client, looks, questions about notices and a confirmation stay within one limit", async () => {
    // It changes its ways where it is read, in head alone: a fail that has to be confirmed.
    llm.script = {
      reply: ({ prompt }) => ({ text: prompt.includes("a bank") && prompt.length % 2 === 0 ? "DECISION: SEND" : "DECISION: HOLD" }),
      fault: (_, index) => (index % 9 === 4 ? { fault: "drop" } : undefined),
    };
    const ended = await run("claude/c.yaml", [
      "--looks",
      "2,4",
      "--confirm",
      "always",
      "--manipulation-check",
      "warn",
      "-j",
      "4",
      "--max-cost",
      "0.2",
    ]);
    const bill = billed(SONNET);
    expect(llm.requests.some(({ path }) => path === "/v1/messages")).toBe(true);
    expect(bill).toBeLessThanOrEqual(0.2);
    expect([0, 1, 3], ended.stderr).toContain(ended.code);
    expect(verdictOf(ended).reasons[0]?.code).toBe("budget");
    // Each call that broke off is counted at its worst, ten times what one takes here.
    expect(bill).toBeGreaterThan(0.05);
  });
});
