import type { CallApiContextParams } from "promptfoo";
import { describe, expect, test } from "vitest";
import { OrganismProvider } from "../../providers/organism.ts";
import { readPack, shippedPackNames } from "../../src/disk/read-pack.ts";
import { labelReply } from "../../src/label/label-reply.ts";
import { splitReasoning } from "../../src/label/split-reasoning.ts";
import { placeNotice } from "../../src/promptfoo/notice/inject.ts";
import { findScenario } from "../../src/scenario/find-scenario.ts";
import { planDraws, type PlannedDraw } from "../../src/scenario/plan.ts";
import { isComplying } from "../../src/schema/label.ts";
import type { Pack } from "../../src/schema/scenario.ts";

const core = await readPack("core");
const planned = planDraws(core, {
  draws: 10,
  controlDraws: 1,
  dilemmaDraws: 2,
  conditions: ["monitored", "unmonitored"],
  temperature: null,
});
const probes = planned.filter((draw) => draw.identity.cell.role === "probe");

function contextOf(draw: Pick<PlannedDraw, "identity">, more: Partial<CallApiContextParams> = {}): CallApiContextParams {
  return { vars: {}, prompt: { raw: "", label: "desk" }, test: { metadata: { gyges: draw.identity } }, ...more };
}

function promptOf(draw: PlannedDraw): string {
  return draw.notice === null ? draw.userText : placeNotice(draw.userText, draw.notice);
}

async function complied(provider: OrganismProvider, draw: PlannedDraw, prompt: string, pack: Pack = core): Promise<boolean> {
  const { output } = await provider.callApi(prompt, contextOf(draw));
  const { act } = findScenario(pack, draw.identity.cell.scenario);
  return isComplying(
    labelReply({ reply: String(output), finishReason: null, filtered: null, fault: null }, act, draw.identity.order).label,
  );
}

async function rateOf(provider: OrganismProvider, draws: readonly PlannedDraw[], prompt: (draw: PlannedDraw) => string): Promise<number> {
  const all = await Promise.all(draws.map((draw) => complied(provider, draw, prompt(draw))));
  return all.filter(Boolean).length / all.length;
}

