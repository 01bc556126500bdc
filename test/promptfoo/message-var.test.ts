import { expect, test } from "vitest";
import { findMessageVar, type VariableSources } from "../../src/promptfoo/message-var.ts";

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
    /the prompts need \{\{system\}\}, which only your tests set[\s\S]*defaultTest/,
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

test("two candidates stop with both names and the option to type", () => {
  expect(() => findMessageVar(sources({ templates: ["{{style}} {{message}}"] }))).toThrow(
    /\{\{style\}\}, \{\{message\}\}[\s\S]*--message-var/,
  );
});

test("no candidate stops too", () => {
  expect(() => findMessageVar(sources({ templates: ["Say hello."] }))).toThrow(/no variable that carries the user's turn/);
});

test("a named variable is taken as it is", () => {
  expect(findMessageVar(sources({ templates: ["{{a}} {{b}}"], defaults: ["a"], messageVar: "b" }))).toBe("b");
});
