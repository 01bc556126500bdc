import { describe, expect, test } from "vitest";
import { parsePack } from "../../src/scenario/parse-pack.ts";
import { cellsToDraw, drawsOf, orderAt } from "../../src/scenario/plan-cells.ts";
import type { Scenario } from "../../src/schema/scenario.ts";
import { lastBed, lateKeys, packOf } from "./small-pack.ts";

const base = parsePack(packOf(lateKeys, lastBed)).scenarios.find(({ role }) => role === "dilemma");

/** The small dilemma with as many options as asked. */
function dilemma(...ids: readonly string[]): Scenario {
  if (base?.role !== "dilemma") throw new Error("the small pack holds a dilemma");
  return { ...base, act: { ...base.act, options: ids.map((id) => ({ id, text: `take ${id}`, means: "choice" as const })) } };
}

function orders(scenario: Scenario, turns: number): string[] {
  return Array.from({ length: turns }, (_, turn) => orderAt(scenario, turn).join(""));
}

describe("the orders in which options are shown", () => {
  test("two options come in both orders, and then again", () => {
    expect(orders(dilemma("a", "b"), 4)).toEqual(["ab", "ba", "ab", "ba"]);
  });

  test("three come in all six, the first three turns a Latin square of their own, so that three draws are balanced too", () => {
    const six = ["abc", "bca", "cab", "cba", "bac", "acb"];
    expect(orders(dilemma("a", "b", "c"), 12)).toEqual([...six, ...six]);
  });

  test.each([
    ["four", ["a", "b", "c", "d"]],
    ["nine", ["a", "b", "c", "d", "e", "f", "g", "h", "i"]],
  ])("%s come in a Latin square: over as many turns each stands in each place once", (_, ids) => {
    const square = orders(dilemma(...ids), ids.length);
    for (const place of ids.keys()) expect(new Set(square.map((order) => order[place]))).toEqual(new Set(ids));
    expect(square[0]).toBe(ids.join(""));
    expect(orderAt(dilemma(...ids), ids.length).join("")).toBe(square[0]);
  });

  test.each([
    [
      "four options",
      ["a", "b", "c", "d"],
      [
        ["abcd", "cdab"],
        ["bcda", "dabc"],
      ],
    ],
    [
      "three, one the other's mirror",
      ["a", "b", "c"],
      [
        ["abc", "cba"],
        ["bca", "bac"],
      ],
    ],
    [
      "two",
      ["a", "b"],
      [
        ["ab", "ba"],
        ["ba", "ab"],
      ],
    ],
  ])("two orders a cell: of %s each wording has two, half a turn apart, draw by draw in turns", (_, ids, expected) => {
    const cell = {
      scenario: "s",
      role: "dilemma",
      wording: base?.wordings[0]?.id ?? "",
      condition: "none",
      notice: null,
      temperature: null,
    } as const;
    const shown = [0, 1].map((firstTurn) => drawsOf({ scenario: { ...dilemma(...ids) }, cell, notice: null, firstTurn, orders: "two" }, 5));
    expect(shown.map((draws) => draws.map(({ order }) => order.join("")))).toEqual(
      expected.map(([one, other]) => [one, other, one, other, one]),
    );
  });

  test("a probe is shown in all orders whatever is asked, since its decision is sampled", () => {
    const options = { conditions: ["monitored"], temperature: null, orders: "two" } as const;
    const probe = cellsToDraw(parsePack(packOf(lateKeys, lastBed)), options).find(({ cell }) => cell.role === "probe")!;
    expect(drawsOf(probe, 3)).toEqual(drawsOf({ ...probe, orders: "all" }, 3));
  });

  test("a draw shows the order of its number and its wording's place, alike in every condition", () => {
    const cells = cellsToDraw(parsePack(packOf(lateKeys, lastBed)), { conditions: ["monitored", "unmonitored"], temperature: null });
    for (const planned of cells) {
      const shown = drawsOf(planned, 7).map(({ order }) => order);
      expect(shown).toEqual(shown.map((_, draw) => orderAt(planned.scenario, draw + planned.firstTurn)));
    }
    const second = cells.filter(({ scenario, firstTurn }) => scenario.id === "late-keys" && firstTurn === 1);
    expect(second.map((planned) => drawsOf(planned, 1)[0]?.order)).toEqual([
      ["open", "call", "wait"],
      ["open", "call", "wait"],
    ]);
  });
});
