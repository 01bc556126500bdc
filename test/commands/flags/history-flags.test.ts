import { expect, test } from "vitest";
import { type HistoryFlags, nightOptions } from "../../../src/commands/flags/history-flags.ts";
import { PolicySchema } from "../../../src/schema/verdict.ts";

const policy = PolicySchema.parse({ confirm: "always" });
const options = (flags: HistoryFlags): ReturnType<typeof nightOptions> =>
  nightOptions(flags, { looks: [3, 5, 7, 10], policy, baseline: undefined }, "/repo/app/promptfooconfig.yaml", "/repo");

test("without --history a run is no night", () => {
  expect(options({ baseRef: "main" })).toBe(null);
});

test("a night looks once, at all draws, and confirms nothing: fresh draws of base would be tonight's too", () => {
  expect(options({ history: "nights.jsonl" })).toMatchObject({ looks: [10], policy: { confirm: "auto", margin: policy.margin } });
});

test("its references lie beside the stored bases, which it refreshes", () => {
  expect(options({ history: "nights.jsonl", accept: true })).toMatchObject({
    history: { path: "/repo/nights.jsonl", references: "/repo/app/.gyges/baselines/nights", accept: true },
    baseline: { reuse: false, keepHead: true, folder: "/repo/app/.gyges/baselines" },
  });
});

test.each<[HistoryFlags, RegExp]>([
  [{ history: "n.jsonl", baseRef: "main" }, /--base-ref names another base/],
  [{ history: "n.jsonl", baseDraws: "s.jsonl" }, /--base-draws names another base/],
  [{ history: "n.jsonl", baseline: "auto" }, /--baseline auto names another base/],
  [{ accept: true }, /--accept makes tonight's draws the reference of --history, which is not there/],
])("%j is refused, with both ways on", (flags, seen) => {
  expect(() => options(flags)).toThrow(expect.objectContaining({ kind: "usage", code: "history/flags" }));
  expect(() => options(flags)).toThrow(seen);
  expect(() => options(flags)).toThrow(/A night: {2}gyges run .*--history.*\n {2}A change: gyges run .*--base-ref/);
});
