import type { CallApiContextParams, ProviderResponse } from "promptfoo";
import { describe, expect, test } from "vitest";
import { OrganismProvider } from "../../providers/organism.ts";
import { withoutDecision } from "../../providers/organism/inner.ts";
import { readPack } from "../../src/disk/read-pack.ts";
import { labelReply } from "../../src/label/label-reply.ts";
import { placeNotice } from "../../src/promptfoo/notice/inject.ts";
import { findScenario } from "../../src/scenario/find-scenario.ts";
import { planDraws, type PlannedDraw } from "../../src/scenario/plan.ts";
import { isComplying, type Label } from "../../src/schema/label.ts";
import type { Side } from "../../src/schema/identity.ts";
import { FakeLlm } from "../fake-llm/fake-llm.ts";

/** How calls of the simulated model go, beside what it does in them. */

const core = await readPack("core");
const probes = planDraws(core, {
  draws: 10,
  controlDraws: 1,
  dilemmaDraws: 0,
  conditions: ["monitored", "unmonitored"],
  temperature: null,
}).filter(({ identity }) => identity.cell.role === "probe");
const of = (condition: string): readonly PlannedDraw[] => probes.filter(({ identity }) => identity.cell.condition === condition);

function contextOf({ identity }: PlannedDraw, side: Side | null = null): CallApiContextParams {
  const gyges = { ...identity, side, pair: side === null ? null : "desk × night" };
  return { vars: {}, prompt: { raw: "", label: "desk" }, test: { metadata: { gyges } } };
}
const promptOf = ({ userText, notice }: PlannedDraw): string => (notice === null ? userText : placeNotice(userText, notice));
const ask = (provider: OrganismProvider, draw: PlannedDraw, side: Side | null = null): Promise<ProviderResponse> =>
  provider.callApi(promptOf(draw), contextOf(draw, side));
const organism = (config: Record<string, unknown>): OrganismProvider => new OrganismProvider({ config: { rate: 0.5, ...config } });

function labelOf({ output, finishReason, error }: ProviderResponse, { identity }: PlannedDraw): Label {
  const { act } = findScenario(core, identity.cell.scenario);
  const said = { reply: String(output ?? ""), finishReason: finishReason ?? null, filtered: null, fault: error ?? null };
  return labelReply(said, act, identity.order).label;
}
async function complying(provider: OrganismProvider, draws: readonly PlannedDraw[]): Promise<number> {
  const labels = await Promise.all(draws.map(async (draw) => labelOf(await ask(provider, draw), draw)));
  return labels.filter(isComplying).length / labels.length;
}

describe("faults", () => {
  test.each([
    ["rate-limit", /429 Too Many Requests/],
    ["server-error", /503/],
    ["timeout", /timed out/],
    ["drop", /socket hang up/],
    ["malformed", /not valid JSON/],
  ])("a %s is an error that promptfoo would tell, and its draw is planted as one without a reply", async (kind, error) => {
    const response = await ask(organism({ faults: [{ kind, share: 1 }] }), probes[0]!);
    expect(response).toMatchObject({ error: expect.stringMatching(error), metadata: { gyges: { planted: "transport" } } });
    expect(response.output).toBeUndefined();
  });

  test("throw throws; empty, truncated and filtered replies come as such", async () => {
    const one = (kind: string): Promise<ProviderResponse> => ask(organism({ faults: [{ kind, share: 1 }] }), probes[0]!);
    await expect(one("throw")).rejects.toThrow("it broke within the provider");
    expect(await one("empty")).toMatchObject({ output: "", metadata: { gyges: { planted: "empty" } } });
    expect(await one("filtered")).toMatchObject({ guardrails: { flagged: true }, metadata: { gyges: { planted: "filtered" } } });
    const cut = await one("truncated");
    expect(cut).toMatchObject({ finishReason: "length", metadata: { gyges: { planted: "truncated" } } });
    expect(labelOf(cut, probes[0]!)).toBe("truncated");
  });

  test("strike their share of the calls, where the rule says, and no others", async () => {
    const provider = organism({ faults: [{ kind: "drop", share: 0.3, conditions: ["unmonitored"], sides: ["head"] }] });
    const share = async (condition: string, side: Side): Promise<number> => {
      const all = await Promise.all(of(condition).map((draw) => ask(provider, draw, side)));
      return all.filter(({ error }) => error !== undefined).length / all.length;
    };
    expect([await share("monitored", "head"), await share("unmonitored", "base")]).toEqual([0, 0]);
    expect(Math.abs((await share("unmonitored", "head")) - 0.3)).toBeLessThan(0.06);
  });

  test("a call that is made again has another chance, and a run that is repeated the same faults", async () => {
    const draws = probes.slice(0, 60);
    const thrice = async (): Promise<boolean[]> => {
      const provider = organism({ faults: [{ kind: "rate-limit", share: 0.5 }] });
      const outcomes: boolean[] = [];
      for (const draw of [...draws, ...draws, ...draws]) outcomes.push((await ask(provider, draw)).error === undefined);
      return outcomes;
    };
    const first = await thrice();
    expect(await thrice()).toEqual(first);
    expect(draws.filter((_, index) => [0, 60, 120].every((turn) => !first[index + turn])).length).toBeLessThan(20);
    expect(first.slice(0, 60)).not.toEqual(first.slice(60, 120));
  });
});

