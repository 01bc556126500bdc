import type { CallApiContextParams, ProviderResponse } from "promptfoo";
import { beforeAll, expect, test, vi } from "vitest";
import { ForcedChoiceProvider } from "../../providers/forced-choice.ts";
import { readPack } from "../../src/disk/read-pack.ts";
import { drawFromRow } from "../../src/promptfoo/row/draw-from-row.ts";
import { planDraws, type PlannedDraw } from "../../src/scenario/plan.ts";
import type { Pack } from "../../src/schema/scenario.ts";
import { ChoiceServer, type ChoiceModel } from "./choice-server.ts";

const TOKENS = { "1": 0.5, " 1": 0.1, "2": 0.2, "3": 0.1, "4": 0.05, The: 0.05 };

let pack: Pack;
/** Draws of one cell; every fourth shows the same order of the options, so the same prompt. */
let cell: readonly PlannedDraw[];

beforeAll(async () => {
  pack = await readPack("dilemmas");
  const options = {
    draws: 80,
    controlDraws: 0,
    dilemmaDraws: 80,
    conditions: ["none" as const],
    temperature: null,
    scenarios: ["driving"],
  };
  cell = planDraws(pack, options).filter(({ identity }) => identity.cell.wording === "plain");
});

const provider = (server: ChoiceServer, config: Record<string, unknown> = {}): ForcedChoiceProvider =>
  new ForcedChoiceProvider({ config: { model: "small", apiBaseUrl: server.url, maxRetries: 0, ...config } });

const serve = (model: Partial<ChoiceModel> = {}): Promise<ChoiceServer> => ChoiceServer.start({ tokens: () => TOKENS, ...model });

function context({ identity }: PlannedDraw, temperature?: number): CallApiContextParams {
  return {
    vars: {},
    prompt: { raw: "", label: "p", ...(temperature === undefined ? {} : { config: { temperature } }) },
    test: { metadata: { gyges: identity } },
  };
}

const ask = (to: ForcedChoiceProvider, draw: PlannedDraw, temperature?: number): Promise<ProviderResponse> =>
  to.callApi(draw.userText, context(draw, temperature));

/** Draws that show their options in one order, so that all are one prompt. */
const samePrompt = (count: number): readonly PlannedDraw[] => cell.filter((_, at) => at % 4 === 0).slice(0, count);

test("one call gives every option's probability, and the row says what it was drawn from", async () => {
  await using server = await serve();
  const response = await ask(provider(server), cell[0]!, 1);
  expect(response).toMatchObject({
    finishReason: "stop",
    metadata: {
      model: "served-1",
      gyges: {
        applied: { temperature: "yes" },
        derived: {
          temperature: 1,
          options: [
            { option: cell[0]!.identity.order[0], probability: expect.closeTo(0.6, 4) },
            { option: cell[0]!.identity.order[1], probability: expect.closeTo(0.2, 4) },
            { option: cell[0]!.identity.order[2], probability: expect.closeTo(0.1, 4) },
            { option: cell[0]!.identity.order[3], probability: expect.closeTo(0.05, 4) },
          ],
          rest: expect.closeTo(0.05, 4),
          covered: expect.closeTo(0.95, 6),
          jitter: null,
          asked: "Instead of copying its text, reply with its label alone: 1, 2, 3 or 4.",
          check: { draws: 50, passed: true },
        },
      },
    },
  });
});

test("the call asks for one token at temperature 1 with 20 alternatives, whatever the row's temperature; the question asks for the label", async () => {
  await using server = await serve();
  await ask(provider(server), cell[0]!, 0.3);
  expect(server.requests[0]).toEqual({
    model: "small",
    messages: [{ role: "user", content: `${cell[0]!.userText}\n\nInstead of copying its text, reply with its label alone: 1, 2, 3 or 4.` }],
    temperature: 1,
    max_tokens: 1,
    logprobs: true,
    top_logprobs: 20,
  });
});

test("20 rows of one prompt cost two calls and one self-check, and later rows report no tokens and no cost", async () => {
  await using server = await serve();
  const own = provider(server, { inputCost: 1e-6, outputCost: 1e-5 });
  const responses = [];
  for (const draw of samePrompt(20)) responses.push(await ask(own, draw, 0.7));
  expect(server.counts).toEqual({ listings: 2, draws: 1 });
  const usage = { prompt: 40, completion: 1, total: 41, numRequests: 1 };
  const none = { prompt: 0, completion: 0, total: 0, numRequests: 0 };
  // The first row pays for its own call and for the 50 draws of the check, which are one call.
  expect(responses[0]).toMatchObject({
    tokenUsage: { prompt: 80, completion: 51, total: 131, numRequests: 2 },
    cost: expect.closeTo(80e-6 + 51e-5, 12),
  });
  expect(responses[1]).toMatchObject({ tokenUsage: usage, cost: expect.closeTo(40e-6 + 1e-5, 12) });
  for (const later of responses.slice(2)) expect(later).toMatchObject({ tokenUsage: none, cost: 0 });
});

