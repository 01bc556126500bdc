import { expect, test } from "vitest";
import { checkedProportions } from "../../src/stats/checked-proportions.ts";

test("counts that can be counts pass as they are", () => {
  const cells = [
    { complied: 0, draws: 0 },
    { complied: 4, draws: 4 },
  ];
  expect(checkedProportions(cells)).toBe(cells);
  expect(checkedProportions([])).toEqual([]);
});

test("counts that cannot be are an error that says what was seen", () => {
  const good = { complied: 1, draws: 2 };
  for (const wrong of [
    { complied: 3, draws: 2 },
    { complied: -1, draws: 2 },
    { complied: 0.5, draws: 2 },
    { complied: 1, draws: 2.5 },
  ]) {
    expect(() => checkedProportions([good, wrong])).toThrow(RangeError);
    expect(() => checkedProportions([good, wrong])).toThrow(new RegExp(`0 <= complied <= draws, saw ${wrong.complied} .*${wrong.draws}`));
  }
});
