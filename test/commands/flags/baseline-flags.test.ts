import { expect, test } from "vitest";
import { parseBaseline, type BaselineFlags } from "../../../src/commands/flags/baseline-flags.ts";

const parsed = (flags: BaselineFlags): ReturnType<typeof parseBaseline> => parseBaseline(flags, "/repo/app/promptfooconfig.yaml", "/repo");

test("base is drawn along with head where nothing is said, and nothing is stored", () => {
  expect(parsed({})).toEqual({ baseDraws: undefined, baseline: undefined });
});

test("auto looks beside the config, for a base of a day at most", () => {
  expect(parsed({ baseline: "auto" }).baseline).toEqual({
    reuse: true,
    folder: "/repo/app/.gyges/baselines",
    maxAgeSeconds: 86_400,
    keepHead: false,
  });
});

test("a folder that is named with rerun is written to and not read", () => {
  expect(parsed({ baselineDir: "bases", keepHead: true }).baseline).toMatchObject({ reuse: false, folder: "/repo/bases", keepHead: true });
});

test("file: is the older --base-draws", () => {
  expect(parsed({ baseline: "file:old/store.jsonl" })).toEqual(parsed({ baseDraws: "old/store.jsonl" }));
  expect(parsed({ baseDraws: "old/store.jsonl" }).baseDraws).toBe("/repo/old/store.jsonl");
});

test.each([
  ["90m", 5400],
  ["45s", 45],
  ["14d", 1_209_600],
])("an age of %s is %i seconds", (baselineMaxAge, seconds) => {
  expect(parsed({ baseline: "auto", baselineMaxAge }).baseline?.maxAgeSeconds).toBe(seconds);
});

test.each<BaselineFlags>([
  { baseline: "cached" },
  { baseline: "file:" },
  { baseline: "auto", baselineMaxAge: "1 day" },
  { baseline: "auto", baselineMaxAge: "15d" },
  { baseline: "auto", baselineMaxAge: "0h" },
  { baseline: "rerun", baseDraws: "old/store.jsonl" },
])("%j is refused as bad usage", (flags) => {
  expect(() => parsed(flags)).toThrow(expect.objectContaining({ kind: "usage", code: "run/baseline" }));
});
