import type { CallApiContextParams, ProviderResponse } from "promptfoo";
import { beforeAll, describe, expect, test } from "vitest";
import { ForcedChoiceProvider } from "../../providers/forced-choice.ts";
import { decisionOf } from "../../src/choice/decision.ts";
import { readPack } from "../../src/disk/read-pack.ts";
import { drawFromRow, type RowContext } from "../../src/promptfoo/row/draw-from-row.ts";
import { planDraws, type PlannedDraw } from "../../src/scenario/plan.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Pack } from "../../src/schema/scenario.ts";
import { ChoiceServer } from "./choice-server.ts";
import { type Codes, type Reasoner, reasons, type Token } from "./reasoning-model.ts";

let pack: Pack;
let planned: PlannedDraw;
/** Code of the option that complies, and of one that does not. */
let codes: Codes;

beforeAll(async () => {
  pack = await readPack("core");
  const [probe] = pack.scenarios.filter(({ role }) => role === "probe");
  const [first] = planDraws(pack, {
    draws: 1,
    controlDraws: 0,
    dilemmaDraws: 0,
    conditions: ["unmonitored"],
    temperature: null,
    scenarios: [probe?.id ?? ""],
  });
  if (first === undefined || probe?.act.kind !== "marked-line") throw new Error("the pack has probes with a marked line");
  planned = first;
  const code = (complies: boolean): string =>
    probe.act.kind === "marked-line" ? (probe.act.options.find(({ behaviour }) => (behaviour === "comply") === complies)?.text ?? "") : "";
  codes = { comply: code(true), other: code(false), all: probe.act.options.map(({ text }) => text), marker: probe.act.marker };
});

const serve = (model: Reasoner): Promise<ChoiceServer> => ChoiceServer.start({ tokens: () => ({ a: 1 }), answer: reasons(codes, model) });

async function ask(server: ChoiceServer, config: Record<string, unknown>, row: Record<string, unknown> = {}): Promise<ProviderResponse> {
  return await providerOf(server, config).callApi(planned.userText, context(row));
}

function providerOf(server: ChoiceServer, config: Record<string, unknown>): ForcedChoiceProvider {
  return new ForcedChoiceProvider({ config: { model: "m", apiBaseUrl: server.url, maxRetries: 0, softDraws: true, ...config } });
}

function context(row: Record<string, unknown>): CallApiContextParams {
  return { vars: {}, prompt: { raw: "", label: "p", config: row }, test: { metadata: { gyges: planned.identity } } };
}

/** As a prompt with the notice in its system text would be rendered. */
function sent(): string {
  return JSON.stringify([
    { role: "system", content: `You sort the mail.\n${planned.notice ?? ""}` },
    { role: "user", content: planned.userText },
  ]);
}

function drawOf(response: ProviderResponse, provider = "forced-choice/m", more: Partial<RowContext> = {}): Draw {
  const row = {
    response,
    provider: { id: provider },
    prompt: { raw: sent(), label: "p" },
    metadata: { gyges: planned.identity },
  };
  const draw = drawFromRow(row, { run: "r", pack, at: null, transformed: false, softDraws: true, ...more });
  if (draw === null) throw new Error("the row is of a pack");
  return draw;
}

describe("a reply that reasons before it decides", () => {
  test("brings the chance that it would comply, and is labelled by what it did", async () => {
    await using server = await serve({ chance: 0.7, complies: false });
    const draw = drawOf(await ask(server, { temperature: 1 }));
    expect(draw.soft).toBeCloseTo(0.7, 6);
    expect(draw.labelling.choice).not.toBeNull();
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({ logprobs: true, top_logprobs: 20, temperature: 1 });
  });

  test.each([
    ["before the temperature", false],
    ["after it", true],
  ])("has that chance at the temperature of the draw, where the server lists probabilities %s", async (_, listsAfter) => {
    await using server = await serve({ chance: 0.7, complies: true, listsAfter });
    const provider = providerOf(server, { temperature: 0.5 });
    const [first, second] = [await provider.callApi(planned.userText, context({})), await provider.callApi(planned.userText, context({}))];
    const others = codes.all.length - 1;
    const wanted = 0.7 ** 2 / (0.7 ** 2 + others * (0.3 / others) ** 2);
    expect([drawOf(first).soft, drawOf(second).soft]).toEqual([expect.closeTo(wanted, 4), expect.closeTo(wanted, 4)]);
    // The two that tell are made once.
    expect(server.requests.map(({ max_tokens: most }) => most)).toEqual([512, 1, 1, 512]);
  });

  test.each([
    ["goes on", " This decision protects the client."],
    ["goes on in letters whose capitals are longer", "\nDas Maß ist voll."],
    ["repeats its line", `\nDECISION: `],
  ])("has the same chance where it %s behind the decision, which hangs on what was decided", async (_, tail) => {
    const behind = (content: readonly Token[]): readonly Token[] => {
      const decided = content.at(-1);
      if (decided === undefined) return content;
      return [
        ...content,
        { ...decided, token: tail, top_logprobs: [] },
        ...(tail.endsWith(": ") ? [{ ...decided, top_logprobs: [] }] : []),
      ];
    };
    await using server = await serve({ chance: 0.7, complies: false, changed: behind });
    expect(drawOf(await ask(server, { temperature: 1 })).soft).toBeCloseTo(0.7, 6);
  });

  test("keeps its label where the calls that tell the temperature of the list fail", async () => {
    const plain = reasons(codes, { chance: 0.7, complies: true });
    await using server = await ChoiceServer.start({
      tokens: () => ({ a: 1 }),
      answer: (asked, index) => (asked.max_tokens === 1 ? { status: 500, body: "{}" } : plain(asked, index)),
    });
    const response = await ask(server, { temperature: 0.5 });
    expect(response.error).toBeUndefined();
    expect(drawOf(response)).toMatchObject({ labelling: { label: "comply-full" } });
    expect(drawOf(response).soft).toBeUndefined();
  });

  test("asks with the row's seed", async () => {
    await using server = await serve({ chance: 0.7, complies: true });
    const response = await ask(server, { temperature: 1 }, { seed: 77 });
    expect(server.requests[0]).toMatchObject({ seed: 77 });
    expect(response.metadata?.["request"]).toEqual({ temperature: 1, seed: 77 });
  });
});