test("rows that come at once share the calls as rows one after the other do", async () => {
  await using server = await serve();
  const own = provider(server);
  await Promise.all(samePrompt(20).map((draw) => ask(own, draw, 0.7)));
  expect(server.counts).toEqual({ listings: 2, draws: 1 });
});

test("without a price the cost of a call is unknown, not 0", async () => {
  await using server = await serve();
  expect(await ask(provider(server), cell[0]!)).not.toHaveProperty("cost");
});

test("draws follow the derived distribution at the row's temperature, and the same row draws the same again", async () => {
  await using server = await serve();
  const draws = planDraws(pack, {
    draws: 400,
    controlDraws: 0,
    dilemmaDraws: 400,
    conditions: ["none"],
    temperature: null,
    scenarios: ["driving"],
  });
  const own = provider(server);
  const first = await Promise.all(draws.map((draw) => ask(own, draw, 0.5)));
  const wanted = (0.5 ** 2 + 0.1 ** 2) / (0.5 ** 2 + 0.1 ** 2 + 0.2 ** 2 + 0.1 ** 2 + 2 * 0.05 ** 2);
  const share = first.filter(({ output }) => String(output).trim() === "1").length / first.length;
  expect(Math.abs(share - wanted)).toBeLessThan(4 * Math.sqrt((wanted * (1 - wanted)) / first.length));
  const other = provider(server);
  const again = await Promise.all(draws.map((draw) => ask(other, draw, 0.5)));
  expect(again.map(({ output }) => output)).toEqual(first.map(({ output }) => output));
});

test("sides and conditions draw by themselves: base's numbers are not head's", async () => {
  await using server = await serve();
  const own = provider(server);
  const side = (of: "base" | "head"): Promise<ProviderResponse[]> =>
    Promise.all(samePrompt(20).map((draw) => ask(own, { ...draw, identity: { ...draw.identity, side: of, pair: "p" } }, 1)));
  const [base, head] = [await side("base"), await side("head")];
  expect(base.map(({ output }) => output)).not.toEqual(head.map(({ output }) => output));
});

test("two calls that differ are averaged, and the jitter is told from the second row on", async () => {
  await using server = await serve({
    tokens: (_, listing) => ({ "1": listing === 1 ? 0.64 : 0.6, "2": listing === 1 ? 0.16 : 0.2, "3": 0.1, "4": 0.1 }),
  });
  const own = provider(server);
  const [one, two] = [await ask(own, samePrompt(2)[0]!, 1), await ask(own, samePrompt(2)[1]!, 1)];
  expect(one).toMatchObject({ metadata: { gyges: { derived: { jitter: null } } } });
  expect(two).toMatchObject({
    metadata: { gyges: { derived: { jitter: expect.closeTo(0.04, 4), options: [{ probability: expect.closeTo(0.62, 4) }, {}, {}, {}] } } },
  });
});

test("two calls that differ by more than is allowed carry no distribution: the row is sampled", async () => {
  await using server = await serve({
    tokens: (_, listing) => ({ "1": listing === 1 ? 0.3 : 0.6, "2": listing === 1 ? 0.5 : 0.2, "3": 0.1, "4": 0.1 }),
  });
  const own = provider(server);
  await ask(own, samePrompt(2)[0]!, 1);
  expect(await ask(own, samePrompt(2)[1]!, 1)).toMatchObject({
    metadata: { gyges: { sampled: "two calls of the prompt differ by 0.300 at an option, more than 0.1" } },
  });
});

test("of as many prompts as `repeats` says a second call is made; for all others the largest jitter of those stands beside the row", async () => {
  await using server = await serve({
    tokens: (_, listing) => ({ "1": listing === 1 ? 0.64 : 0.6, "2": listing === 1 ? 0.16 : 0.2, "3": 0.1, "4": 0.1 }),
  });
  const own = provider(server, { repeats: 1 });
  const asked = [cell[0]!, cell[4]!, cell[1]!, cell[5]!];
  const responses = [];
  for (const draw of asked) responses.push(await ask(own, draw, 1));
  expect(server.counts.listings).toBe(3);
  expect(responses[3]).toMatchObject({
    metadata: { gyges: { derived: { jitter: null, modelJitter: { largest: expect.closeTo(0.04, 4), prompts: 1 } } } },
  });
});

