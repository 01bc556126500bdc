import { expect, test } from "vitest";
import { wrapPrompts, type LivePrompt } from "../../../src/promptfoo/notice/wrap-prompts.ts";

const chat = '[{"role":"system","content":"S"},{"role":"user","content":"{{message}}"}]';

test("a row without a notice gets back the very text that was there", async () => {
  const prompt: LivePrompt = { raw: chat, label: "p" };
  wrapPrompts([prompt]);
  expect(await prompt.function!({ vars: { message: "hi" } })).toBe(chat);
});

test("a row without a notice gets what the user's prompt function makes, the same object", async () => {
  const made = [{ role: "user", content: "hi" }];
  const prompt: LivePrompt = { raw: "function source {{not_a_variable}}", label: "p", function: () => Promise.resolve(made) };
  wrapPrompts([prompt]);
  expect(await prompt.function!({ vars: {} })).toBe(made);
});

test("a prompt with its own slot is not wrapped", () => {
  const prompt: LivePrompt = { raw: "{{notice}} {{message}}", label: "own" };
  expect(wrapPrompts([prompt])).toEqual([]);
  expect(prompt.function).toBeUndefined();
});

test("config that a prompt function returns is kept", async () => {
  const prompt: LivePrompt = { raw: "", label: "p", function: () => Promise.resolve({ prompt: "hi", config: { max_tokens: 5 } }) };
  wrapPrompts([prompt]);
  expect(await prompt.function!({ vars: { notice: "N" } })).toMatchObject({ config: { max_tokens: 5 } });
});

test("a provider that keeps its system text in instructions gets the notice there", async () => {
  const prompt: LivePrompt = { raw: "{{message}}", label: "p" };
  wrapPrompts([prompt]);
  const made = await prompt.function!({
    vars: { notice: "N" },
    provider: { id: () => "openai:responses:m", config: { instructions: "BASE" } },
  });
  expect(made).toEqual({ prompt: "{{message}}", config: { instructions: "BASE\n\nN" } });
});

test("a provider of the user's own may never read its instructions, so the notice goes into the prompt", async () => {
  const prompt: LivePrompt = { raw: chat, label: "p" };
  wrapPrompts([prompt]);
  const made = await prompt.function!({ vars: { notice: "N" }, provider: { id: () => "own-model", config: { instructions: "BASE" } } });
  expect(made).toEqual({ prompt: expect.stringContaining("S\\n\\n{{notice}}") });
});

test("a system text that takes the place of the prompt's own gets the notice itself, or the model would never see it", async () => {
  const prompt: LivePrompt = { raw: chat, label: "p" };
  wrapPrompts([prompt]);
  const made = await prompt.function!({
    vars: { notice: "N" },
    provider: { id: () => "azure:chat:deployment", config: { systemPrompt: "BASE" } },
  });
  expect(made).toEqual({ prompt: chat, config: { systemPrompt: "BASE\n\nN" } });
});

test("plain text stays plain text for a provider that puts it into a body of its own; messages stay messages", async () => {
  const provider = { id: () => "https://desk.example/chat" };
  const [text, messages]: [LivePrompt, LivePrompt] = [
    { raw: "Customer: {{message}}", label: "text" },
    { raw: chat, label: "chat" },
  ];
  wrapPrompts([text, messages]);
  expect(await text.function!({ vars: { notice: "N" }, provider })).toEqual({ prompt: "{{notice}}\n\nCustomer: {{message}}" });
  expect(await messages.function!({ vars: { notice: "N" }, provider })).toEqual({ prompt: expect.stringContaining("S\\n\\n{{notice}}") });
});
