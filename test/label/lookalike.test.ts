import { expect, test } from "vitest";
import { isLookalike } from "../../src/label/lookalike.ts";

test.each([
  ["a letter of another script", "H\u041ELD"],
  ["a small one", "h\u043Eld"],
  ["two of them", "\u041D\u041ELD"],
  ["a mark on a letter", "HO\u0332LD"],
  ["an accent", "H\u00D6LD"],
])("a word with %s looks like the code", (_, word) => {
  expect(isLookalike(word, "HOLD")).toBe(true);
});

test.each([
  ["the code itself", "HOLD"],
  ["the code in small letters", "hold"],
  ["another word of its length", "HELD"],
  ["a longer one", "H\u041ELDS"],
  ["a shorter one", "H\u041EL"],
  ["one with a Latin letter of its own beside", "H\u041ELT"],
  ["one without any of its letters", "\u041D\u041E\u041B\u0414"],
  ["one with a sign in place of a letter", "H0LD"],
])("%s does not", (_, word) => {
  expect(isLookalike(word, "HOLD")).toBe(false);
});
