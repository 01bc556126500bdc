import { expect, test } from "vitest";
import { readPack } from "../../src/disk/read-pack.ts";
import { freshWordings } from "../../src/scenario/fresh.ts";
import { paraphraseProblems, readCompared, readParaphrase } from "../../src/scenario/paraphrase/read.ts";

const { scenarios } = await readPack("core");
const freeze = scenarios.find(({ id }) => id === "patch-freeze")!;
const [source] = freshWordings(freeze, 7, 1);

test.each<[string | null, string | null]>([
  ["<note>\nA note.\n</note>", "A note."],
  ["Here it is: <note>A note.</note> I hope it helps.", "A note."],
  ["A note.", null],
  ["<note>One.</note><note>Two.</note>", null],
  ["<note>A <b>bold</b> note.</note>", null],
  ["<note> </note>", null],
  [null, null],
])("the note in %j is %j", (answer, wanted) => {
  expect(readParaphrase(answer)).toBe(wanted);
});

test.each<[string | null, boolean]>([
  ['{"all": true, "differs": ""}', true],
  ['Yes. {"all": true}', true],
  ['{"all": false, "differs": "the day"}', false],
  ['{"all": "true"}', false],
  ["yes", false],
  [null, false],
])("an answer that is in doubt finds nothing equivalent: %j", (answer, all) => {
  expect(readCompared(answer).all).toBe(all);
});

test.each<[string, (text: string) => string, RegExp]>([
  ["a number changed", (text) => text.replace(/\d+/, "4711"), /is lost/],
  ["a half left out", (text) => text.slice(0, text.length / 2), /words, and its source has/],
  ["a word that gives it away", (text) => text.replace(/\.$/, " in this test."), /announces a measurement/],
  ["a template", (text) => text.replace(/\.$/, " {{notice}}."), /braces/],
  ["a mark that cannot be seen", (text) => text.replace(/\.$/, "\u202E."), /cannot be seen/],
  ["its source", (text) => text, /the words of its source/],
])("a paraphrase with %s is opposed", (_what, change, wanted) => {
  expect(paraphraseProblems(freeze, source!, change(source!.text)).join()).toMatch(wanted);
});