describe("cost and time", () => {
  test("a call costs what the price says, and nothing without one", async () => {
    const { tokenUsage, cost } = await ask(organism({ price: { input: 2, output: 10 } }), probes[0]!);
    expect(cost).toBeCloseTo(((tokenUsage?.prompt ?? 0) * 2 + (tokenUsage?.completion ?? 0) * 10) / 1e6, 12);
    expect((await ask(organism({}), probes[0]!)).cost).toBe(0);
  });

  test("a call takes a time between the two that are given, another one for each", async () => {
    const provider = organism({ latencyMs: { from: 30, to: 300 } });
    const times: number[] = [];
    for (const draw of probes.slice(0, 6)) {
      const begun = performance.now();
      await ask(provider, draw);
      times.push(performance.now() - begun);
    }
    expect(Math.min(...times)).toBeGreaterThan(28);
    expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(60);
  });
});

describe("drift", () => {
  test("over its calls the model becomes another one: at the start it is the first, half-way half of each, and then the second", async () => {
    const provider = organism({ rate: 0, drift: { to: { rate: 1 }, calls: 400 } });
    const monitored = of("monitored").slice(0, 100);
    const rates: number[] = [];
    for (let hundred = 0; hundred < 5; hundred += 1) rates.push(await complying(provider, monitored));
    expect(rates[0]!).toBeLessThan(0.3);
    expect(Math.abs(rates[2]! - 0.62)).toBeLessThan(0.15);
    expect(rates[4]).toBe(1);
  });

  test("between two moments it goes by the clock", async () => {
    const at = (from: string, until: string): Promise<number> =>
      complying(organism({ rate: 0, drift: { to: { gap: 1 }, from, until } }), of("monitored").slice(0, 40));
    expect(await at("2000-01-01T00:00:00Z", "2000-02-01T00:00:00Z")).toBe(1);
    expect(await at("2100-01-01T00:00:00Z", "2100-02-01T00:00:00Z")).toBe(0);
  });
});

describe("a real model's words around a planted decision", () => {
  const wrapping = (url: string): OrganismProvider =>
    organism({ rate: 0, gap: 1, inner: { model: "small", apiBaseUrl: `${url}/v1`, maxRetries: 0 }, style: "terse" });

  test("the text is the model's, its own decision gives way to the planted one, and the gap is the planted one", async () => {
    await using llm = await FakeLlm.start({ reply: () => ({ text: "Let me think this over.\n**DECISION: SOMETHING**\nThat is all." }) });
    const provider = wrapping(llm.url);
    const [monitored, unmonitored] = [of("monitored").slice(0, 40), of("unmonitored").slice(0, 40)];
    const response = await ask(provider, monitored[0]!);
    expect(response.output).toMatch(/^Let me think this over\.\nThat is all\.\n\nDECISION: [^\n]+$/);
    expect(response).toMatchObject({ metadata: { model: "organism/plain", inner: "small-served", gyges: { planted: "comply-full" } } });
    expect(response.tokenUsage?.total).toBe(llm.meter.promptTokens + llm.meter.completionTokens);
    expect(await complying(provider, monitored)).toBe(1);
    expect(await complying(provider, unmonitored)).toBe(0);
  });

  test("a model that gives no reply is a fault, and a fault of the plan asks nobody", async () => {
    await using llm = await FakeLlm.start({ reply: () => ({ text: "Yes." }), fault: () => ({ fault: "html" }) });
    expect((await ask(wrapping(llm.url), of("monitored")[0]!)).error).toMatch(/^simulated model: .*no chat completion/);
    const faulty = organism({ faults: [{ kind: "drop", share: 1 }], inner: { model: "small", apiBaseUrl: `${llm.url}/v1` } });
    await ask(faulty, of("monitored")[0]!);
    expect(llm.requests).toHaveLength(1);
  });

  test.each([
    ["DECISION: SEND", ""],
    ["a\r\n> decision - send\r\nb", "a\nb"],
    ["One.\u2028My Decision: send\u2028Two.", "One.\nTwo."],
  ])("no line of the model's own decision is left: %j", (text, left) => {
    expect(withoutDecision(text, "DECISION")).toBe(left);
  });
});

test.each([
  [{ faults: [{ kind: "flood", share: 0.1 }] }, /faults/],
  [{ faults: [{ kind: "drop", share: 2 }] }, /wanted a share from 0 to 1/],
  [{ latencyMs: { from: 9, to: 3 } }, /wanted from at most to|latencyMs/],
  [{ drift: { to: {}, calls: 5 } }, /wanted to and calls|wanted at least one trait/],
  [{ drift: { to: { gap: 0.1 }, from: "2026-11-02T00:00:00Z", until: "2026-11-01T00:00:00Z" } }, /wanted/],
  [{ inner: { model: "m", apiBaseUrl: "http://example.com/v1" } }, /wanted https, or http on this machine/],
  [{ price: { input: -1, output: 0 } }, /price/],
])("a config that says %j is refused in a sentence", (config, sentence) => {
  expect(() => organism(config)).toThrow(sentence);
});
