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

test("of several variables the one that the user's tests set wins", () => {
  expect(findMessageVar(sources({ templates: ["{{style}} {{message}}"], testVars: ["message", "expected"] }))).toBe("message");
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
  expect(findMessageVar(sources({ templates: ["{{a}} {{b}}"], messageVar: "b" }))).toBe("b");
});
