import { expect, test } from "vitest";
import { refuseBrokenJson } from "../../../src/run/config/prompt-json.ts";

/** Prompt files that call themselves JSON. */

test.each([
  ["a comma that is missing", '[\n  {"role": "system", "content": "a"}\n  {"role": "user", "content": "{{m}}"}\n]', 3],
  ["a text that ends too early", '[\n  {"role": "user", "content": "{{m}}"}\n', 2],
  ["a comma too many, behind a variable of several lines", '[\n  {"role": "user", "content": {{\n m }} },\n]', 4],
])("%s is told with its line", (_, text, line) => {
  expect(() => refuseBrokenJson("prompts/chat.json", text)).toThrow(`prompts/chat.json is not valid JSON (line ${line}).`);
});

test.each([
  ["chat.json", '[{"role": "user", "content": {{ message | dump }}}]'],
  ["chat.json", '[{% for one in _conversation %}{"role": "user", "content": "{{one.input}}"},{% endfor %}]'],
  ["chat.json", "no JSON, and {{notice}} where its author wants it"],
  ["chat.txt", "[no JSON"],
])("%s: %s is left alone", (name, text) => {
  expect(() => refuseBrokenJson(name, text)).not.toThrow();
});
