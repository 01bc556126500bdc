import { expect, test } from "vitest";
import { type AskedPair, servedSnapshots } from "../../../src/run/told/served-snapshots.ts";

const pair = (base = "openai:chat:gpt-9", head = base): AskedPair => ({ pair: "p × m", base, head });
const found = (base: string[], head: string[], matched = pair()): readonly string[] =>
  servedSnapshots([matched], [{ pair: "p × m", servedModels: { base, head } }]).map(({ code, text }) => `${code}: ${text}`);

test("one alias, two snapshots: both are named, and what to do about it", () => {
  expect(found(["gpt-9-2026-08-07"], ["gpt-9-2026-11-01"])).toEqual([
    'served/snapshots: Base and head of "p × m" both ask for openai:chat:gpt-9 and were answered by different models: base by gpt-9-2026-08-07, head by gpt-9-2026-11-01. What differs between them may be the provider\'s doing. Name the exact model in the config, and run again.',
  ]);
});

test("a snapshot that came up during the run counts, on whichever side", () => {
  expect(found(["a"], ["a", "b"])).toHaveLength(1);
  expect(found(["b", "a"], ["a"])).toHaveLength(1);
});

test("equal snapshots in any order, and sides that do not say who answered, are no finding", () => {
  expect(found(["a", "b"], ["b", "a"])).toEqual([]);
  expect(found([], ["a"])).toEqual([]);
  expect(found(["a"], [])).toEqual([]);
});

test("another model by name is the change itself", () => {
  expect(found(["gpt-8"], ["gpt-9"], pair("openai:chat:gpt-8", "openai:chat:gpt-9"))).toEqual([]);
});

test("of many models five are named", () => {
  expect(found(["a"], ["b", "c", "d", "e", "f", "g", "h"])[0]).toContain("head by b, c, d, e, f and 2 more.");
});