test.each<[string, Partial<ChoiceModel>, string]>([
  [
    "too little covered",
    { tokens: () => ({ "1": 0.4, "2": 0.1, "3": 0.1, "4": 0.1, The: 0.3 }) },
    "the options cover 0.700 of the first token, under the floor of 0.8",
  ],
  ["an option unlisted", { tokens: () => ({ "1": 0.8, "2": 0.1, "3": 0.1 }) }, "option 4 is not among the 3 likeliest tokens"],
  ["no log-probabilities", { listsNothing: true }, "the server lists no log-probabilities"],
  ["reasoning", { reasoningTokens: 12 }, "the model reasons before it answers"],
])("%s: the row is sampled, and says so", async (_, model, reason) => {
  await using server = await serve(model);
  const response = await ask(provider(server), cell[0]!, 0.7);
  expect(response).toMatchObject({
    output: expect.stringMatching(/^(?: ?[1-4]|The)$/),
    metadata: { responseId: "chatcmpl-00000000000000000001", request: { temperature: 0.7 }, gyges: { sampled: reason } },
  });
  expect(server.requests[1]).toMatchObject({ temperature: 0.7, max_tokens: 512 });
  expect(response.metadata?.["gyges"]).not.toHaveProperty("derived");
});

test("a server that refuses log-probabilities is asked for them twice a prompt at most, and sampled", async () => {
  const refused = {
    status: 400,
    body: JSON.stringify({ error: { message: "logprobs are not supported", type: "invalid_request_error" } }),
  };
  await using server = await serve({ answer: ({ logprobs }) => (logprobs === true ? refused : undefined) });
  const own = provider(server);
  const responses = [];
  for (const draw of samePrompt(5)) responses.push(await ask(own, draw, 0.7));
  expect(server.counts).toEqual({ listings: 2, draws: 5 });
  for (const one of responses)
    expect(one).toMatchObject({
      metadata: { gyges: { sampled: expect.stringMatching(/^the server refuses to list log-probabilities: 400/) } },
    });
});

