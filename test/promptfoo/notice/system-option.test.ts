import { expect, test } from "vitest";
import { droppedOptions, sentSystem, systemOption } from "../../../src/promptfoo/notice/system-option.ts";

test.each([
  ["openai:responses:m", "instructions"],
  ["azure:responses:m", "instructions"],
  ["azureopenai:responses:m", "instructions"],
  ["xai:responses:m", "instructions"],
  ["azure:chat:m", "systemPrompt"],
  ["azure:m", "systemPrompt"],
  ["openai:chat:m", null],
  ["file://openai:responses.js", null],
])("%s keeps its system text in %s", (id, key) => {
  const config = { instructions: "I", systemPrompt: "I" };
  expect(systemOption({ id, config })?.key ?? null).toBe(key);
  expect(systemOption({ id: () => id, config })?.key ?? null).toBe(key);
});

test("an option that is empty or no text holds no system text", () => {
  for (const instructions of ["", null, ["I"], undefined])
    expect(systemOption({ id: "openai:responses:m", config: { instructions } })).toBe(null);
});

test("a system text that takes the place of the prompt's own hides it, and instructions do not", () => {
  expect(sentSystem("azure:chat:m", { systemPrompt: "S" })).toEqual({ text: "S", hidesPrompt: true });
  expect(sentSystem("openai:responses:m", { instructions: "S" })).toEqual({ text: "S", hidesPrompt: false });
  expect(sentSystem("azure:chat:m", {})).toEqual({ text: null, hidesPrompt: false });
});

test("options that promptfoo drops are named, so that nobody takes them for sent", () => {
  expect(droppedOptions("openai:chat:m", { systemPrompt: "S", temperature: 1 })).toEqual(["systemPrompt"]);
  expect(droppedOptions("anthropic:messages:m", { system: "S" })).toEqual(["system"]);
  expect(droppedOptions("azure:chat:m", { systemPrompt: "S" })).toEqual([]);
  expect(droppedOptions("file://model.mjs", { systemPrompt: "S" })).toEqual([]);
});
