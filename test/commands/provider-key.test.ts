import { expect, test } from "vitest";
import { keyOf } from "../../src/commands/init/provider-key.ts";

test.each<[string, object, string | null]>([
  ["openai:chat:gpt-4.1-mini", {}, "OPENAI_API_KEY"],
  ["package:gyges:BatchProvider", { provider: "anthropic:messages:claude-sonnet-4-5" }, "ANTHROPIC_API_KEY"],
  ["package:gyges:ForcedChoiceProvider", { model: "gpt-4.1-mini" }, "OPENAI_API_KEY"],
  ["package:gyges:ManyDrawsProvider", { model: "gpt-4.1-mini" }, "OPENAI_API_KEY"],
  ["package:gyges:ManyDrawsProvider", { model: "m", apiKeyEnvar: "MY_KEY" }, "MY_KEY"],
  ["package:gyges:ForcedChoiceProvider", { model: "m", apiBaseUrl: "http://127.0.0.1:8080/v1" }, null],
  ["package:gyges:ForcedChoiceProvider", { model: "m", apiBaseUrl: "http://localhost:80@example.com/v1" }, "OPENAI_API_KEY"],
  ["package:gyges:OrganismProvider", {}, null],
  ["file://own.js", {}, null],
])("the key of %s with %j is in %s", (id, config, variable) => {
  expect(keyOf(id, { ...config })).toBe(variable);
});
