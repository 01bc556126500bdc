import { describe, expect, test } from "vitest";
import { temperatureApplied, type TemperatureRequest } from "../../../src/promptfoo/capability/temperature-applied.ts";

const call = (providerId: string, more: Partial<TemperatureRequest> = {}): string =>
  temperatureApplied({ providerId, config: {}, requested: 0.7, metadata: undefined, error: null, ...more });

/** Names for which test/assertions/loopback-temperature.test.ts finds the temperature in every request. */
describe("whether a temperature was applied", () => {
  test.each([
    "openai:chat:gpt-4o-mini",
    "openai:chat:gpt-4.1",
    "openai:chat:gpt-4",
    "openai:chat:gpt-3.5-turbo-0125",
    "openai:chat:chatgpt-4o-latest",
    "openai:chat:ft:gpt-4o-mini:org::id",
    "openai:responses:gpt-4o",
    "openai:responses:ft:gpt-4.1:org::id",
    "openai:gpt-4o-mini",
    "openai:gpt-4o",
    "openai:gpt-4.1-nano",
    "openai:gpt-4o-2024-08-06",
  ])("%s takes one, as a recorded request shows", (id) => {
    expect(call(id)).toBe("yes");
  });

  test.each([
    "anthropic:messages:claude-opus-4-6",
    "anthropic:messages:claude-sonnet-4-5-20250929",
    "anthropic:messages:claude-haiku-4-5",
    "anthropic:messages:claude-opus-4-20250514",
    "anthropic:messages:claude-opus-4-1-20250805",
    "anthropic:messages:claude-3-5-sonnet-20241022",
    "anthropic:messages:claude-3-opus-20240229",
    "anthropic:claude-haiku-4-5",
  ])("%s takes one too, if the prompt is known not to turn thinking on", (id) => {
    expect(call(id, { prompt: "Left or right?" })).toBe("yes");
    expect(call(id)).toBe("unknown");
    expect(call(id, { prompt: null })).toBe("unknown");
  });

  test.each([
    "openai:chat:o3-mini",
    "openai:chat:o1",
    "openai:responses:o4-mini",
    "openai:responses:codex-mini-latest",
    "openai:chat:gpt-5",
    "openai:chat:gpt-5-mini",
    "openai:gpt-6",
    "openrouter:openai/gpt-5.1",
    "anthropic:messages:claude-opus-4-7",
    "anthropic:messages:claude-opus-4-8-20260601",
    "anthropic:messages:claude-sonnet-5",
    "bedrock:us.anthropic.claude-opus-5-20260901-v1:0",
  ])("%s takes none", (id) => {
    expect(call(id, { prompt: "Left or right?" })).toBe("no");
  });

  test.each([
    "azure:chat:gpt-35-turbo",
    "azure:chat:my-deployment",
    "ollama:chat:llama3",
    "openai:chat",
    "openai:chat:deepseek-reasoner",
    "openai:chat:gpt-40",
    "openai:completion:gpt-4o",
    "openai:realtime:gpt-4o",
    "openai:gpt-4o-realtime-preview",
    "openai:gpt-3.5-turbo-instruct",
    "my-openai:chat:gpt-4o",
    "anthropic:completion:claude-3-opus",
    "anthropic:messages:claude-2.1",
    "anthropic:messages:claude-latest",
    "anthropic:messages:my-claude-3-5",
    "bedrock:anthropic.claude-3-5-sonnet-20241022-v2:0",
    "file://provider.js",
    "",
  ])("of %s nobody knows", (id) => {
    expect(call(id, { prompt: "Left or right?" })).toBe("unknown");
  });

  const claude = "anthropic:messages:claude-sonnet-4-5";
  const claudeCall = (config: Record<string, unknown>, prompt = "Left or right?"): string => call(claude, { config, prompt });

  test("thinking is a no, by the config or by the prompt as promptfoo reads it", () => {
    const on = JSON.stringify({ type: "enabled", budget_tokens: 1024 });
    const messages = `[{"role":"user","content":"Hey"},{"role":"user","content":"You","thinking":${on}}]`;
    expect(claudeCall({ thinking: { type: "enabled", budget_tokens: 1024 } })).toBe("no");
    expect(claudeCall({ thinking: { type: "adaptive" } })).toBe("no");
    expect(claudeCall({ thinking: { type: "disabled" } })).toBe("yes");
    expect(claudeCall({}, messages)).toBe("no");
    expect(claudeCall({ thinking: null }, messages)).toBe("no");
    expect(claudeCall({ thinking: { type: "disabled" } }, messages)).toBe("yes");
    expect(claudeCall({}, `user: Hey\n  thinking: ${on}`)).toBe("no");
    expect(claudeCall({}, 'thinking: {"type":"disabled"}\nuser: Hey')).toBe("yes");
    expect(claudeCall({}, "I was thinking: left.\nthinking: left")).toBe("yes");
    expect(claudeCall({}, '{"thinking":{"type":"enabled"}}')).toBe("yes");
    expect(call("openai:chat:gpt-4o", { prompt: messages })).toBe("yes");
  });

  test("what other settings overrule is a no; another model by them is unknown", () => {
    expect(call("openai:chat:gpt-4o", { config: { passthrough: { temperature: 0 } } })).toBe("no");
    expect(call("openai:responses:gpt-4o", { config: { passthrough: { model: "o3" } } })).toBe("unknown");
    expect(call("openai:chat:gpt-4o", { config: { passthrough: { top_k: 3 }, top_p: 0.9 } })).toBe("yes");
    expect(claudeCall({ extra_body: { temperature: 0.5 } })).toBe("no");
    expect(claudeCall({ extra_body: { model: "claude-sonnet-5" } })).toBe("unknown");
    expect(claudeCall({ extra_body: { stop_sequences: [] } })).toBe("yes");
    expect(claudeCall({ top_p: 0.9 })).toBe("no");
    expect(claudeCall({ top_p: null })).toBe("yes");
  });

  test("Anthropic's temperatures end at 1", () => {
    expect(call(claude, { requested: 1, prompt: "Hey" })).toBe("yes");
    expect(call(claude, { requested: 1.1, prompt: "Hey" })).toBe("no");
    expect(call("openai:chat:gpt-4o", { requested: 1.1 })).toBe("yes");
  });

  test("a provider's report of its own request decides", () => {
    expect(call("file://p.js", { metadata: { request: { temperature: 0.7 } } })).toBe("yes");
    expect(call("openai:chat:gpt-4o", { metadata: { request: { temperature: 1 } } })).toBe("no");
    expect(call("file://p.js", { metadata: { gyges: { applied: { temperature: "no" } } } })).toBe("no");
    expect(call("file://p.js", { metadata: { gyges: { applied: { temperature: "yes" } } } })).toBe("yes");
    expect(call("file://p.js", { metadata: { gyges: { applied: { temperature: "maybe" } } } })).toBe("unknown");
    expect(call("file://p.js", { metadata: { request: { temperature: "0.7" } } })).toBe("unknown");
  });

  test.each([
    'API error: 400 Bad Request\n{"error":{"message":"Unsupported value: \'temperature\' does not support 0.7 with this model."}}',
    "API call error: `temperature` may only be set to 1 when thinking is enabled, status 400, type invalid_request_error",
    "ValidationException: Temperature is not supported",
  ])("an error that names the temperature is a no: %s", (error) => {
    expect(call("openai:chat:gpt-4o", { error })).toBe("no");
    expect(call("file://p.js", { error })).toBe("no");
  });

  test("another error says nothing of it", () => {
    expect(call("openai:chat:gpt-4o", { error: "503" })).toBe("yes");
    expect(call("file://p.js", { error: "503" })).toBe("unknown");
  });
});
