import { expect, test } from "vitest";
import { BatchProvider } from "../../providers/batch.ts";
import { batchResponse } from "../../providers/batch-response.ts";
import { anthropicBody, openaiBody } from "../../src/batch/body.ts";
import { anthropicLine } from "../../src/batch/anthropic-lines.ts";
import { openaiLines } from "../../src/batch/openai-lines.ts";
import type { BatchReply } from "../../src/batch/request-end.ts";
import { folder } from "../disk/sample.ts";
import { anthropicMessage } from "../fake-llm/anthropic-message.ts";
import { chatCompletion } from "../fake-llm/openai-chat.ts";
import type { Reply } from "../fake-llm/reply.ts";

/** Between promptfoo and the APIs: prompts to bodies, results to responses. */

const chat = (reply: Reply): object => chatCompletion({ model: "m", messages: [{ role: "user", content: "Hi" }] }, reply, 1);
const message = (reply: Reply): object =>
  anthropicMessage({ model: "m", max_tokens: 9, messages: [{ role: "user", content: "Hi" }] }, reply, 1, "batch");

const fromOpenAi = (body: unknown): ReturnType<typeof openaiLines>[number] =>
  openaiLines(JSON.stringify({ custom_id: "x", response: { status_code: 200, body }, error: null }))[0]!;
const fromAnthropic = (body: unknown): ReturnType<typeof openaiLines>[number] =>
  anthropicLine({ custom_id: "x", result: { type: "succeeded", message: body } })!;

const response = ({ end }: ReturnType<typeof fromOpenAi>, price: { input: number; output: number } | null = null): object =>
  batchResponse({ kind: "end", end, batch: "b1" }, { temperature: 0.5 }, price);

test.for([
  ["chat messages", '[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"}]'],
  ["the same in YAML", "- role: system\n  content: Be kind.\n- role: user\n  content: Hi\n"],
])("%s are sent as they are; Anthropic takes the system text apart", ([, prompt]) => {
  const turn = { role: "user", content: "Hi" };
  expect(openaiBody("m", prompt!, { seed: 1 })).toEqual({ model: "m", messages: [{ role: "system", content: "Be kind." }, turn], seed: 1 });
  expect(anthropicBody("m", prompt!, {})).toEqual({
    model: "m",
    max_tokens: 1024,
    system: [{ type: "text", text: "Be kind." }],
    messages: [turn],
  });
});

test("text that only looks like a list is what the user says", () => {
  for (const prompt of ["[sic] Hi", '["a"]', "- role: {{", "Hi"])
    expect(openaiBody("m", prompt, {})).toEqual({ model: "m", messages: [{ role: "user", content: prompt }] });
});

test("a refusal that the API marks is a filter, in words or with a category; reasoning stands apart", () => {
  expect(response(fromOpenAi(chat({ refusal: "I cannot." })))).toMatchObject({ isRefusal: true, output: "I cannot." });
  expect(response(fromOpenAi(chat({ filtered: true })))).toMatchObject({ finishReason: "content_filter", output: "" });
  expect(response(fromAnthropic(message({ refusal: "no", category: "bio" })))).toMatchObject({
    guardrails: { flagged: true, reason: "bio" },
  });
  expect(response(fromAnthropic(message({ text: "Yes", reasoning: "Hm." })))).toMatchObject({ output: "<think>\nHm.\n</think>\n\nYes" });
});

test("what reached the wire is reported, and a cost only where usage and price are known", () => {
  const line = fromOpenAi(chat({ text: "Yes." }));
  expect(response(line)).toMatchObject({ metadata: { batch: "b1", request: { temperature: 0.5 }, model: "m-served" } });
  expect(response(line)).not.toHaveProperty("cost");
  const { tokens } = replyOf(line);
  expect(response(line, { input: 2, output: 8 })).toMatchObject({ cost: (2 * tokens.prompt! + 8 * tokens.completion!) / 1e6 });
  const { usage: _, ...without } = { usage: null, ...chat({ text: "Yes." }) };
  expect(response(fromOpenAi(without), { input: 2, output: 8 })).not.toHaveProperty("cost");
});

test.for<[string, unknown]>([
  ["a page", "<html>"],
  ["no choice", { ...chat({}), choices: [] }],
  ["two choices", { ...chat({}), choices: [1, 2] }],
  ["a content that is no text", { ...chat({}), choices: [{ message: { content: 7 } }] }],
  ["nothing", null],
])("a result with %s is malformed: an error, and no reply", ([, body]) => {
  expect(fromOpenAi(body).end.state).toBe("malformed");
  expect(response(fromOpenAi(body))).toHaveProperty("error");
  expect(fromAnthropic(body).end.state).toBe("malformed");
});

test("lines that nobody can place are nobody's", () => {
  expect(openaiLines('\n{"custom_id": 7}\n{"torn\n[]\n')).toEqual([]);
  expect(anthropicLine("<html>")).toBeNull();
});

test.for<[string, object]>([
  ["another provider", { provider: "openai:responses:m" }],
  ["an address in the clear", { provider: "openai:chat:m", baseURL: "http://example.com/v1" }],
  ["an address that only begins like this machine's", { provider: "openai:chat:m", baseURL: "http://localhost:80@example.com/v1" }],
  ["a misspelt key", { provider: "openai:chat:m", temprature: 1 }],
  ["a body that names the model", { provider: "openai:chat:m", body: { model: "other" } }],
])("a config with %s is refused with an example", ([, config]) => {
  expect(() => new BatchProvider({ config: { ...config } })).toThrow(
    /config of BatchProvider is not valid[^]*provider: openai:chat:gpt-4.1-mini/,
  );
});

test("without a key nothing is sent, and the run is told what to set", async () => {
  using place = folder();
  const config = { provider: "openai:chat:m", folder: place.path, gatherSeconds: 0.05 };
  const { error, metadata } = await new BatchProvider({ config, env: { OPENAI_API_KEY: "" } }).callApi("Hi");
  const text = "there is no OPENAI_API_KEY in the environment. Set it, and run again.";
  expect([error, metadata]).toEqual([`gyges: ${text}`, { rateLimitKind: "quota", gyges: { halt: { kind: "batch-refused", text } } }]);
});

function replyOf({ end }: ReturnType<typeof fromOpenAi>): BatchReply {
  if (end.state !== "replied") throw new Error(end.state);
  return end.reply;
}
