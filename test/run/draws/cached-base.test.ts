import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../../src/disk/store.ts";
import { readCachedBase, refuseSharedReplies, type CachedBase, type WantedBase } from "../../../src/run/draws/cached-base.ts";
import { packRef } from "../../../src/scenario/plan.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import type { StoreHeader } from "../../../src/schema/store.ts";
import { folder, header } from "../../disk/sample.ts";
import { bothSides, confirmation, drawn, pack, plan, planned } from "../drawn.ts";
import { prompt, provider } from "../sides.ts";

/** Stores of earlier runs, of which one side may stand in for base. */

const print = (digit: string): string => digit.repeat(64);
const column = { prompt: prompt("new"), provider: provider("m") };
const wanted: WantedBase = {
  pack,
  planned,
  print: print("b"),
  pairs: [{ name: "new → newest × m", base: column, head: { ...column, prompt: prompt("newest") } }],
};
const earlier: Partial<StoreHeader> = {
  pack: packRef(pack),
  plan: plan.plan,
  pairs: ["old → new × m"],
  sides: { base: print("a"), head: print("b") },
  columns: { base: ["old × m"], head: ["new × m"] },
};
const draws = [...bothSides(planned, "old → new × m"), ...drawn(confirmation, "old → new × m")];

async function readFrom(change: Partial<StoreHeader> = {}, held: readonly Draw[] = draws, finished = true): Promise<CachedBase> {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  const store = await openStore(path, header({ ...earlier, ...change }));
  for (const one of held) await store.append(one);
  if (finished) await store.finish();
  await store.close();
  return await readCachedBase(path, wanted);
}

test("the side that sent what this base sends gives all its look draws, under the name of this run's pair", async () => {
  const { draws: cached } = await readFrom();
  expect(cached).toHaveLength(planned.length);
  expect(
    new Set(cached.map(({ pair, side, identity }) => JSON.stringify([pair, side, identity.pair, identity.side, identity.confirm]))),
  ).toEqual(new Set([JSON.stringify(["new → newest × m", "base", "new → newest × m", "base", undefined])]));
});

test("a run that stopped at an early look gives the draws up to there; other draws are another base", async () => {
  const early = await readFrom(
    {},
    bothSides(planned, "old → new × m").filter(({ identity }) => identity.draw < 2),
  );
  expect(early.draws).toHaveLength(8);
  expect((await readFrom()).hash).toBe((await readFrom({}, draws.toReversed())).hash);
  expect((await readFrom()).hash).not.toBe(early.hash);
});

test.each<[string, Parameters<typeof readFrom>, RegExp]>([
  ["a stopped run", [{}, draws, false], /the run that wrote it was stopped before its end\.\n {2}Run its command again/],
  [
    "sides that sent something else",
    [{ sides: { base: print("a"), head: print("c") } }],
    /no side of it drew what this base sends \(it has base aaaaaaaaaaaa, head cccccccccccc; this base is bbbbbbbbbbbb\)/,
  ],
  ["a side that drew nothing", [{}, draws.filter(({ side }) => side === "base")], /no side of it drew what this base sends/],
  ["a side that drew only to confirm", [{}, drawn(confirmation, "old → new × m")], /no side of it drew what this base sends/],
  ["another column", [{ columns: { base: ["old × m"], head: ["other × m"] } }], /it has no draws of "new × m"/],
  [
    "two columns of one name",
    [{ pairs: ["p", "q"], columns: { base: ["a", "b"], head: ["new × m", "new × m"] } }],
    /it has several columns of "new × m"/,
  ],
  [
    "fewer cells",
    [{}, draws.filter(({ identity }) => identity.cell.wording === "plain")],
    /lacks 2 of 4 cells, such as late-keys\|turned\|/,
  ],
  [
    "more cells",
    [
      {},
      draws.map((one) =>
        one.identity.draw === 0 ? { ...one, identity: { ...one.identity, cell: { ...one.identity.cell, temperature: 1 } } } : one,
      ),
    ],
    /has 4 that this run does not draw, such as late-keys\|plain\|monitored\|read\|1\.\n.*--temperature/,
  ],
])("%s is refused", async (_, given, sentence) => {
  await expect(readFrom(...given)).rejects.toThrow(expect.objectContaining({ code: "run/base-draws", kind: "usage" }));
  await expect(readFrom(...given)).rejects.toThrow(sentence);
  await expect(readFrom(...given)).rejects.toThrow(/Or leave --base-draws out: then both sides are drawn\.$/);
});

test("a store of an earlier version, which does not say what its sides sent, and one of another pack are refused", async () => {
  const { sides: _, ...old } = earlier;
  using dir = folder();
  const path = join(dir.path, "old.jsonl");
  const store = await openStore(path, header(old));
  await store.finish();
  await store.close();
  await expect(readCachedBase(path, wanted)).rejects.toThrow(/it does not say what its sides sent/);
  const other = { ...pack, hash: `sha256:${"0".repeat(64)}` };
  await expect(readCachedBase(path, { ...wanted, pack: other })).rejects.toThrow(
    /it was drawn with pack night-desk .* and this run draws with night-desk .*0000/,
  );
});

test("a reply that is a draw of the cached base and of this run too is an error; replies without an id are not compared", () => {
  const [one] = drawn(planned);
  const base = { draws: [{ ...one!, responseId: "r-1" }, one!], hash: print("d") };
  expect(() => refuseSharedReplies(base, [one!, { ...one!, responseId: "r-2" }])).not.toThrow();
  expect(() => refuseSharedReplies(base, [{ ...one!, responseId: "r-1" }])).toThrow(
    expect.objectContaining({ kind: "data", code: "run/same-response" }),
  );
});
