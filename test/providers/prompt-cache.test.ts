import { expect, test } from "vitest";
import { BatchProvider } from "../../providers/batch.ts";
import { batchResponse } from "../../providers/batch-response.ts";
import { anthropicLine } from "../../src/batch/anthropic-lines.ts";
import { anthropicBody } from "../../src/batch/body.ts";
import { anthropicMessage, MessageRequestSchema } from "../fake-llm/anthropic-message.ts";

/** Draws that share a prompt pay it once: marks for Anthropic's prompt cache, and what they come to on the bill. */

const SYSTEM = "You assist a shop. ".repeat(300);
const prompt = (turn: string): string =>
  JSON.stringify([
    { role: "system", content: SYSTEM },
    { role: "user", content: turn },
  ]);
const MARK = { type: "ephemeral", ttl: "1h" };

test("the mark stands at the end of the system text and of the last turn, and nothing else is changed", () => {
  expect(anthropicBody("m", prompt("A or B?"), {}, "1h")).toEqual({
    model: "m",
    max_tokens: 1024,
    system: [{ type: "text", text: SYSTEM, cache_control: MARK }],
    messages: [{ role: "user", content: [{ type: "text", text: "A or B?", cache_control: MARK }] }],
  });
  expect(anthropicBody("m", "Hi", {}, "5m")).toMatchObject({ messages: [{ content: [{ text: "Hi", cache_control: { ttl: "5m" } }] }] });
});

test("of ten draws in two orders of the options one writes the cache, one adds the other order, and eight pay for no prompt", () => {
  const cache = new Set<string>();
  const turns = Array.from({ length: 10 }, (_, draw) => (draw % 2 === 0 ? "A or B?" : "B or A?"));
  const usages = turns.map((turn, draw) => {
    const body = MessageRequestSchema.parse(anthropicBody("m", prompt(turn), {}, "1h"));
    return anthropicMessage(body, { text: "A" }, draw, "batch", cache).usage;
  });
  const [first, second, ...rest] = usages;
  expect([first!.cache_read_input_tokens, first!.cache_creation_input_tokens! > 1000]).toEqual([0, true]);
  expect([second!.cache_read_input_tokens! > 1000, second!.cache_creation_input_tokens! < 100]).toEqual([true, true]);
  expect(rest.map((usage) => usage.cache_creation_input_tokens)).toEqual(rest.map(() => 0));
  expect(Math.max(...rest.map((usage) => usage.input_tokens))).toBeLessThan(100);
});

const priced = (usage: object, price: object): unknown => {
  const message = {
    ...anthropicMessage({ model: "m", max_tokens: 9, messages: [{ role: "user", content: "Hi" }] }, { text: "A" }, 1),
    usage,
  };
  const line = anthropicLine({ custom_id: "x", result: { type: "succeeded", message } })!;
  return batchResponse({ kind: "end", end: line.end, batch: "b" }, {}, { input: 2, output: 8, ...price }).cost;
};

test("what a cache wrote and read has its own prices, and without them the cost is unknown", () => {
  const usage = { input_tokens: 10, output_tokens: 5, cache_creation_input_tokens: 100, cache_read_input_tokens: 1000 };
  expect(priced(usage, { cacheWrite: 4, cacheRead: 0.2 })).toBeCloseTo((10 * 2 + 100 * 4 + 1000 * 0.2 + 5 * 8) / 1e6, 12);
  expect(priced(usage, {})).toBe(undefined);
  expect(priced({ input_tokens: 10, output_tokens: 5 }, {})).toBeCloseTo((10 * 2 + 5 * 8) / 1e6, 12);
});

test("OpenAI caches by itself, so that the setting is refused there", () => {
  expect(() => new BatchProvider({ config: { provider: "openai:chat:m", cache: "1h" } })).toThrow(
    /wanted cache for anthropic:messages alone/,
  );
});
