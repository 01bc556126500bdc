import { describe, expect, test } from "vitest";
import { DrawGuard } from "../../src/disk/draw-guard.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { GygesError } from "../../src/schema/error.ts";
import { draw, fault } from "./sample.ts";

function guard(): DrawGuard {
  return new DrawGuard(draw(0).identity.pack.hash, "store.jsonl, line");
}

function refusal(action: () => unknown): [code: string, saw: string] | null {
  try {
    action();
    return null;
  } catch (cause) {
    if (cause instanceof GygesError) return [cause.code, cause.message.split("\n", 1)[0]!];
    throw cause;
  }
}

const confirming = (number: number): Draw =>
  draw(number, { identity: { ...draw(number).identity, confirm: true }, responseId: `confirm-${number}` });

describe("a guard of draws", () => {
  test("admits each once and counts a retry with its fault as one", () => {
    const one = guard();
    expect([one.admit(draw(0), 2), one.admit(fault(1), 3), one.admit(fault(1), 4), one.admit(draw(1), 5), one.size]).toEqual([
      "new",
      "new",
      "retry",
      "retry",
      2,
    ]);
  });

  test("knows a draw by its column, side, cell, number and what it is for", () => {
    const { identity } = draw(0);
    const others: Partial<Draw>[] = [
      { pair: "desk × day" },
      { side: "head" },
      { side: null },
      { identity: { ...identity, cell: { ...identity.cell, wording: "urgent" } } },
      { identity: { ...identity, draw: 5 } },
      { identity: { ...identity, confirm: true } },
    ];
    const one = guard();
    one.admit(draw(0), 1);
    for (const [index, other] of others.entries()) expect(one.admit(draw(0, { ...other, responseId: `other-${index}` }), 2)).toBe("new");
    expect(one.size).toBe(7);
  });

  test.each<[string, Draw, string, string]>([
    [
      "a repeat",
      draw(3, { responseId: null }),
      "draws/repeated",
      "store.jsonl, line 9: draw 3 of late-keys / plain / monitored is there already on side base.",
    ],
    [
      "a fault after the reply",
      fault(3),
      "draws/repeated",
      "store.jsonl, line 9: draw 3 of late-keys / plain / monitored is there already on side base.",
    ],
    [
      "a repeat of one that confirms",
      { ...confirming(4), responseId: null },
      "draws/repeated",
      "store.jsonl, line 9: confirming draw 4 of late-keys / plain / monitored is there already on side base.",
    ],
    ["a cached reply", draw(5, { cached: true }), "draws/cached", "store.jsonl, line 9: the reply came out of a cache."],
    [
      "a response id that was seen",
      draw(5, { responseId: draw(3).responseId }),
      "draws/same-response",
      "store.jsonl, line 9: the response id is that of store.jsonl, line 7.",
    ],
    [
      "a draw of another pack",
      draw(5, { identity: { ...draw(5).identity, pack: { ...draw(5).identity.pack, hash: `sha256:${"cd".repeat(32)}` } } }),
      "draws/other-pack",
      "store.jsonl, line 9: the draw is of pack sample 1.0.0 (sha256:cdcdcdcdcdcd).",
    ],
  ])("refuses %s, alike whether it is to be admitted or only checked, and stays as it was", (_name, wrong, code, saw) => {
    const one = guard();
    one.admit(draw(3), 7);
    one.admit(confirming(4), "the other draw");
    expect(refusal(() => one.check(wrong, 9))).toEqual([code, saw]);
    expect(refusal(() => one.admit(wrong, 9))).toEqual([code, saw]);
    expect([one.size, [...one.responses.keys()]]).toEqual([2, [draw(3).responseId, "confirm-4"]]);
  });

  test("admits nothing by checking", () => {
    const one = guard();
    one.check(draw(0), 1);
    expect([one.size, one.admit(draw(0), 1)]).toEqual([0, "new"]);
  });

  test("tells a place in words as it is", () => {
    const one = guard();
    one.admit(draw(0), "draw 1");
    expect(refusal(() => one.check(draw(1, { responseId: draw(0).responseId }), "the new draw"))).toEqual([
      "draws/same-response",
      "the new draw: the response id is that of draw 1.",
    ]);
  });
});
