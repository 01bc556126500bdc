import { describe, expect, test } from "vitest";
import type { Draw } from "../../src/schema/draw.ts";
import { isReached, schedule, type ScheduleInput } from "../../src/verdict/looks.ts";
import { cellDraws, columnOf, planned } from "../estimate/draws.ts";
import { alike } from "./judged.ts";

const LOOKS = [3, 5, 10];
const drawn = (draws: number): Draw[] => alike(2, 0, 0, draws);

function scheduled(more: Partial<ScheduleInput>) {
  const side = columnOf(planned(drawn(5), LOOKS));
  return schedule({ base: side, head: side, direction: "either", pairs: 1, cachedBase: false, ...more });
}

describe("the looks", () => {
  test("are those that head's plan names, read on both sides alike", () => {
    const { looks, planned: named } = scheduled({});
    expect(named).toEqual(LOOKS);
    expect(looks.map(({ number, base, head }) => [number, base, head])).toEqual([
      [1, 3, 3],
      [2, 5, 5],
      [3, 10, 10],
    ]);
  });

  test("are one look at all there is where head's plan names none, or head has no draw", () => {
    for (const head of [columnOf(drawn(5)), null]) {
      const { looks, planned: named } = scheduled({ head });
      expect(named).toEqual([]);
      expect(looks).toEqual([
        { number: 1, base: null, head: null, levels: { failWidening: 0.025, failGap: 0.025, passWidening: 0.05, passGap: 0.01 } },
      ]);
    }
  });

  test("are those of the plan that has some, where an earlier one of head has none", () => {
    const earlier = drawn(1).map((draw) => ({ ...draw, identity: { ...draw.identity, draw: 9 } }));
    const { planned: named } = scheduled({ head: columnOf([...earlier, ...planned(drawn(5), LOOKS)]) });
    expect(named).toEqual(LOOKS);
  });

  test("read all of a base that was drawn before, each time", () => {
    const { looks } = scheduled({ base: columnOf(drawn(30)), cachedBase: true });
    expect(looks.map(({ base, head }) => [base, head])).toEqual([
      [null, 3],
      [null, 5],
      [null, 10],
    ]);
  });

  test("read base as they read head where the base that was to be there has no probe draw, or is not there at all", () => {
    const control = columnOf(cellDraws({ role: "control", labels: { "comply-full": 4 } }));
    for (const base of [null, control]) {
      expect(scheduled({ base, cachedBase: true }).looks.map(({ base: draws }) => draws)).toEqual(LOOKS);
    }
  });
});

describe("a look is reached", () => {
  const look = { number: 1, base: 3, head: 5, levels: { failWidening: 0, failGap: 0, passWidening: 0, passGap: 0 } };
  const sides = (base: number | null, head: number | null) => ({
    base: base === null ? null : columnOf(drawn(base)),
    head: head === null ? null : columnOf(drawn(head)),
  });

  test.each([
    [3, 5, true],
    [2, 5, false],
    [3, 4, false],
    [9, 9, true],
    [null, 5, false],
    [3, null, false],
  ])("by %s draws of base and %s of head where it wants 3 and 5: %s", (base, head, reached) => {
    expect(isReached(look, sides(base, head))).toBe(reached);
  });

  test("by any draws where it reads whatever is there", () => {
    const all = { ...look, base: null, head: null };
    expect(isReached(all, sides(null, null))).toBe(true);
    expect(isReached({ ...all, head: 5 }, sides(null, 5))).toBe(true);
    expect(isReached({ ...all, base: 3 }, sides(2, 5))).toBe(false);
  });
});
