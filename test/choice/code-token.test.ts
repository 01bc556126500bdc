import { expect, test } from "vitest";
import { placeOfCode, SHARED } from "../../src/choice/code-token.ts";
import { distance } from "../../src/choice/distance.ts";
import { listedAt } from "../../providers/choice/listed-at.ts";

test.each([
  [" SEND", 0],
  ["S", 0],
  ["**HO", 1],
  [" hold.", 1],
  [" HOLDING", -1],
  [" maybe", -1],
  [" ", -1],
  ["", -1],
])("the token %j is the code in place %i", (token, place) => {
  expect(placeOfCode(token, ["SEND", "HOLD"])).toBe(place);
});

test("a token that two codes begin with is neither's", () => {
  expect(placeOfCode(" SEND", ["SEND", "SEND-LATER"])).toBe(SHARED);
  expect(placeOfCode(" S", ["SEND", "SHARE"])).toBe(SHARED);
});

const list = (...shares: readonly number[]) => shares.map((share, at) => ({ token: `t${at}`, logprob: Math.log(share) }));

test("two lists differ by the share of probability that would have to move", () => {
  expect(distance(list(0.5, 0.5), list(0.75, 0.25), 1)).toBeCloseTo(0.25, 6);
  expect(distance(list(0.8, 0.2), list(0.64 / 0.68, 0.04 / 0.68), 0.5)).toBeCloseTo(0, 6);
});

test("a server lists what it draws from, or the same before the temperature, or cannot be told by this prompt", () => {
  const [atOne, atHalf] = [list(0.8, 0.2), list(0.64 / 0.68, 0.04 / 0.68)];
  expect(listedAt(atOne, atOne, 1)).toBe("one");
  expect(listedAt(atOne, atOne, 0.5)).toBe("one");
  expect(listedAt(atOne, atHalf, 0.5)).toBe("asked");
  expect(listedAt(list(0.999, 0.001), list(0.999, 0.001), 0.5)).toBeNull();
  expect(listedAt(atOne, list(0.3, 0.7), 0.5)).toBeNull();
});
