import { expect, test } from "vitest";
import { takesText } from "../../../src/promptfoo/notice/text-only.ts";

test.each([
  "https://desk.example/chat",
  "http",
  "https",
  "wss://desk.example",
  "openai:completion:m",
  "ollama:completion:m",
  "ollama:m",
  "huggingface:text-generation:m",
])("%s sends a prompt as it stands", (id) => expect(takesText(id)).toBe(true));

test.each([
  "openai:chat:m",
  "openai:responses:m",
  "anthropic:messages:m",
  "ollama:chat:m",
  "file://https.mjs",
  "httpx:m",
  "azure:chat:completion",
  null,
])("%s reads a list of messages, or is not known to take text alone", (id) => expect(takesText(id)).toBe(false));
