import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bothWithin, reportParts } from "../../../src/commands/report/report-parts.ts";
import { readPack } from "../../../src/disk/read-pack.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import type { Side } from "../../../src/schema/identity.ts";
import { folder } from "../../disk/sample.ts";
import { fixturePackPath } from "../../promptfoo/fixture.ts";
import { draw } from "../../report/draw-fixture.ts";
import { drawsOf, rowsOf, storeOfDraws } from "../sample-files.ts";

test("of two files each gives its side, and head's own draws of base only where they confirm", async () => {
  const place = mkdtempSync(join(tmpdir(), "gyges-parts-"));
  const { hash } = await readPack("core");
  const one = draw().identity;
  const drawn = (side: Side | null, number: number, confirm?: true): Draw => {
    const identity = { ...one, pack: { ...one.pack, hash }, side, draw: number, ...(confirm === undefined ? {} : { confirm }) };
    return draw({ side, identity, responseId: `${side}-${number}-${confirm ?? ""}` });
  };
  const write = (name: string, draws: readonly Draw[]): string => {
    const path = join(place, name);
    writeFileSync(path, draws.map((each) => `${JSON.stringify(each)}\n`).join(""));
    return path;
  };
  try {
    // An earlier run's head that stands in for base, and the store of the run that read it: with a canary, and fresh draws that confirm.
    const base = write("base.jsonl", [drawn("head", 0), drawn("head", 1)]);
    const head = write("head.jsonl", [drawn("head", 5), drawn("base", 6), drawn("base", 0, true), drawn("head", 0, true)]);
    const { draws = [], drawn: all, pack } = await reportParts(base, head, undefined);
    expect(draws.map(({ side, identity }) => `${side} ${identity.draw}${identity.confirm === true ? " confirms" : ""}`)).toEqual([
      "base 0",
      "base 1",
      "head 5",
      "head 0 confirms",
      "base 0 confirms",
    ]);
    expect(all).toBe(5);
    expect(pack?.hash).toBe(hash);
    const plain = write("eval.jsonl", [drawn(null, 0)]);
    expect((await reportParts(plain, write("other.jsonl", [drawn(null, 0)]), undefined)).draws?.map(({ side }) => side)).toEqual([
      "base",
      "head",
    ]);
  } finally {
    rmSync(place, { recursive: true });
  }
});

test("of an earlier store the side is shown that stood in for base, and not what confirmed its own fail", async () => {
  using dir = folder();
  const [a, b, c] = ["a".repeat(64), "b".repeat(64), "c".repeat(64)] as const;
  const own = (side: Side, run: string, confirm = 0): Draw[] => drawsOf(rowsOf({ side, draws: 2, confirm }), run);
  const old = storeOfDraws(dir.path, "old", [...own("base", "then"), ...own("head", "then", 5)], { sides: { base: a, head: b } });
  const young = (base: string): string =>
    storeOfDraws(dir.path, "young", own("head", "now"), { sides: { base, head: c }, cachedBase: a, createdAt: "2026-11-24T12:00:00.000Z" });
  const shownAs = async (base: string): Promise<readonly string[]> => {
    const { draws = [] } = await reportParts(old, young(base), fixturePackPath);
    return [...new Set(draws.map(({ side, identity }) => `${side} of ${identity.side}${identity.confirm === true ? ", confirming" : ""}`))];
  };
  expect(await shownAs(b)).toEqual(["base of head", "head of head"]);
  expect(await shownAs(a)).toEqual(["base of base", "head of head"]);
  await expect(shownAs(c)).rejects.toMatchObject({ code: "gate/other-base" });
});

test("where a page has no room for all, it has room for both sides", () => {
  const some = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
  const lengths = (base: number, head: number): readonly number[] => bothWithin(10, some(base), some(head)).map(({ length }) => length);
  expect(lengths(4, 5)).toEqual([4, 5]);
  expect(lengths(12, 3)).toEqual([7, 3]);
  expect(lengths(3, 12)).toEqual([3, 7]);
  expect(lengths(12, 12)).toEqual([5, 5]);
});
