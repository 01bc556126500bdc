import { expect, test } from "vitest";
import { type BaselineFlags, parseBaseline, sharersOfBase } from "../../../src/commands/flags/baseline-flags.ts";
import { refuseBesideShard } from "../../../src/commands/flags/shard-flag.ts";
import { PolicySchema } from "../../../src/schema/verdict.ts";

const policy = PolicySchema.parse({});

test.each<[BaselineFlags & { history?: string }, readonly string[]]>([
  [{}, []],
  [{ baseline: "rerun" }, []],
  [{ baseline: "auto" }, ["--baseline auto"]],
  [{ baseline: "file:store.jsonl" }, ["--baseline file:store.jsonl"]],
  [{ baselineDir: "bases", keepHead: true }, ["--baseline-dir", "--keep-head"]],
  [{ baseDraws: "store.jsonl" }, ["--base-draws"]],
])("%j shares a base by %j, as what it asks for says", (flags, sharers) => {
  expect(sharersOfBase(flags)).toEqual(sharers);
  const { baseDraws, baseline } = parseBaseline(flags, "/repo/promptfooconfig.yaml", "/repo");
  expect(sharers.length > 0).toBe(baseDraws !== undefined || baseline !== undefined);
});

test("a night shares its base with other nights", () => {
  expect(sharersOfBase({ history: "nights.jsonl" })).toEqual(["--history"]);
});

test("beside a shard the flags that were typed are named, and not their like", () => {
  const refused =
    (sharers: readonly string[]): (() => void) =>
    () =>
      refuseBesideShard({ policy, sharers });
  expect(refused([])).not.toThrow();
  expect(refused(["--keep-head"])).toThrow(
    /^--keep-head shares a base between runs, [^]*\n {2}Leave it out\.\n {2}Or draw all of it in one job: leave --shard out\.$/,
  );
  expect(refused(["--baseline auto", "--keep-head"])).toThrow(
    /^--baseline auto and --keep-head share a base between runs, [^]*Leave them out\./,
  );
});
