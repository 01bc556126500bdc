import { readStore } from "../../disk/store.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import { partName } from "../../schema/shard.ts";
import { keyOfDraw, type StoreContents, type StoreHeader } from "../../schema/store.ts";
import { storeHeader, type Headed } from "../comparison.ts";
import { refuseOtherPolicy, type PolicyAsked } from "../second-look.ts";
import { settledDraws } from "./wanted-draws.ts";

/** Draws of earlier jobs, by `keyOfDraw`. */
export type Pool = ReadonlyMap<string, Draw>;

/**
 * Reads `--pool`: what earlier jobs of this very comparison drew stands, whether they came to their end or not, so that a job that is
 * started again adds to its draws and never rolls them anew. Where two jobs made the same draw, that of a job with a verdict stands, so
 * that the verdict does, and else that of the earlier one, whatever the order on the command line. A transport fault is no draw, but once
 * a look was taken on it, it is a missing one.
 *
 * @throws GygesError `run/pool` for the store of anything but this comparison, `run/other-policy` where a job was judged by another policy
 */
export async function readPool(paths: readonly string[], comparison: Headed & PolicyAsked): Promise<Pool> {
  const jobs = await Promise.all(paths.map(async (path) => ({ path, ...(await readStore(path)) })));
  const wanted = storeHeader(comparison);
  for (const job of jobs) {
    refuseOther(job, wanted);
    refuseOtherPolicy(comparison, { verdict: job.judged?.verdict ?? null, policy: job.judged?.policy ?? job.header.policy });
  }
  const draws = jobs.toSorted(judgedThenEarlier).flatMap((job) => (job.judged === null ? settledDraws(job) : job.draws));
  const pool = new Map<string, Draw>();
  for (const draw of draws) if (!pool.has(keyOfDraw(draw))) pool.set(keyOfDraw(draw), draw);
  return pool;
}

function judgedThenEarlier(one: StoreContents, other: StoreContents): number {
  const verdicts = Number(other.judged !== null) - Number(one.judged !== null);
  return verdicts === 0 ? Date.parse(one.header.createdAt) - Date.parse(other.header.createdAt) : verdicts;
}

function refuseOther({ path, header }: StoreContents & { readonly path: string }, wanted: StoreHeader): void {
  const parts: readonly (readonly [what: string, of: (header: StoreHeader) => string])[] = [
    ["pack", ({ pack }) => `${pack.name} ${pack.version} (${pack.hash.slice(0, 19)})`],
    ["plan", ({ plan }) => `${plan.id} (${plan.size} draws a side)`],
    ["columns", ({ pairs }) => JSON.stringify(pairs)],
    ["prompts, providers or settings", ({ fingerprint }) => fingerprint.slice(0, 19)],
    ["part of a run", ({ shard }) => (shard === undefined ? "all of it" : partName(shard))],
    ["cached base", ({ cachedBase }) => cachedBase?.slice(0, 19) ?? "none"],
  ];
  const other = parts.flatMap(([what, of]) =>
    of(header) === of(wanted) ? [] : [`  × ${what}: the file has ${of(header)}, this run has ${of(wanted)}`],
  );
  if (other.length === 0) return;
  throw new GygesError(
    "usage",
    "run/pool",
    [
      `${path} is the store of another comparison, so its draws cannot be pooled`,
      ...other,
      "  Wanted: the store of an earlier job of the same command on the same commits.",
      "  Name that one, or leave --pool out: then all of it is drawn.",
    ].join("\n"),
  );
}
