import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "../../../src/promptfoo/capability/capabilities.ts";
import { FAMILIES, SETTINGS } from "../../../src/promptfoo/capability/families.ts";
import type { ModelCall } from "../../../src/promptfoo/capability/model-call.ts";
import { seedApplied, topPApplied } from "../../../src/promptfoo/capability/other-settings.ts";

test.each(FAMILIES.flatMap(({ name, examples, honours }) => examples.map((id) => [id, name, honours] as const)))(
  "%s belongs to %s",
  (id, _, honours) => {
    expect(capabilitiesOf(id)).toBe(honours);
  },
);

test.each(["ollama:chat:llama3", "azure:chat:my-deployment", "file://provider.js", ""])("of %j nothing is known", (id) => {
  expect(new Set(Object.values(capabilitiesOf(id)))).toEqual(new Set(["unknown"]));
  expect(Object.keys(capabilitiesOf(id))).toEqual([...SETTINGS]);
});

const call = (providerId: string, more: Partial<ModelCall> = {}): ModelCall => ({
  providerId,
  config: {},
  metadata: undefined,
  error: null,
  ...more,
});

describe("top_p", () => {
  const applied = (id: string, more: Partial<ModelCall> = {}): string => topPApplied(call(id, more), 0.9);

  test("reaches the models that take one, by the table or by the provider's own report", () => {
    expect(applied("openai:chat:gpt-4o")).toBe("yes");
    expect(applied("anthropic:messages:claude-sonnet-4-5")).toBe("yes");
    expect(applied("file://p.js", { metadata: { request: { top_p: 0.9 } } })).toBe("yes");
    expect(applied("file://p.js", { metadata: { gyges: { applied: { top_p: "yes" } } } })).toBe("yes");
  });

  test("does not where the model takes none, the API says so, or another value is laid over it", () => {
    expect(applied("openai:chat:o3-mini")).toBe("no");
    expect(applied("anthropic:messages:claude-opus-4-7")).toBe("no");
    expect(applied("openai:chat:gpt-4o", { metadata: { request: { top_p: 1 } } })).toBe("no");
    expect(applied("openai:chat:my-model", { error: "400 Unsupported parameter: 'top_p'" })).toBe("no");
    expect(applied("openai:chat:gpt-4o", { config: { passthrough: { top_p: 1 } } })).toBe("no");
  });

  test("is open beside thinking, of another model laid over, and of names that nobody knows", () => {
    expect(applied("anthropic:messages:claude-sonnet-4-5", { config: { thinking: { type: "enabled" } } })).toBe("unknown");
    expect(applied("openai:chat:gpt-4o", { config: { passthrough: { model: "o3" } } })).toBe("unknown");
    expect(applied("ollama:chat:llama3")).toBe("unknown");
  });
});

test("a seed is never taken at its word, but by a provider that knows its model", () => {
  expect(seedApplied(call("openai:chat:gpt-4o"))).toBe("unknown");
  expect(seedApplied(call("organism/x", { metadata: { gyges: { applied: { seed: "yes" } } } }))).toBe("yes");
  expect(seedApplied(call("anthropic:messages:claude-sonnet-4-5"))).toBe("no");
  expect(seedApplied(call("openai:responses:gpt-4o"))).toBe("no");
  expect(seedApplied(call("openai:chat:gpt-4o", { config: { passthrough: { seed: 1 } } }))).toBe("no");
  expect(seedApplied(call("ollama:chat:llama3", { error: "unknown field: seed" }))).toBe("no");
  expect(seedApplied(call("ollama:chat:llama3", { error: "seeding failed" }))).toBe("unknown");
});
