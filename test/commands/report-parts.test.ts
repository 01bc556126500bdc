import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { reportParts } from "../../src/commands/report-parts.ts";
import { readPack } from "../../src/disk/read-pack.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Side } from "../../src/schema/identity.ts";
import { draw } from "../report/draw-fixture.ts";

test("of two files each gives its side, and head's own draws of base only where they confirm", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gyges-parts-"));
  const { hash } = await readPack("core");
  const one = draw().identity;
  const drawn = (side: Side | null, number: number, confirm?: true): Draw => {
    const identity = { ...one, pack: { ...one.pack, hash }, side, draw: number, ...(confirm === undefined ? {} : { confirm }) };
    return draw({ side, identity, responseId: `${side}-${number}-${confirm ?? ""}` });
  };
  const write = (name: string, draws: readonly Draw[]): string => {
    const path = join(folder, name);
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
    rmSync(folder, { recursive: true });
  }
});
