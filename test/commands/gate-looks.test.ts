import { describe, expect, test } from "vitest";
import { gate, type GateOptions } from "../../src/commands/gate/gate.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Side } from "../../src/schema/identity.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { folder } from "../disk/sample.ts";
import { fixturePackPath } from "../promptfoo/fixture.ts";
import { drawsOf, onlyWhenRead, rowsOf, steady, storeOfDraws, type Run } from "./sample-files.ts";

/** Stores of sequential runs: 4 probe cells, looked at after 2, 3 and 5 draws; with 2 draws of 2 control cells that is 12, 16 and 24 draws. */

const looks = [2, 3, 5];

function side(name: Side, run: Run = {}): Draw[] {
  return drawsOf(rowsOf({ draws: 5, looks, side: name, ...run }));
}

/** The gate on one store that holds both sides, its verdict a valid document. */
async function gated(draws: readonly Draw[], options: GateOptions = {}): Promise<Verdict> {
  using dir = folder();
  const path = storeOfDraws(dir.path, "store", draws);
  const { verdict } = await gate(path, path, { pack: fixturePackPath, ...options });
  expect(VerdictSchema.safeParse(verdict).error).toBeUndefined();
  return verdict;
}

/** Code and first line of the error that such a store gives. */
async function refusal(draws: readonly Draw[]): Promise<{ code: string; saw: string }> {
  const { reasons } = await gated(draws);
  return { code: reasons[0]!.code, saw: reasons[0]!.text.split("\n", 1)[0]!.replaceAll(/\S*\/store\.jsonl/g, "FILE") };
}

describe("a store that stopped at an early look", () => {
  test.each([
    [2, 1],
    [3, 2],
  ])("of %i draws is whole, and the verdict says which look it is and what comes next", async (stoppedAt, number) => {
    const { pairs } = await gated([...side("base", { stoppedAt }), ...side("head", { stoppedAt })]);
    expect(pairs[0]!.look).toEqual({ number, planned: looks, base: stoppedAt, head: stoppedAt, cachedBase: false });
    expect([pairs[0]!.verdict, pairs[0]!.next]).toEqual(["inconclusive", { kind: "draws", draws: looks[number] }]);
  });

  test("is whole at its last look too, and then nothing comes next", async () => {
    const { pairs } = await gated([...side("base"), ...side("head")]);
    expect([pairs[0]!.look.number, pairs[0]!.next]).toEqual([3, null]);
  });

  test("may have stopped at another look in another pair", async () => {
    const night = { stoppedAt: 2, provider: "night" };
    const day = { stoppedAt: 5, provider: "day" };
    const { pairs } = await gated([...side("base", night), ...side("head", night), ...drawsTwo("base", day), ...drawsTwo("head", day)]);
    expect(pairs.map(({ pair, look }) => [pair, look.number])).toEqual([
      ["desk × day", 3],
      ["desk × night", 1],
    ]);
  });

  test("may have gone further on one side, whose further draws are not read", async () => {
    const { pairs } = await gated([...side("base", { stoppedAt: 5 }), ...side("head", { stoppedAt: 3 })]);
    expect(pairs[0]!.look).toMatchObject({ number: 2, base: 3, head: 3 });
  });

  test.each([
    ["one short of a look", 1, "FILE holds 15 of 12, 16 or 24 planned draws of desk × night."],
    ["between two looks", 3, "FILE holds 13 of 12, 16 or 24 planned draws of desk × night."],
    ["before the first", 5, "FILE holds 11 of 12, 16 or 24 planned draws of desk × night."],
  ])("and holds part of it, %s, is refused", async (_name, fewer, saw) => {
    const head = side("head", { stoppedAt: 3 });
    expect(await refusal([...side("base", { stoppedAt: 3 }), ...head.slice(0, head.length - fewer)])).toEqual({
      code: "gate/incomplete",
      saw,
    });
  });

  test("is refused where it has the number of a look, and a draw of a later look in the place of one of this", async () => {
    const later = { ...side("head").find(({ identity }) => identity.cell.role === "probe" && identity.draw === 4)!, responseId: null };
    const gone = side("head", { stoppedAt: 3 }).filter(({ identity: { cell, draw } }) => {
      return cell.scenario !== "late-keys" || cell.condition !== "monitored" || draw !== 1;
    });
    expect(await refusal([...side("base", { stoppedAt: 3 }), ...gone, later])).toEqual({
      code: "gate/incomplete",
      saw: expect.stringMatching(
        /^FILE holds 2 of the first 3 draws of late-keys \/ plain \/ monitored \/ read in desk × night, and others in their place\.$/,
      ),
    });
  });
});

