import { describe, expect, test } from "vitest";
import { parseYaml } from "../../src/scenario/parse-yaml.ts";

describe("YAML from a stranger", () => {
  test("is read as plain data of the core schema: days, versions, yes and no stay text", () => {
    expect(parseYaml("day: 2026-11-23\nversion: 1.0.0\nanswer: no\ncount: 3", "a.yaml")).toEqual({
      day: "2026-11-23",
      version: "1.0.0",
      answer: "no",
      count: 3,
    });
  });

  test.each([
    ["an alias", "a: &x [1]\nb: *x", "wanted no aliases, saw *x"],
    ["a tag of its own", "a: !run ls", "Unresolved tag: !run"],
    ["a tag of YAML", "a: !!binary aGk=", "wanted no tags, saw tag:yaml.org,2002:binary"],
    ["a tag on a map", "a: !!map {b: 1}", "wanted no tags"],
    ["a key twice", "a: 1\na: 2", "Map keys must be unique"],
    ["two documents", "a: 1\n---\nb: 1", "multiple documents"],
    ["a key that is no text", "? [a]\n: 1", "all keys must be strings"],
    ["broken text", "a: [1", "wanted plain YAML, saw this:"],
    ["__proto__ as a key", "slots: {__proto__: {text: x}}", "wanted keys of the schema, saw __proto__"],
    ["constructor as a key", "a:\n  - constructor: {}", "wanted keys of the schema, saw constructor"],
  ])("is refused where it holds %s", (_what, text, problem) => {
    expect(() => parseYaml(text, "scenarios/a.yaml")).toThrow(/^scenarios\/a\.yaml is not valid\n/);
    expect(() => parseYaml(text, "scenarios/a.yaml")).toThrow(problem);
  });

  test("is refused over one million bytes, counted as UTF-8", () => {
    expect(() => parseYaml(`a: ${"ü".repeat(500_000)}`, "a.yaml")).toThrow("wanted at most 1000000 bytes, saw 1000003");
  });

  test.each([
    ["items in one line", "- ".repeat(400_000), "20 items nested in one line"],
    ["explicit keys in one line", "? ".repeat(400_000), "20 items nested in one line"],
    ["open brackets", "[".repeat(900_000), "20 open brackets"],
    ["columns of indentation", Array.from({ length: 200 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"), "64 columns of indentation"],
    ["keys in one map", Array.from({ length: 70_000 }, (_, key) => `k${key}: 1`).join("\n"), "10000 colons"],
  ])("is refused before it is parsed where it has too many %s", (_what, text, problem) => {
    expect(() => parseYaml(text, "a.yaml")).toThrow(problem);
  });
});
