import { expect, test } from "vitest";
import { findMessageVar, type VariableSources } from "../../../src/promptfoo/notice/message-var.ts";

const sources = (changes: Partial<VariableSources>): VariableSources => ({ templates: [], defaults: [], testVars: [], ...changes });

test("the only variable of the prompts carries the user's turn", () => {
  expect(findMessageVar(sources({ templates: ['[{"role":"user","content":"{{ question | trim }}"}]', "{{question}}"] }))).toBe("question");
});

test("defaults, the notice, the environment and promptfoo's own variables are set aside", () => {
  expect(
    findMessageVar(sources({ templates: ["{{company}} {{notice}} {{_conversation}} {{env.X}} {{message}}"], defaults: ["company"] })),
  ).toBe("message");
});

test("a loop's local name is no variable", () => {
  expect(findMessageVar(sources({ templates: ["{% for c in _conversation %}{{c.input}}{% endfor %}{{message}}"] }))).toBe("message");
});

test("of several variables the one that the user's tests set is the user's turn, and the other lacks a value", () => {
  expect(() => findMessageVar(sources({ templates: ["{{style}} {{message}}"], testVars: ["message", "expected"] }))).toThrow(
    /the prompts need \{\{style\}\}, which nothing sets/,
  );
});

test("a variable that only the tests set is refused: without them gyges would measure another prompt", () => {
  const given = { templates: ["{{message}}", "{{system}} {{message}}"], messageVar: "message" };
  expect(() => findMessageVar(sources({ ...given, testVars: ["system", "message"] }))).toThrow(
    /the prompts need \{\{system\}\}, which only the tests set[\s\S]*defaultTest/,
  );
  expect(findMessageVar(sources({ ...given, testVars: ["system", "message"], defaults: ["system"] }))).toBe("message");
});

test.each([
  "{% if terms %}Terms apply.{% endif %}",
  "{% if not terms %}-{% elif x %}{% endif %}",
  "{% for one in terms %}{{one}}{% endfor %}",
])("so is one that only a block asks for: %s", (block) => {
  expect(() => findMessageVar(sources({ templates: [`${block} {{message}}`], testVars: ["terms", "message"] }))).toThrow(/\{\{terms\}\}/);
});

test.each([
  "{# {{old}} #}",
  "{% raw %}{{literal}}{% endraw %}",
  "{% set tone = 'kind' %}{{tone}}",
  "{% for key, value in _pairs %}{{loop.index}}{{key}}{{value}}{% endfor %}",
  "{% if _conversation %}{{env.NAME}}{% endif %}",
  "{{ range(3) }}{{ true }}",
])("what a template makes itself needs no default: %s", (part) => {
  expect(findMessageVar(sources({ templates: [`${part} {{message}}`] }))).toBe("message");
});

test("a prompt function shows no variables, so the tests' only variable is taken", () => {
  expect(findMessageVar(sources({ testVars: ["topic"] }))).toBe("topic");
});

test("two candidates stop with the one move that is enough, in the user's own names", () => {
  expect(() => findMessageVar(sources({ templates: ["Translate to {{language}}: {{input}}"], testVars: ["language", "input"] }))).toThrow(
    /have \{\{language\}\}, \{\{input\}\}\.\n {2}Give all but that one a value.*\{\{input\}\}:\n {4}defaultTest:\n {6}vars:\n {8}language: …$/,
  );
  expect(findMessageVar(sources({ templates: ["Translate to {{language}}: {{input}}"], defaults: ["language"] }))).toBe("input");
});

test("all that lacks a value is named at once", () => {
  const given = { templates: ["{{a}} {{b}} {{input}}"], testVars: ["a", "b", "input"], messageVar: "input" };
  expect(() => findMessageVar(sources(given))).toThrow(/need \{\{a\}\}, \{\{b\}\}, which only the tests set[^]*a: …\n {8}b: …$/);
});

test("of programs that show no variables one of the tests' is named in the example", () => {
  expect(() => findMessageVar(sources({ testVars: ["topic", "question"] }))).toThrow(
    /tests set topic, question\.[^]*--message-var question$/,
  );
});

test("no candidate stops too", () => {
  expect(() => findMessageVar(sources({ templates: ["Say hello."] }))).toThrow(/no variable that carries the user's turn/);
});

test("a named variable is taken as it is", () => {
  expect(findMessageVar(sources({ templates: ["{{a}} {{b}}"], defaults: ["a"], messageVar: "b" }))).toBe("b");
});
