import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { baselinePath, findBaseline, saveBaseline } from "../../src/disk/baseline-store.ts";
import { readStore } from "../../src/disk/store.ts";
import { draw, folder, header } from "./sample.ts";

const key = "0123456789abcdef";
const drawnAt = "2026-11-29T01:00:00.000Z";
const contents = { header: header(), draws: [draw(0), draw(1)], checks: [] };

test("a stored base is a store that ends in a seal, in a folder that git does not see", async () => {
  using dir = folder();
  const path = await saveBaseline(join(dir.path, "bases"), contents, { key, drawnAt });
  expect(await findBaseline(path, key)).toEqual({ kind: "found", path, drawnAt });
  expect(await readStore(path)).toMatchObject({ draws: contents.draws, finished: true, torn: false });
  expect(readdirSync(join(dir.path, "bases")).toSorted()).toEqual([".gitignore", `${key}.jsonl`]);
});

test("a later one takes the place of the earlier, whole", async () => {
  using dir = folder();
  await saveBaseline(dir.path, contents, { key, drawnAt });
  const path = await saveBaseline(dir.path, { ...contents, draws: [draw(7)] }, { key, drawnAt: "2026-11-29T02:00:00.000Z" });
  expect((await readStore(path)).draws).toEqual([draw(7)]);
  expect(await findBaseline(path, key)).toMatchObject({ kind: "found", drawnAt: "2026-11-29T02:00:00.000Z" });
});

test("writers at one time leave one whole file and nothing half written", async () => {
  using dir = folder();
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => saveBaseline(dir.path, { ...contents, draws: [draw(index)] }, { key, drawnAt })),
  );
  expect((await findBaseline(baselinePath(dir.path, key), key)).kind).toBe("found");
  expect(readdirSync(dir.path)).toHaveLength(2);
});

test("cut anywhere, or with any one byte another, it is not used", async () => {
  using dir = folder();
  const path = await saveBaseline(dir.path, contents, { key, drawnAt });
  const whole = readFileSync(path);
  const kinds = new Set<string>();
  for (let place = 1; place < whole.length; place += 37) {
    writeFileSync(path, whole.subarray(0, place));
    kinds.add((await findBaseline(path, key)).kind);
    const edited = Buffer.from(whole);
    edited[place] = edited[place]! ^ 1;
    writeFileSync(path, edited);
    const found = await findBaseline(path, key);
    // A bit of the seal's own time is no part of what it seals.
    kinds.add(found.kind === "found" && found.drawnAt !== drawnAt ? "unusable" : found.kind);
  }
  expect([...kinds]).toEqual(["unusable"]);
});

test.each<[string, (path: string) => void, RegExp]>([
  ["a link", (path) => symlinkSync("/etc/passwd", path), /no file of its own/],
  ["an empty file", (path) => writeFileSync(path, ""), /does not end in a seal/],
  ["a file of anything", (path) => writeFileSync(path, "{}\n{}\n"), /does not end in a seal/],
])("%s is not used", async (_, put, why) => {
  using dir = folder();
  const path = baselinePath(dir.path, key);
  put(path);
  expect(await findBaseline(path, key)).toMatchObject({ kind: "unusable", why: expect.stringMatching(why) });
});

test("the file of another key under this name is not used, and no file is none", async () => {
  using dir = folder();
  const path = await saveBaseline(dir.path, contents, { key, drawnAt });
  expect(await findBaseline(path, "fedcba9876543210")).toMatchObject({ kind: "unusable", why: `it says that it is ${key}` });
  expect(await findBaseline(baselinePath(dir.path, "fedcba9876543210"), key)).toEqual({ kind: "none" });
});