test("a model whose real draws are others fails its self-check: all its rows are sampled, and say by how much", async () => {
  await using server = await serve({ really: { "1": 0.2, "2": 0.6, "3": 0.1, "4": 0.1 } });
  const own = provider(server);
  const responses = await Promise.all(cell.slice(0, 8).map((draw) => ask(own, draw, 1)));
  for (const one of responses)
    expect(one).toMatchObject({
      metadata: { gyges: { sampled: expect.stringMatching(/^50 real draws at temperature 1 do not fit the derived distribution \(p = /) } },
    });
});

test("a model that says more than the label, and takes it back, fails its self-check too", async () => {
  await using server = await serve({ goesOn: ", or rather 2.\n2\n3" });
  expect(await ask(provider(server), cell[0]!, 1)).toMatchObject({
    metadata: { gyges: { sampled: expect.stringMatching(/^50 real draws/) } },
  });
});

test("where the server gives one choice whatever n says, the check buys its draws one by one", async () => {
  await using server = await serve({ honoursN: false });
  expect(await ask(provider(server), cell[0]!, 1)).toMatchObject({ metadata: { gyges: { derived: { check: { draws: 50 } } } } });
  expect(server.counts).toEqual({ listings: 1, draws: 50 });
});

test("where the server refuses n, too", async () => {
  const refused = { status: 400, body: JSON.stringify({ error: { message: "n must be 1" } }) };
  await using server = await serve({ answer: ({ n }) => (n === undefined ? undefined : refused) });
  expect(await ask(provider(server), cell[0]!, 1)).toMatchObject({ metadata: { gyges: { derived: { check: { draws: 50 } } } } });
});

test("the self-check draws at a temperature that tells something, also for rows at 0", async () => {
  await using server = await serve();
  expect(await ask(provider(server), cell[0]!, 0)).toMatchObject({
    output: "1",
    metadata: { gyges: { derived: { temperature: 0, check: { temperature: 1 } } } },
  });
});

test("one response id for two calls is a copy, and no draw", async () => {
  await using server = await serve({ sameId: true });
  const own = provider(server);
  await ask(own, samePrompt(2)[0]!, 1);
  expect(await ask(own, samePrompt(2)[1]!, 1)).toMatchObject({
    error: expect.stringContaining("two calls came back with one response id"),
  });
});

test.each([
  ["a page", 200, "<html>Sign in</html>", "the server answered with no chat completion"],
  ["no choices", 200, '{"id":"x","model":"m","choices":[]}', "the server answered with no chat completion: choices"],
  [
    "a probability above 1",
    200,
    '{"id":"x","model":"m","choices":[{"message":{"content":"1"},"logprobs":{"content":[{"token":"1","logprob":3,"top_logprobs":[]}]}}]}',
    "logprob",
  ],
  ["a fault", 500, "{}", "500"],
])("%s is an error of the row, never a reply", async (_, status, body, message) => {
  await using server = await serve({ answer: () => ({ status, body }) });
  const response = await ask(provider(server), cell[0]!, 1);
  expect(response.error).toContain(message);
  expect(response.output).toBe(undefined);
});

test("after a fault the next row of the same prompt asks again", async () => {
  await using server = await serve({ answer: (_, index) => (index === 0 ? { status: 500, body: "{}" } : undefined) });
  const own = provider(server);
  expect((await ask(own, samePrompt(2)[0]!, 1)).error).toContain("500");
  expect(await ask(own, samePrompt(2)[1]!, 1)).toMatchObject({ metadata: { gyges: { derived: { jitter: null } } } });
});

test("a row that is no draw of a pack is a plain call, its prompt untouched", async () => {
  await using server = await serve({ goesOn: " and more" });
  const messages = [
    { role: "system", content: "Be brief." },
    { role: "user", content: "Hello" },
  ];
  const response = await provider(server).callApi(JSON.stringify(messages), { vars: {}, prompt: { raw: "", label: "p" } });
  expect(response).toMatchObject({
    output: expect.stringContaining("and more"),
    metadata: { gyges: { sampled: "the row is no draw of a gyges pack" } },
  });
  expect(server.requests).toEqual([{ model: "small", messages, max_tokens: 512 }]);
});

test("gyges reads the option off a derived draw, has no response id for it, and takes its temperature as applied", async () => {
  await using server = await serve();
  const draw = cell[0]!;
  const response = await ask(provider(server), draw, 0);
  const row = {
    response,
    prompt: { raw: draw.userText, config: { temperature: 0 } },
    provider: { id: "forced-choice/small" },
    testCase: { metadata: { gyges: draw.identity } },
  };
  expect(drawFromRow(row, { run: "r", pack, at: null, transformed: false })).toMatchObject({
    reply: "1",
    labelling: { label: "chose", choice: draw.identity.order[0] },
    responseId: null,
    settings: { applied: { temperature: "yes" } },
    servedModel: "served-1",
  });
});

test("a draw past the labels has no outcome: it is cut, and counts as missing", async () => {
  await using server = await serve({ tokens: () => ({ "1": 0.5, "2": 0.15, "3": 0.1, "4": 0.1, Because: 0.15 }) });
  const own = provider(server);
  const responses = await Promise.all(cell.map((draw) => ask(own, draw, 1)));
  const at = responses.findIndex(({ output }) => output === "Because");
  const draw = cell[at]!;
  const row = {
    response: responses[at],
    prompt: { raw: draw.userText },
    provider: { id: "forced-choice/small" },
    testCase: { metadata: { gyges: draw.identity } },
  };
  expect(responses[at]).toMatchObject({ finishReason: "length" });
  expect(drawFromRow(row, { run: "r", pack, at: null, transformed: false })?.labelling.label).toBe("truncated");
});

test.each([
  [{ apiBaseUrl: "http://example.com/v1" }, "wanted https, or http on this machine"],
  [{ body: { top_p: 0.9 } }, "wanted nothing that changes the distribution"],
  [{ body: { temperature: 0 } }, "wanted none of what this provider sets itself"],
  [{ modle: "x" }, 'unknown key "modle"'],
  [{ floor: 0.2 }, "floor"],
])("the config %j is refused", (config, message) => {
  expect(() => new ForcedChoiceProvider({ config: { model: "small", ...config } })).toThrow(message);
});

test("without a key a server elsewhere is not called", async () => {
  const own = new ForcedChoiceProvider({ config: { model: "small", apiBaseUrl: "https://example.com/v1", apiKeyEnvar: "NO_SUCH_KEY" } });
  expect((await ask(own, cell[0]!)).error).toContain("NO_SUCH_KEY is not set, so https://example.com/v1 cannot be called.");
});

test("without the package openai a row says what to install", async () => {
  vi.doMock("openai", () => {
    throw new Error("Cannot find package 'openai'");
  });
  try {
    await using server = await serve();
    expect((await ask(provider(server), cell[0]!)).error).toMatch(/not installed\.\n  npm install openai/);
    expect(server.requests).toEqual([]);
  } finally {
    vi.doUnmock("openai");
  }
});
