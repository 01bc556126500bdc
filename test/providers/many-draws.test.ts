import type { ProviderResponse } from "promptfoo";
import { beforeEach, expect, test, vi } from "vitest";
import * as z from "zod";
import { ManyDrawsProvider } from "../../providers/many-draws.ts";
import { parseManyConfig } from "../../providers/many/config.ts";
import { FakeLlm, type Script } from "../fake-llm/fake-llm.ts";
import { ChatServer } from "../support/chat-server.ts";

/** Rows that send the same share a call, and each has a draw of its own. */

beforeEach(() => {
  vi.stubEnv("OPENAI_API_KEY", "test-key");
  return () => vi.unstubAllEnvs();
});

const coin: Script = { reply: () => ({ chances: { Left: 0.5, Right: 0.5 } }) };
const of = (url: string, more: object = {}): ManyDrawsProvider =>
  new ManyDrawsProvider({ config: { model: "m", apiBaseUrl: `${url}/v1`, temperature: 1, gatherSeconds: 0.05, maxRetries: 0, ...more } });
const rows = (provider: ManyDrawsProvider, ...prompts: string[]): Promise<ProviderResponse[]> =>
  Promise.all(prompts.map((prompt) => provider.callApi(prompt)));
const times = (count: number, prompt: string): string[] => Array.from({ length: count }, () => prompt);
const idsOf = (responses: readonly ProviderResponse[]): unknown[] => responses.map(({ metadata }): unknown => metadata?.["responseId"]);
const outputsOf = (responses: readonly ProviderResponse[]): Set<unknown> => new Set(responses.map(({ output }): unknown => output));
/** How many choices each request asked for. */
const choicesOf = (bodies: readonly unknown[]): unknown[] =>
  bodies.map((body) => z.looseObject({ n: z.number().optional() }).parse(body).n);

test("forty rows of one prompt are three calls of at most sixteen choices; the prompt is paid three times, and no two rows share a reply", async () => {
  await using llm = await FakeLlm.start(coin);
  const responses = await rows(of(llm.url), ...times(40, "Left or right?"));
  expect(choicesOf(llm.requests.map(({ body }) => body))).toEqual([16, 16, 8]);
  expect(outputsOf(responses)).toEqual(new Set(["Left", "Right"]));
  expect(new Set(idsOf(responses)).size).toBe(40);
  const sum = (of: "prompt" | "completion"): number => responses.reduce((total, { tokenUsage }) => total + (tokenUsage?.[of] ?? NaN), 0);
  expect([sum("prompt"), sum("completion")]).toEqual([llm.meter.promptTokens, llm.meter.completionTokens]);
});

test("other words or other settings are another call", async () => {
  await using llm = await FakeLlm.start(coin);
  await rows(of(llm.url), "Left or right?", "Right or left?", "Left or right?");
  expect(choicesOf(llm.requests.map(({ body }) => body))).toEqual([2, undefined]);
});

test("the cost is the call's, on one row, and unknown without a price", async () => {
  await using llm = await FakeLlm.start(coin);
  const priced = await rows(of(llm.url, { inputCost: 0.001, outputCost: 0.01 }), ...times(4, "Left or right?"));
  const { promptTokens, completionTokens } = llm.meter;
  expect(priced.map(({ cost }) => cost)).toEqual([expect.closeTo(promptTokens * 0.001 + completionTokens * 0.01), 0, 0, 0]);
  const [first] = await rows(of(llm.url), ...times(2, "Left or right?"));
  expect(first).not.toHaveProperty("cost");
});

test("a server that gives one choice whatever it is asked for is asked one at a time, and each reply goes to one row", async () => {
  await using server = await ChatServer.start((_, index) => ({ text: `Reply ${index}` }));
  const responses = await rows(of(server.url, { maxConcurrency: 1 }), ...times(5, "Left or right?"));
  expect(choicesOf(server.requests.map(({ raw }): unknown => JSON.parse(raw)))).toEqual([5, undefined, undefined, undefined, undefined]);
  expect(outputsOf(responses).size).toBe(5);
});

test("a call that fails is an error of each of its rows, and of no other", async () => {
  await using llm = await FakeLlm.start({
    ...coin,
    fault: ({ body }) => (JSON.stringify(body).includes("Broken") ? { fault: "status", status: 500 } : undefined),
  });
  const [broken, other, sound] = await rows(of(llm.url), "Broken?", "Broken?", "Left or right?");
  expect([broken, other].map((one) => one?.error)).toEqual([
    expect.stringMatching(/^many draws: 500/),
    expect.stringMatching(/^many draws: 500/),
  ]);
  expect(sound?.output).toMatch(/Left|Right/);
});

test("a page of HTML is no reply", async () => {
  await using llm = await FakeLlm.start({ ...coin, fault: () => ({ fault: "html" }) });
  const [one] = await rows(of(llm.url), "Left or right?");
  expect(one?.error).toMatch(/^many draws: the server answered with no chat completion/);
});

test("what it sets itself, a key in the clear and a typing error are refused", () => {
  expect(() => parseManyConfig({ model: "m", body: { n: 3 } })).toThrow(/wanted none of what this provider sets itself/);
  expect(() => parseManyConfig({ model: "m", apiBaseUrl: "http://models.example/v1" })).toThrow(/wanted https/);
  expect(() => parseManyConfig({ model: "m", temprature: 1 })).toThrow(/temprature/);
});

test("without a key for a server elsewhere the row says which variable is missing", async () => {
  vi.stubEnv("OPENAI_API_KEY", "");
  const provider = new ManyDrawsProvider({ config: { model: "m", apiBaseUrl: "https://models.example/v1", gatherSeconds: 0.01 } });
  expect((await provider.callApi("Hi")).error).toMatch(/OPENAI_API_KEY is not set/);
});
