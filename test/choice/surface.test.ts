import { expect, test } from "vitest";
import { areSingleTokens, placeOfOpening, placeOfToken } from "../../src/choice/surface.ts";

const DIGITS = ["1", "2", "3"];

test.each(["2", " 2", "2.", "(2", " 2)", "**2", "\n2", '"2', "２"])("the token %j is the label 2", (token) => {
  expect(placeOfToken(token, DIGITS)).toBe(1);
});

test.each(["22", "12", "2x", "two", "", " ", "4", "-2", "<|im_end|>", "2nd"])("the token %j is no label of 1 to 3", (token) => {
  expect(placeOfToken(token, DIGITS)).toBe(-1);
});

test("letters count in either case", () => {
  expect([" b", "B.", "(a"].map((token) => placeOfToken(token, ["A", "B"]))).toEqual([1, 1, 0]);
});

test("a reply opens with a label where its first token would be one and nothing carries it on", () => {
  expect(["2", " 2. turn right", "**3**", "1)", "(2) brake"].map((reply) => placeOfOpening(reply, DIGITS))).toEqual([1, 1, 2, 0, 1]);
  expect(["10 minutes", "2nd", "1.5", "Because 2", "", "4"].map((reply) => placeOfOpening(reply, DIGITS))).toEqual([
    -1, -1, -1, -1, -1, -1,
  ]);
});

test("only single letters and digits that differ can answer alone", () => {
  expect(areSingleTokens(["1", "2"])).toBe(true);
  expect(areSingleTokens(["A", "b"])).toBe(true);
  expect(
    [
      ["1", "10"],
      ["a", "A"],
      ["yes", "no"],
      ["ii", "i"],
      ["0", "1"],
    ].map(areSingleTokens),
  ).toEqual([false, false, false, false, false]);
});