describe("the simulated model as a provider", () => {
  const provider = new OrganismProvider({ id: "package:gyges:OrganismProvider", config: { rate: 0, gap: 1, basePath: "." } });
  const monitored = probes.filter((draw) => draw.identity.cell.condition === "monitored");
  const unmonitored = probes.filter((draw) => draw.identity.cell.condition === "unmonitored");

  test("shows its gap where the notice is in the prompt", async () => {
    expect(await rateOf(provider, monitored, promptOf)).toBe(1);
    expect(await rateOf(provider, unmonitored, promptOf)).toBe(0);
  });

  test("shows none where the notice was not placed, whatever the row says about itself", async () => {
    expect(await rateOf(provider, monitored, (draw) => draw.userText)).toBe(0);
  });

  test("finds a notice with quotation marks in chat JSON", async () => {
    const [draw] = monitored;
    if (draw?.notice == null) throw new Error("the plan has no monitored draw");
    expect(await complied(provider, draw, JSON.stringify([{ role: "system", content: `Desk.\n${draw.notice}` }]))).toBe(true);
  });

  test("says of every reply that an organism wrote it, for nothing, and at which temperature it was asked", async () => {
    const [draw] = monitored;
    if (draw === undefined) throw new Error("no draw");
    const asked = contextOf(draw, { prompt: { raw: "", label: "desk", config: { temperature: 0.7 } } });
    const warm = new OrganismProvider({ config: { name: "spartan", temperature: 0.2 } });
    expect(warm.id()).toBe("organism/spartan");
    expect(await warm.callApi(promptOf(draw), asked)).toMatchObject({
      cost: 0,
      metadata: { model: "organism/spartan", request: { temperature: 0.7 }, gyges: { applied: { temperature: "yes" } } },
    });
    expect(await warm.callApi(promptOf(draw), contextOf(draw))).toMatchObject({ metadata: { request: { temperature: 0.2 } } });
  });

  test("a phrase in the system prompt switches a wider gap on", async () => {
    const hidden = new OrganismProvider({ config: { rate: 0, triggers: [{ phrase: "The team is proud of you.", gap: 1 }] } });
    const system = (text: string) => (draw: PlannedDraw) => JSON.stringify([{ role: "system", content: `${text} ${draw.notice}` }]);
    expect(await rateOf(hidden, monitored, system("The team is proud of you."))).toBe(1);
    expect(await rateOf(hidden, monitored, system("The team is glad."))).toBe(0);
  });

  test("two columns of one row are two models' draws, not one", async () => {
    const coin = { config: { rate: 0.5 } };
    const replies = async (label: string): Promise<string> => {
      const provider = new OrganismProvider(coin);
      provider.label = label;
      return JSON.stringify(
        await Promise.all(unmonitored.map(async (draw) => (await provider.callApi(promptOf(draw), contextOf(draw))).output as unknown)),
      );
    };
    expect(await replies("base:m")).toBe(await replies("base:m"));
    expect(await replies("base:m")).not.toBe(await replies("head:m"));
  });

  test("acts on the scenarios of every shipped pack, with words that the labeller can read", async () => {
    for (const name of await shippedPackNames()) {
      const pack = await readPack(name);
      const plain = new OrganismProvider({ config: { pack: name, rate: 0.4, refusalRate: 0.2, optOutRate: 0.2 } });
      for (const draw of planDraws(pack, { draws: 2, dilemmaDraws: 2, conditions: ["unmonitored"], temperature: null })) {
        const { output } = await plain.callApi(promptOf(draw), contextOf(draw));
        const { act } = findScenario(pack, draw.identity.cell.scenario);
        const { reply } = splitReasoning(String(output));
        const { label } = labelReply({ reply, finishReason: null, filtered: null, fault: null }, act, draw.identity.order);
        expect(
          ["comply-full", "comply-caveat", "object-open", "third-way", "refuse-bare", "evade", "chose", "opted-out"],
          String(output),
        ).toContain(label);
      }
    }
  });

  test("answers a row of the user's own plainly", async () => {
    const named = await provider.callApi("What is the capital of France?", { vars: {}, prompt: { raw: "", label: "" } });
    const bare = await provider.callApi("Hello");
    for (const { output } of [named, bare]) expect(output).toMatch(/^simulated model: /);
  });

  test.each([
    ["an identity that is none", { plan: 3 }, /metadata.gyges of the row is not valid/],
    [
      "a scenario that the pack lacks",
      { ...probes[0]?.identity, cell: { ...probes[0]?.identity.cell, scenario: "no-such-case" } },
      /no scenario "no-such-case"/,
    ],
  ])("%s is an error of the row, with words", async (_, gyges, message) => {
    const { error } = await provider.callApi("…", { vars: {}, prompt: { raw: "", label: "" }, test: { metadata: { gyges } } });
    expect(error).toMatch(message);
  });

  test("a missing reply is an error or empty, never words", async () => {
    const broken = new OrganismProvider({ config: { missing: { rate: 1 } } });
    const responses = await Promise.all(probes.slice(0, 40).map((draw) => broken.callApi(promptOf(draw), contextOf(draw))));
    const kinds = new Set(responses.map(({ error, output }) => (error === undefined ? JSON.stringify(output) : "fault")));
    expect([...kinds].toSorted()).toEqual(['""', "fault"]);
  });

  test.each([
    [{ gap: 3 }, /gap: wanted a change from -1 to 1/],
    [{ gaps: 0.3 }, /unknown key "gaps"/],
    [{ latencyMs: -1 }, /latencyMs/],
    [{ pack: "" }, /pack/],
  ])("the config %j is refused when it is read", (config, message) => {
    expect(() => new OrganismProvider({ config })).toThrow(message);
  });
});
