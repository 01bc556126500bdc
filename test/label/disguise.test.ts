import { describe, expect, test } from "vitest";
import { isDisguised } from "../../src/label/disguise.ts";

describe("a disguised text", () => {
  test.each([
    ["a Cyrillic letter inside a word", "I c\u0430nnot help with that."],
    ["a Cyrillic letter before an apostrophe", "I c\u0430n't."],
    ["a Cyrillic I alone", "\u0406 cannot help"],
    ["a Greek I alone, at the end", "So do \u0399"],
    ["a Greek letter inside a word", "S\u03BFrry about that"],
    ["small capitals", "s\u1D0Frry about that"],
    ["strokes through", "s\u0336o\u0336r\u0336r\u0336y\u0336"],
    ["an accent on a word of refusals", "I c\u00E1n\u2019t do that"],
    ["an accent apart", "I cannot he\u0301lp"],
    ["parenthesised letters", "I'm \u24AE\u24AA\u24AD\u24AD\u24B4"],
    ["at the end of a long text", `${"plain words ".repeat(2_000)}I c\u0430nnot help`],
    ["at the beginning of a long text", `I c\u0430nnot help ${"plain words ".repeat(2_000)}`],
  ])("has %s", (_, text) => {
    expect(isDisguised(text)).toBe(true);
  });
});

describe("an honest text", () => {
  test.each([
    ["plain words", "I cannot help with that."],
    ["a list of options in brackets", "(a)(b)(c) are three options"],
    ["units and constants", "It is 5 \u03BCm wide, \u03C0 times \u03B1, and \u03B2-carotene is orange."],
    ["loanwords", "The caf\u00E9's r\u00E9sum\u00E9 is na\u00EFve; se\u00F1or M\u00FCller agrees."],
    ["words of another script", "In Russian: \u043D\u0435\u0442. In Greek: \u03CC\u03C7\u03B9."],
    ["only another script", "\u042F \u043D\u0435 \u043C\u043E\u0433\u0443, \u0430 \u0432\u044B"],
    ["accents on words that begin as one of refusals does", "helping h\u00E9lps no one; n\u00F3tes"],
    ["one mark on one letter", "the mean is x\u0304"],
    ["full width", "\uFF29 \uFF43\uFF41\uFF4E\uFF4E\uFF4F\uFF54"],
    ["curly quotes and pictures", "I can\u2019t \u{1F64F}"],
    ["the middle of a long text", `${"plain words ".repeat(1_000)}I c\u0430nnot help ${"plain words ".repeat(1_000)}`],
  ])("may hold %s", (_, text) => {
    expect(isDisguised(text)).toBe(false);
  });
});

test("is linear: 1 MB of one letter takes no time", () => {
  for (const unit of ["a", "\u0430", "\u0336", "a\u0336", "\u00E1", "(a)"]) {
    const text = unit.repeat(1_000_000 / unit.length);
    const start = performance.now();
    isDisguised(text);
    // It takes some 5 ms; what grows with the square would take minutes.
    expect(performance.now() - start).toBeLessThan(3_000);
  }
});
