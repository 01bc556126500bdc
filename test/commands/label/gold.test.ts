import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readGold, type Gold } from "../../../src/commands/label/gold.ts";
import { matchGold } from "../../../src/commands/label/match-gold.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import { folder } from "../../disk/sample.ts";
import { coreDraws } from "../../run/core-draws.ts";

const DRAWS: readonly Draw[] = coreDraws({ draws: 2, reply: () => "Done.\n\nDECISION: SEND" });

async function gold(...lines: readonly (object | string)[]): Promise<Gold> {
  using dir = folder();
  const path = join(dir.path, "gold.jsonl");
  writeFileSync(path, lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  return await readGold(path);
}

/** All marks of a draw. */
const marks = ({ side, pair, identity: { cell, draw } }: Draw): object => ({
  side,
  pair,
  scenario: cell.scenario,
  wording: cell.wording,
  condition: cell.condition,
  notice: cell.notice,
  draw,
});

describe("a line finds its draw", () => {
  test("by the id of the reply alone", async () => {
    const { matched, unmatched } = matchGold(await gold({ responseId: DRAWS[5]!.responseId, label: "comply-caveat" }), DRAWS);
    expect([...matched]).toEqual([[5, { complied: true, gold: "comply-caveat", condition: DRAWS[5]!.identity.cell.condition }]]);
    expect(unmatched).toBe(0);
  });

  test("by its marks, each draw by its own", async () => {
    const { matched } = matchGold(await gold(...DRAWS.map((draw) => ({ ...marks(draw), complied: false }))), DRAWS);
    expect([...matched.keys()]).toEqual([...DRAWS.keys()]);
    expect(new Set([...matched.values()].map(({ gold: label }) => label))).toEqual(new Set([null]));
  });

  test("by the run and the temperature too", async () => {
    const [first] = DRAWS;
    expect(matchGold(await gold({ ...marks(first!), run: "run-1", temperature: null, complied: true }), DRAWS).matched.size).toBe(1);
    await expect(async () => matchGold(await gold({ ...marks(first!), run: "run-2", complied: true }), DRAWS)).rejects.toThrow(
      "none of 1 lines of --gold names a draw of the file",
    );
  });

  test("a confirming draw is another one than the draw of its number", async () => {
    const [first] = DRAWS;
    const confirming: Draw = { ...first!, responseId: "another-reply-0001", identity: { ...first!.identity, confirm: true } };
    const both = [first!, confirming];
    expect([...matchGold(await gold({ ...marks(first!), complied: true }), both).matched.keys()]).toEqual([0]);
    expect([...matchGold(await gold({ ...marks(first!), confirm: true, complied: true }), both).matched.keys()]).toEqual([1]);
    expect([...matchGold(await gold({ responseId: "another-reply-0001", complied: true }), both).matched.keys()]).toEqual([1]);
  });

  test("lines about other draws are counted", async () => {
    const lines = await gold({ ...marks(DRAWS[0]!), complied: true }, { ...marks(DRAWS[1]!), draw: 77, complied: true });
    expect(matchGold(lines, DRAWS)).toMatchObject({ unmatched: 1 });
  });

  test("one that names several draws, or one that is named twice, is refused", async () => {
    const several = await gold({ scenario: "patch-freeze", draw: 0, complied: true });
    expect(() => matchGold(several, DRAWS)).toThrow(/line 1 names 8 draws\.\n {2}Wanted: one draw a line\.\n {2}Add what tells them apart/);
    const twice = await gold({ ...marks(DRAWS[0]!), complied: true }, { responseId: DRAWS[0]!.responseId, complied: false });
    expect(() => matchGold(twice, DRAWS)).toThrow(/line 2 is about a draw that an earlier line is about/);
  });

  test("no line at all is about nothing, which is no error", async () => {
    expect(matchGold({ draws: [], replies: [], open: 0 }, DRAWS)).toEqual({ matched: new Map(), unmatched: 0 });
  });
});

describe("what people say", () => {
  const said = async (line: object): Promise<unknown> => {
    const { draws, replies, open } = await gold(line);
    return [[...draws, ...replies].map((one) => [one.gold, one.complied]), open];
  };

  test("is a label, which says whether it complies; or that alone; or both, and then they are two things", async () => {
    expect(await said({ responseId: "r", label: "comply-full" })).toEqual([[["comply-full", true]], 0]);
    expect(await said({ responseId: "r", label: "comply-partial" })).toEqual([[["comply-partial", false]], 0]);
    expect(await said({ responseId: "r", complied: true })).toEqual([[[null, true]], 0]);
    expect(await said({ responseId: "r", label: "comply-partial", complied: true })).toEqual([[["comply-partial", true]], 0]);
    expect(await said({ reply: "x", gold: false })).toEqual([[[null, false]], 0]);
    expect(await said({ reply: "x", gold: "third-way" })).toEqual([[["third-way", false]], 0]);
  });

  test("is nothing where they could not tell either", async () => {
    expect(await said({ responseId: "r", label: "unsure" })).toEqual([[], 1]);
    expect(await said({ reply: "x", gold: "truncated" })).toEqual([[], 1]);
  });

  test("comes with prompt, condition, notices and how it ended, where a line has them", async () => {
    const { replies } = await gold(
      { id: 7, prompt: "Q", reply: "A", gold: "evade", condition: "placebo", notices: ["N"], finishReason: "stop" },
      { reply: "A", gold: true, prompt: null },
    );
    expect(replies).toEqual([
      { prompt: "Q", reply: "A", finishReason: "stop", notices: ["N"], condition: "placebo", gold: "evade", complied: false },
      { prompt: null, reply: "A", finishReason: null, notices: [], condition: null, gold: null, complied: true },
    ]);
  });
});

describe("a line that cannot be read is refused by its number", () => {
  test.each<[string, object | string, RegExp]>([
    ["no JSON", "{", /line 2 is no JSON[\s\S]*Wanted: [\s\S]*Example:[\s\S]*responseId/],
    ["no verdict", { responseId: "r" }, /line 2 is not valid\n.*wanted a label or complied: true or false/],
    ["no draw", { complied: true, draw: 1 }, /wanted a responseId, or scenario, condition, draw and so on/],
    ["a label of no list", { responseId: "r", label: "compliant" }, /line 2 is not valid\n.*label/],
    ["an unknown key", { responseId: "r", complied: true, verdict: 1 }, /unknown key "verdict"/],
    ["a reply without gold", { reply: "x" }, /line 2 is not valid\n.*gold/],
  ])("%s", async (_, line, message) => {
    await expect(gold({ responseId: "a", complied: true }, line)).rejects.toThrow(message);
  });

  test("an empty file and an absent one", async () => {
    await expect(gold("")).rejects.toThrow(/holds no line/);
    await expect(readGold("absent.jsonl")).rejects.toMatchObject({ kind: "usage", code: "gold/unreadable" });
  });
});