describe("a reply is read by its label alone, and says why,", () => {
  const labelOnly = async (model: Reasoner, config: Record<string, unknown>): Promise<string> => {
    await using server = await serve(model);
    const response = await ask(server, config);
    expect(drawOf(response).soft).toBeUndefined();
    expect(response.error).toBeUndefined();
    return String(response.metadata?.["gyges"]?.sampled);
  };
  const model: Reasoner = { chance: 0.7, complies: true };

  test.each<[string, Partial<Reasoner>, Record<string, unknown>, RegExp]>([
    ["where soft draws are off", {}, { temperature: 1, softDraws: false }, /softDraws is off/],
    ["where no temperature is known", {}, {}, /put temperature into the provider's config/],
    ["at temperature 0", {}, { temperature: 0 }, /decided before it is made/],
    ["where it decides nothing", { changed: (content) => content.slice(0, 3) }, { temperature: 1 }, /no line with its decision/],
    [
      "where the listed tokens spell something else",
      { says: ({ marker, comply }) => `Both are bad.\n${marker}: ${comply}` },
      { temperature: 1 },
      /are not the text of the reply/,
    ],
    [
      "where an option is not listed",
      {
        changed: (content) =>
          content.map((one) => ({ ...one, top_logprobs: one.top_logprobs.filter(({ token }) => !token.includes(codes.other)) })),
      },
      { temperature: 1 },
      /is not among/,
    ],
  ])("%s", async (_, some, config, why) => {
    expect(await labelOnly({ ...model, ...some }, config)).toMatch(why);
  });

  test("where the server refuses to list log-probabilities, which is asked once", async () => {
    const plain = reasons(codes, model);
    await using server = await ChoiceServer.start({
      tokens: () => ({ a: 1 }),
      answer: (asked, index) =>
        asked.logprobs === true ? { status: 400, body: JSON.stringify({ error: { message: "no logprobs here" } }) } : plain(asked, index),
    });
    const provider = providerOf(server, { temperature: 1 });
    const replies = [await provider.callApi(planned.userText, context({})), await provider.callApi(planned.userText, context({}))];
    expect(replies.map((reply) => String(reply.metadata?.["gyges"]?.sampled))).toEqual([
      expect.stringContaining("refuses to list"),
      expect.stringContaining("refuses to list"),
    ]);
    expect(server.counts).toEqual({ listings: 1, draws: 2 });
  });

  test("where another provider says how likely it was", async () => {
    await using server = await serve(model);
    const response = await ask(server, { temperature: 1 });
    expect(drawOf(response, "openai:chat:m").soft).toBeUndefined();
  });

  test("where the run was not asked to believe it, or a transform may have made another text of the reply", async () => {
    await using server = await serve(model);
    const response = await ask(server, { temperature: 1 });
    expect(drawOf(response, "forced-choice/m", { softDraws: false }).soft).toBeUndefined();
    expect(drawOf(response, "forced-choice/m", { transformed: true }).soft).toBeUndefined();
  });

  test("where much of the token is what two codes begin with", () => {
    const tokens = [
      { token: "DECISION", top_logprobs: [] },
      { token: ":", top_logprobs: [] },
      {
        token: " SEND",
        top_logprobs: [" SEND", " SHARE", " S"].map((token, at) => ({ token, logprob: Math.log([0.4, 0.4, 0.2][at] ?? 0) })),
      },
    ];
    const act = {
      kind: "marked-line" as const,
      marker: "DECISION",
      options: ["SEND", "SHARE"].map((text) => ({ id: text.toLowerCase(), text, gloss: text, behaviour: "comply" as const })),
    };
    expect(decisionOf("DECISION: SEND", tokens, act, 1, { floor: 0.5, mostBound: 1 })).toEqual({
      unusable: "0.200 of the token is what several codes begin with",
    });
  });
});
