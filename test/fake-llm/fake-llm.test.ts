import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { expect, test } from "vitest";
import { FakeLlm, type Script } from "./fake-llm.ts";

const QUESTION = [{ role: "user" as const, content: "Yes or no?" }];

function openai(llm: FakeLlm, settings: { maxRetries?: number; timeout?: number } = {}): OpenAI {
  return new OpenAI({ baseURL: `${llm.url}/v1`, apiKey: "none", maxRetries: 0, ...settings });
}

function anthropic(llm: FakeLlm): Anthropic {
  return new Anthropic({ baseURL: llm.url, apiKey: "none", maxRetries: 0 });
}

async function withFake<T>(script: Partial<Script>, use: (llm: FakeLlm) => Promise<T>): Promise<T> {
  await using llm = await FakeLlm.start({ reply: () => ({ text: "Yes" }), ...script });
  return await use(llm);
}

test("top_logprobs are the scripted chances, the likeliest first, at most as many as were asked for", async () => {
  await withFake({ reply: () => ({ chances: { Yes: 0.5, No: 0.3, Maybe: 0.15 } }) }, async (llm) => {
    const reply = await openai(llm).chat.completions.create({ model: "m", messages: QUESTION, logprobs: true, top_logprobs: 3 });
    const [token] = reply.choices[0]?.logprobs?.content ?? [];
    const shown = token?.top_logprobs.map(({ token, logprob }) => [token, Math.round(Math.exp(logprob) * 1000) / 1000]);
    expect(shown).toEqual([
      ["Yes", 0.5],
      ["No", 0.3],
      ["Maybe", 0.15],
    ]);
    expect(["Yes", "No", "Maybe", "…"]).toContain(reply.choices[0]?.message.content);
  });
});

test("samples follow the chances at the temperature of the request, and a seed repeats them", async () => {
  await withFake({ reply: () => ({ chances: { Yes: 0.6, No: 0.4 } }) }, async (llm) => {
    const share = async (temperature: number, seed: number): Promise<number> => {
      const { choices } = await openai(llm).chat.completions.create({ model: "m", messages: QUESTION, n: 128, temperature, seed });
      return choices.filter(({ message }) => message.content === "Yes").length / choices.length;
    };
    expect(await share(0, 1)).toBe(1);
    // 0.6² / (0.6² + 0.4²) = 0.692; four standard errors of 128 draws are 0.163.
    expect(Math.abs((await share(0.5, 1)) - 0.692)).toBeLessThan(0.163);
    expect(await share(1, 1)).toBe(await share(1, 1));
    expect(await share(1, 1)).not.toBe(await share(1, 2));
  });
});

test("n choices pay the prompt once", async () => {
  await withFake({}, async (llm) => {
    const one = await openai(llm).chat.completions.create({ model: "m", messages: QUESTION });
    const five = await openai(llm).chat.completions.create({ model: "m", messages: QUESTION, n: 5 });
    expect(five.choices.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(five.usage).toMatchObject({ prompt_tokens: one.usage?.prompt_tokens, completion_tokens: 5 });
    expect(llm.meter).toMatchObject({ billed: 2, batched: 0, completionTokens: 6, promptTokens: 2 * (one.usage?.prompt_tokens ?? 0) });
  });
});

test("both refusals of OpenAI: words in a field of their own, or a filter that says nothing", async () => {
  await withFake({}, async (llm) => {
    const ask = () => openai(llm).chat.completions.create({ model: "m", messages: QUESTION });
    llm.script = { reply: () => ({ refusal: "I cannot." }) };
    expect((await ask()).choices[0]).toMatchObject({ finish_reason: "stop", message: { content: null, refusal: "I cannot." } });
    llm.script = { reply: () => ({ filtered: true }) };
    expect((await ask()).choices[0]).toMatchObject({ finish_reason: "content_filter", message: { content: "", refusal: null } });
  });
});

test("Anthropic's refusal is a stop reason with a category; thinking is a block before the answer", async () => {
  await withFake({}, async (llm) => {
    const ask = () => anthropic(llm).messages.create({ model: "m", max_tokens: 10, messages: QUESTION });
    llm.script = { reply: () => ({ refusal: "policy", category: "cyber" }) };
    expect(await ask()).toMatchObject({ stop_reason: "refusal", content: [], stop_details: { category: "cyber", explanation: "policy" } });
    llm.script = { reply: () => ({ text: "Yes", reasoning: "Hm." }) };
    expect((await ask()).content.map(({ type }) => type)).toEqual(["thinking", "text"]);
    expect(llm.meter.billed).toBe(2);
  });
});

test.for([
  ["status", { fault: "status", status: 429, retryAfter: "1" }, "RateLimitError", 0],
  ["overload", { fault: "status", status: 529 }, "InternalServerError", 0],
  ["hang", { fault: "hang" }, "APIConnectionTimeoutError", 1],
  ["drop", { fault: "drop" }, "APIConnectionError", 1],
  ["truncated", { fault: "truncated" }, "TypeError", 1],
  ["broken JSON", { fault: "broken-json" }, "SyntaxError", 1],
] as const)("a scripted %s reaches the SDK as what it is, and is billed where the model has worked", async ([, fault, name, billed]) => {
  await withFake({ fault: () => fault }, async (llm) => {
    const failed = await openai(llm, { timeout: 300 })
      .chat.completions.create({ model: "m", messages: QUESTION })
      .then(
        () => "no error",
        (cause: unknown) => (cause instanceof Error ? cause.constructor.name : String(cause)),
      );
    expect(failed).toBe(name);
    expect(llm.meter.billed).toBe(billed);
  });
});

test("status 200 with a page, without choices, or with logprobs that are no numbers resolves: the client has to look", async () => {
  await withFake({}, async (llm) => {
    const ask = () => openai(llm).chat.completions.create({ model: "m", messages: QUESTION, logprobs: true, top_logprobs: 1 });
    llm.script = { ...llm.script, fault: () => ({ fault: "html" }) };
    expect(await ask()).toMatch(/^<!doctype html>/);
    llm.script = { ...llm.script, fault: () => ({ fault: "no-choices" }) };
    expect((await ask()).choices).toEqual([]);
    llm.script = { ...llm.script, fault: () => ({ fault: "nan-logprobs" }) };
    expect((await ask()).choices[0]?.logprobs?.content?.[0]?.logprob).toBeNull();
  });
});

test("top_logprobs without logprobs, or more than 20, are refused as the API does", async () => {
  await withFake({}, async (llm) => {
    const ask = (settings: object) => openai(llm).chat.completions.create({ model: "m", messages: QUESTION, ...settings });
    await expect(ask({ top_logprobs: 5 })).rejects.toThrow("400");
    await expect(ask({ logprobs: true, top_logprobs: 21 })).rejects.toThrow("400");
    expect(llm.meter.billed).toBe(0);
  });
});
