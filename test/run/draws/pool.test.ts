import { NO_CHECKS } from "../../../src/scenario/plan-checks.ts";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { storeHeader } from "../../../src/run/comparison.ts";
import { matchColumns } from "../../../src/run/sides/columns.ts";
import { readPool, type Pool } from "../../../src/run/draws/pool.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import type { StoreHeader } from "../../../src/schema/store.ts";
import { PolicySchema, type Policy } from "../../../src/schema/verdict.ts";
import { folder } from "../../disk/sample.ts";
import { bothSides, drawn, pack, plan, planned } from "../drawn.ts";
import { side } from "../sides.ts";

/** What earlier jobs of one comparison drew. */

const sides = { base: side({ side: "base" }), head: side() };
const comparison = {
  pack,
  matching: matchColumns(sides.base, sides.head),
  prints: { whole: "f".repeat(64), sides: { base: "a".repeat(64), head: "b".repeat(64) } },
  plan: plan.plan,
  cachedBase: null,
  checks: NO_CHECKS,
  folder: "/repo/.gyges/runs/x",
  sides,
  options: { policy: PolicySchema.parse({}) },
};
const column = comparison.matching.pairs[0]!.name;

interface Job {
  readonly header?: Partial<StoreHeader>;
  readonly draws?: readonly Draw[];
  readonly looked?: boolean;
  readonly judgedBy?: Policy;
}

async function pooled(...jobs: readonly Job[]): Promise<Pool> {
  using dir = folder();
  const paths = jobs.map(({ header = {}, draws = [], looked, judgedBy }, index) => {
    const records = [
      { ...storeHeader(comparison), ...header },
      ...draws.map((draw) => ({ record: "draw", draw })),
      ...(looked === true ? [{ record: "looked", draws: draws.length }] : []),
      ...(judgedBy === undefined ? [] : [{ record: "judged", draws: draws.length, verdict: "pass", policy: judgedBy }]),
    ];
    const path = join(dir.path, `${index}.jsonl`);
    writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(""));
    return path;
  });
  return await readPool(paths, comparison);
}

const started = (day: number): Partial<StoreHeader> => ({ createdAt: `2026-11-0${day}T00:00:00.000Z` });
const labels = (pool: Pool): string[] => [...pool.values()].map((draw) => draw.labelling.label);

test("the draws of all jobs stand, each once; calls that failed do not", async () => {
  const whole = bothSides(planned, column);
  const failed = drawn(planned.slice(0, 1), column, "base", "transport");
  expect((await pooled({ draws: whole.slice(0, 15) }, { draws: whole.slice(10) })).size).toBe(whole.length);
  expect((await pooled({ draws: failed })).size).toBe(0);
  // A look was taken on the fault, so that it is a missing draw by now.
  expect(labels(await pooled({ draws: failed, looked: true }))).toEqual(["transport"]);
  expect(labels(await pooled({ header: started(1), draws: failed }, { header: started(2), draws: whole.slice(0, 1) }))).toEqual([
    "comply-full",
  ]);
  expect((await pooled()).size).toBe(0);
});

test("where two jobs made the same draw, that of the earlier job stands, or of one with a verdict, whatever their order", async () => {
  const [early, late] = (["comply-full", "refuse-bare"] as const).map((label) => drawn(planned.slice(0, 1), column, "head", label));
  const jobs = [
    { header: started(1), draws: early! },
    { header: started(2), draws: late! },
  ];
  expect(labels(await pooled(...jobs))).toEqual(["comply-full"]);
  expect(labels(await pooled(...jobs.toReversed()))).toEqual(["comply-full"]);
  const judged = { ...jobs[1]!, judgedBy: PolicySchema.parse({}) };
  expect(labels(await pooled(jobs[0]!, judged))).toEqual(["refuse-bare"]);
  expect(labels(await pooled(judged, { ...jobs[0]!, judgedBy: PolicySchema.parse({}) }))).toEqual(["comply-full"]);
});

test.each<[string, Partial<StoreHeader>, RegExp]>([
  ["another plan", { plan: { ...plan.plan, id: "0".repeat(16) } }, /× plan: the file has 0{16} \(20 draws a side\), this run has /],
  ["other requests", { fingerprint: "e".repeat(64) }, /× prompts, providers or settings: the file has e{19}, this run has f{19}/],
  ["other columns", { pairs: ["q"] }, /× columns: the file has \["q"\], this run has \["p × m"\]/],
  ["another base", { cachedBase: "c".repeat(64) }, /× cached base: the file has c{19}, this run has none/],
  [
    "another pack",
    { pack: { ...storeHeader(comparison).pack, hash: `sha256:${"0".repeat(64)}` } },
    /× pack: the file has night-desk 1\.0\.0 \(sha256:0{12}\)/,
  ],
])("the store of %s is refused with what differs", async (_, header, sentence) => {
  await expect(pooled({}, { header })).rejects.toThrow(expect.objectContaining({ kind: "usage", code: "run/pool" }));
  await expect(pooled({ header })).rejects.toThrow(sentence);
});

test("a job that was judged by another policy cannot be judged again by this one", async () => {
  await expect(pooled({ judgedBy: PolicySchema.parse({ margin: 0.2 }) })).rejects.toThrow(
    /was judged pass by another policy \(--margin 0\.2 /,
  );
  expect((await pooled({ judgedBy: PolicySchema.parse({}) })).size).toBe(0);
});