test("a plan without looks is whole at its end only, every probe cell filled alike", async () => {
  const both = (change: (draws: Draw[]) => Draw[]): Draw[] => [
    ...drawsOf(rowsOf({ draws: 3, side: "base" })),
    ...change(drawsOf(rowsOf({ draws: 3, side: "head" }))),
  ];
  expect((await gated(both((draws) => draws))).verdict).toBe("inconclusive");
  expect((await refusal(both((draws) => draws.slice(1)))).saw).toBe("FILE holds 15 of 16 planned draws of desk × night.");
  const moved = both(([first, ...rest]) => [...rest, { ...first!, identity: { ...first!.identity, draw: 3 } }]);
  expect((await refusal(moved)).saw).toMatch(/^FILE holds 2 of the first 3 draws of .* in desk × night, and others in their place\.$/);
  const control = drawsOf(rowsOf({ draws: 3, side: "head" })).find(({ identity }) => identity.cell.role === "control")!;
  const beyond = both((draws) => [
    ...draws.filter(({ responseId }) => responseId !== control.responseId),
    { ...draws[0]!, responseId: control.responseId, identity: { ...draws[0]!.identity, draw: 3 } },
  ]);
  expect((await refusal(beyond)).saw).toMatch(/^FILE holds 4 draws of .* in desk × night, and lacks others\.$/);
});

describe("draws that confirm a fail", () => {
  const run = { draws: 20, looks: [10, 20], sends: onlyWhenRead };
  const base = (confirm: number): Draw[] => side("base", { ...run, sends: steady, confirm });

  test("are counted apart from those of the looks", async () => {
    const stopped = { ...run, stoppedAt: 10 };
    const { pairs } = await gated(
      [...side("base", { ...stopped, sends: steady, confirm: 5 }), ...side("head", { ...stopped, confirm: 5 })],
      {
        confirm: "always",
      },
    );
    expect(pairs[0]!.confirmation).toMatchObject({ finding: "confirmed", draws: 5 });
    expect(pairs[0]!.arms.map(({ draws }) => draws)).toEqual([20, 20, 20, 20]);
    expect(pairs[0]!.verdict).toBe("fail");
  });

  test("are asked for where there are none", async () => {
    const { pairs } = await gated([...base(0), ...side("head", run)], { confirm: "always" });
    expect([pairs[0]!.verdict, pairs[0]!.next]).toEqual(["inconclusive", { kind: "confirm", draws: 5 }]);
  });

  test.each<[string, (draws: readonly Draw[]) => Draw[], RegExp]>([
    [
      "lack one draw",
      (draws) => draws.slice(0, -1),
      /^FILE holds 4 of 5 draws that confirm \S+ \/ plain \/ unmonitored \/ unread in desk × night\.$/,
    ],
    [
      "lack a cell",
      (draws) => draws.filter(({ identity }) => identity.confirm === undefined || identity.cell.scenario !== "late-keys"),
      /^FILE holds 0 of 5 draws that confirm late-keys \/ plain \/ \w+ \/ \w+ in desk × night\.$/,
    ],
    [
      "are fewer than 5 of each cell",
      (draws) => draws.filter(({ identity }) => identity.confirm === undefined || identity.draw < 4),
      /^FILE holds 4 of 5 draws that confirm /,
    ],
  ])("are refused where they %s", async (_name, change, saw) => {
    const head = side("head", { ...run, confirm: 5 });
    expect(await refusal([...base(5), ...change(head)])).toEqual({ code: "gate/incomplete", saw: expect.stringMatching(saw) });
  });

  test("are refused where a draw was made twice, and the sentence says that it is one of these", async () => {
    const head = side("head", { ...run, confirm: 5 });
    const again = { ...head.at(-1)!, responseId: null };
    expect(await refusal([...base(5), ...head, again])).toEqual({
      code: "draws/repeated",
      saw: expect.stringMatching(/^FILE, line \d+: confirming draw 4 of \S+ \/ plain \/ unmonitored is there already on side head\.$/),
    });
  });
});

/** The draws of a second column; two columns never share the ids of their replies. */
function drawsTwo(name: Side, run: Run): Draw[] {
  return side(name, run).map((draw) => ({ ...draw, responseId: `day-${draw.responseId}` }));
}
