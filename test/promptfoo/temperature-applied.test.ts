import { describe, expect, test } from "vitest";
import { temperatureApplied, type TemperatureRequest } from "../../src/promptfoo/temperature-applied.ts";

const call = (providerId: string, more: Partial<TemperatureRequest> = {}): string =>
  temperatureApplied({ providerId, config: {}, requested: 0.7, metadata: undefined, error: null, ...more });

describe("whether a temperature was applied", () => {
  test.each(["openai:chat:gpt-4o-mini", "openai:chat:gpt-4.1", "openai:chat:ft:gpt-4o-mini:org::id"])(
    "%s takes one, as a recorded request shows",
    (id) => {
      expect(call(id)).toBe("yes");
    },
  );

  test.each([
    "openai:chat:o3-mini",
    "openai:chat:o1",
    "openai:responses:o4-mini",
    "openai:chat:gpt-5",
    "openai:chat:gpt-5-mini",
    "openrouter:openai/gpt-5.1",
    "anthropic:messages:claude-opus-4-7",
    "anthropic:messages:claude-opus-4-8-20260601",
    "anthropic:messages:claude-sonnet-5",
    "bedrock:us.anthropic.claude-opus-5-20260901-v1:0",
  ])("%s takes none", (id) => {
    expect(call(id)).toBe("no");
  });

  test.each([
    "anthropic:messages:claude-opus-4-6",
    "anthropic:messages:claude-sonnet-4-5-20250929",
    "anthropic:messages:claude-opus-4-20250514",
    "anthropic:messages:claude-3-5-sonnet-20241022",
    "azure:chat:gpt-35-turbo",
    "azure:chat:my-deployment",
    "ollama:chat:llama3",
    "openai:responses:gpt-4o",
    "file://provider.js",
  ])("of %s nobody knows", (id) => {
    expect(call(id)).toBe("unknown");
  });

  test("thinking, and what passthrough overrules, is a no; another model by passthrough is unknown", () => {
    expect(call("anthropic:messages:claude-sonnet-4-5", { config: { thinking: { type: "enabled", budget_tokens: 1024 } } })).toBe("no");
    expect(call("anthropic:messages:claude-sonnet-4-5", { config: { thinking: { type: "disabled" } } })).toBe("unknown");
    expect(call("openai:chat:gpt-4o", { config: { passthrough: { temperature: 0 } } })).toBe("no");
    expect(call("openai:chat:gpt-4o", { config: { passthrough: { model: "o3" } } })).toBe("unknown");
  });

  test("a provider's report of its own request decides", () => {
    expect(call("file://p.js", { metadata: { request: { temperature: 0.7 } } })).toBe("yes");
    expect(call("openai:chat:gpt-4o", { metadata: { request: { temperature: 1 } } })).toBe("no");
    expect(call("file://p.js", { metadata: { gyges: { applied: { temperature: "no" } } } })).toBe("no");
    expect(call("file://p.js", { metadata: { request: { temperature: "0.7" } } })).toBe("unknown");
  });

  test("an error that names the temperature is a no", () => {
    expect(call("openai:chat:gpt-4o", { error: "400 Unsupported value: 'temperature'" })).toBe("no");
    expect(call("openai:chat:gpt-4o", { error: "503" })).toBe("yes");
  });
});
