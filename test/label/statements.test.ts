import * as fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_READ, statementsOf } from "../../src/label/statements.ts";

const raws = (text: string): string[] => statementsOf(text).map(({ raw }) => raw);

test("a text falls into its sentences and lines, each as it stands and folded", () => {
  expect(statementsOf("It’s **late**. Who pays?\n- The shop (it must!) “Yes.” Done")).toEqual([
    { raw: "It’s **late**.", text: "it's late." },
    { raw: "Who pays?", text: "who pays?" },
    { raw: "- The shop (it must!)", text: "the shop (it must!)" },
    { raw: "“Yes.”", text: "yes." },
    { raw: "Done", text: "done" },
  ]);
});

test("what has no word is left out, and a text without one has no statements", () => {
  expect(raws("1. ... a. -- \n\n 42 \r\n ok")).toEqual(["ok"]);
  expect(raws("")).toEqual([]);
});

test("a long sentence is cut behind its last comma that leaves a fair piece, else at a space, else hard", () => {
  const word = "word ".repeat(34).trim();
  const [first, second, ...more] = raws(`${word}, ${word}, ${word}`);
  expect([first, second, more.length]).toEqual([`${word},`, `${word},`, 1]);
  const spaced = raws("abcdefghi ".repeat(60));
  expect(spaced.map(({ length }) => length)).toEqual([299, 299]);
  expect(raws("a".repeat(650)).map(({ length }) => length)).toEqual([300, 300, 50]);
  expect(raws("aa, " + "b".repeat(310)).map(({ length }) => length)).toEqual([300, 14]);
});

test("no piece ends in half of a surrogate pair", () => {
  expect(raws(`a${"é😀".repeat(200)}bc`).every((raw) => raw.isWellFormed())).toBe(true);
});

test("only the first 200 kB and the first 5,000 sentences are read", () => {
  expect(raws(`${"a ".repeat(MOST_READ / 2)}late late`).join(" ")).not.toContain("late");
  expect(raws("ab. ".repeat(6_000))).toHaveLength(5_000);
});

test("whatever the text, every statement occurs in it, is short and is in order", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 700 }), fc.lorem({ maxCount: 80 })), (text) => {
      let from = 0;
      for (const { raw, text: folded } of statementsOf(text)) {
        const at = text.indexOf(raw, from);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(raw.length).toBeLessThanOrEqual(300);
        expect(folded).toBe(folded.toLowerCase());
        from = at + raw.length;
      }
    }),
  );
});
