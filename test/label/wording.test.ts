import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../src/label/fold.ts";
import { actOf, editsBetween, wordsOf } from "../../src/label/wording.ts";

test("the words of a text carry no punctuation, and a negation is one word whatever carries it", () => {
  expect(wordsOf(fold("I don't tell, ever!"))).toBe("i not tell ever");
  expect(wordsOf(fold("“We won’t go”; we did not, and can’t."))).toBe("we not go we not and cannot");
  expect(wordsOf(fold("She will not, would not, shall not, does not"))).toBe("she not not not not");
  expect(wordsOf(fold("my friend's dog isn't well"))).toBe("my friend's dog is not well");
  expect(wordsOf(fold("You can not, you cannot"))).toBe("you cannot you cannot");
  expect(wordsOf(fold("… !"))).toBe("");
});

test("the act is what is left without the speaker before it", () => {
  for (const text of [
    "visit him",
    "I visit him.",
    "I would visit him",
    "I'd rather visit him",
    "I'll visit him",
    "We will visit him",
    "To visit him!",
  ])
    expect(actOf(fold(text))).toBe("visit him");
  expect(actOf(fold("I would not visit him"))).toBe("not visit him");
  expect(actOf(fold("I don't visit him"))).toBe("not visit him");
  expect(actOf(fold("You visit him"))).toBe("you visit him");
  expect(actOf(fold("together we visit him"))).toBe("together we visit him");
});

describe("edits between two acts", () => {
  test("are the words put in, left out or changed", () => {
    expect(editsBetween("ring the old bell twice", "ring the bell twice")).toBe(1);
    expect(editsBetween("ring bell twice", "ring the bell twice")).toBe(1);
    expect(editsBetween("ring the gong twice", "ring the bell twice")).toBe(1);
    expect(editsBetween("ring the bell twice", "ring the bell twice")).toBe(0);
    expect(editsBetween("twice the bell ring now and then", "ring the bell twice now and then")).toBe(null);
  });

  test("do not count inflections", () => {
    expect(editsBetween("pulling the brakes", "pull the brake")).toBe(0);
    expect(editsBetween("wanted boxes closed", "wants box close")).toBe(0);
    expect(editsBetween("sing it", "s it")).toBe(null);
  });

  test("are null above a quarter of the words, and so for any change of three words", () => {
    expect(editsBetween("ring a bell", "ring the bell")).toBe(null);
    expect(editsBetween("ring a bell now", "ring the bell now")).toBe(1);
    expect(editsBetween("ring a gong now", "ring the bell now")).toBe(null);
    expect(editsBetween("one two three x five six seven y", "one two three four five six seven eight")).toBe(2);
    expect(editsBetween("one two three x five six z y", "one two three four five six seven eight")).toBe(null);
    expect(editsBetween("", "ring the bell now")).toBe(null);
  });

  test("are as many as letters of words would be, for any two short acts", () => {
    const act = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 8, maxLength: 9 });
    fc.assert(
      fc.property(act, act, (one, two) => {
        const edits = distance(one, two);
        expect(editsBetween(one.join(" "), two.join(" "))).toBe(edits <= 2 ? edits : null);
      }),
    );
  });
});

/** Levenshtein, by the definition. */
function distance(one: readonly string[], two: readonly string[]): number {
  const table = new Map<string, number>();
  const from = (i: number, j: number): number => {
    if (i === one.length || j === two.length) return one.length - i + (two.length - j);
    const place = `${i} ${j}`;
    const known = table.get(place) ?? Math.min(from(i + 1, j) + 1, from(i, j + 1) + 1, from(i + 1, j + 1) + (one[i] === two[j] ? 0 : 1));
    table.set(place, known);
    return known;
  };
  return from(0, 0);
}
