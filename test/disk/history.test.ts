import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appendHistory, readHistory } from "../../src/disk/history.ts";
import { night } from "../run/nights.ts";
import { folder } from "./sample.ts";

test("nights stand in the order in which they came, and one is written once", async () => {
  using dir = folder();
  const path = join(dir.path, "nights", "history.jsonl");
  expect(await readHistory(path)).toEqual([]);
  for (const one of [night(1), night(2), night(1)]) await appendHistory(path, one);
  expect(await readHistory(path)).toEqual([night(1), night(2)]);
  expect(readdirSync(join(dir.path, "nights"))).toEqual(["history.jsonl"]);
});

test("two jobs at one time lose no night", async () => {
  using dir = folder();
  const path = join(dir.path, "history.jsonl");
  await appendHistory(path, night(1));
  await Promise.allSettled([2, 3].map((day) => appendHistory(path, night(day))));
  const days = (await readHistory(path)).map(({ at }) => at);
  expect(new Set(days).size).toBe(days.length);
  expect(days[0]).toBe(night(1).at);
});

test.each([
  ["a line of something else", '{"date":"2026-11-29","gap":0.1}'],
  ["half a line", '{"schema":"gyges.history/1","run":"01234'],
  ["a key too many", JSON.stringify({ ...night(1), note: "by hand" })],
])("%s is refused by its place, and the file is left as it was", async (_, line) => {
  using dir = folder();
  const path = join(dir.path, "history.jsonl");
  const text = `${JSON.stringify(night(1))}\n${line}\n`;
  writeFileSync(path, text);
  await expect(appendHistory(path, night(2))).rejects.toMatchObject({
    code: "history/line",
    kind: "data",
    message: expect.stringContaining("line 2"),
  });
  expect(readFileSync(path, "utf8")).toBe(text);
});

test("a history that cannot be written is told so, and that the night's draws are kept", async () => {
  using dir = folder();
  writeFileSync(join(dir.path, "nights"), "a file where the folder would be");
  await expect(appendHistory(join(dir.path, "nights", "history.jsonl"), night(1))).rejects.toMatchObject({
    name: "GygesError",
    code: "history/unwritable",
    message: expect.stringMatching(
      /history\.jsonl cannot be written: (?:EEXIST|ENOTDIR).*\n.*\n  Tonight's draws are kept: .*run the same command again/,
    ),
  });
});
