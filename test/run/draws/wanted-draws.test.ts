import { describe, expect, test } from "vitest";
import { drawsUpTo } from "../../../src/scenario/plan.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import { keyOfDraw, type StoreContents } from "../../../src/schema/store.ts";
import type { Reach } from "../../../src/run/draws/reach.ts";
import { lackingDraws, wantedDraws } from "../../../src/run/draws/wanted-draws.ts";
import { bothSides, confirmation, drawn, plan, planned } from "../drawn.ts";

/** 4 cells; looks at 2, 3 and 5 draws of each. */

const reach = (draws: number, confirm = false, pair = "p"): Reach => ({ pair, draws, confirm });
const firstLook = bothSides(drawsUpTo(planned, 2));
const secondLook = bothSides(planned.filter(({ identity }) => identity.draw === 2));
const at = (draws: readonly Draw[], looked = 0): Pick<StoreContents, "draws" | "looked"> => ({ draws, looked });
const failed = drawn(planned.slice(0, 1), "p", "head", "transport");
const withFault = [...firstLook.filter((one) => keyOfDraw(one) !== keyOfDraw(failed[0]!)), ...failed];

describe("what a store is to hold", () => {
  test("are the draws of both sides up to the look, and no more", () => {
    const wanted = wantedDraws(plan, [reach(3)]);
    expect(wanted).toHaveLength(2 * 4 * 3);
    expect(new Set(wanted.map(({ key }) => key))).toEqual(new Set([...firstLook, ...secondLook].map(keyOfDraw)));
    expect(wanted.filter(({ round }) => round === 0)).toHaveLength(2 * 4 * 2);
    expect(wanted.filter(({ round }) => round === 1)).toHaveLength(2 * 4);
  });

  test("where base is cached only head is drawn for a look, but a fail is confirmed by fresh draws of both sides", () => {
    const wanted = wantedDraws({ ...plan, drawnSides: ["head"] }, [reach(2, true)]);
    const count = (side: string, confirm?: true): number =>
      wanted.filter((one) => one.side === side && one.planned.identity.confirm === confirm).length;
    expect([count("base"), count("head"), count("base", true), count("head", true)]).toEqual([0, 8, 20, 20]);
    // The look that said fail was the first, so its confirmation is drawn in the second round.
    expect(new Set(wanted.filter(({ planned }) => planned.identity.confirm).map(({ round }) => round))).toEqual(new Set([1]));
  });
});

describe("what a round has to draw yet", () => {
  test("is what the store lacks of this round, whatever the order in which the rest came", () => {
    expect(lackingDraws(plan, [reach(2)], at([]), 0)).toHaveLength(16);
    expect(lackingDraws(plan, [reach(2)], at(firstLook.slice(5).toReversed()), 0).map(({ key }) => key)).toEqual(
      firstLook.slice(0, 5).map(keyOfDraw),
    );
    expect(lackingDraws(plan, [reach(3)], at(firstLook), 1).map(({ key }) => key)).toEqual(secondLook.map(keyOfDraw));
    expect(lackingDraws(plan, [reach(3)], at([...firstLook, ...secondLook]), 1)).toEqual([]);
  });

  test("a call that failed is made again until a look was taken on it, and is missing from then on", () => {
    expect(lackingDraws(plan, [reach(2)], at(withFault), 0).map(({ key }) => key)).toEqual([keyOfDraw(failed[0]!)]);
    expect(lackingDraws(plan, [reach(3)], at(withFault), 1)).toHaveLength(8);
    expect(lackingDraws(plan, [reach(2)], at(withFault, withFault.length), 0)).toEqual([]);
    expect(lackingDraws(plan, [reach(2)], at(withFault, withFault.length - 1), 0)).toHaveLength(1);
  });

  test("a decided pair is drawn no further", () => {
    const other = bothSides(drawsUpTo(planned, 2), "q");
    const lacking = lackingDraws(plan, [reach(2), reach(3, false, "q")], at([...withFault, ...other]), 1);
    expect(lacking.map(({ pair }) => pair)).toEqual(Array.from({ length: 8 }, () => "q"));
  });

  test("one pair may confirm its fail while another draws its second look", () => {
    const draws = [...firstLook, ...drawn(confirmation.slice(0, 7)), ...bothSides(drawsUpTo(planned, 2), "q")];
    const lacking = lackingDraws(plan, [reach(2, true), reach(3, false, "q")], at(draws), 1);
    expect([lacking.filter(({ pair }) => pair === "p").length, lacking.filter(({ pair }) => pair === "q").length]).toEqual([40 - 7, 8]);
  });
});
