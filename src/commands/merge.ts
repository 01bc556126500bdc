import { join, resolve } from "node:path";
import { mergeShards } from "../run/shard/merge.ts";
import { readShard } from "../run/shard/read-shard.ts";
import { GygesError } from "../schema/error.ts";
import type { Verdict } from "../schema/verdict.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";
import { exitCode, parseFailOn } from "./exit-code.ts";
import { findShards, shownPath } from "./find-shards.ts";
import { show, writeReports, type RunFiles } from "./run.ts";
import type { Surroundings } from "./surroundings.ts";

/** `gyges merge FILES…`: the verdict on a run that was drawn in parts. It calls no model and needs neither the checkout nor a key. */

export interface MergeFlags {
  readonly reportDir?: string | undefined;
  readonly failOn?: string | undefined;
  readonly json?: boolean | undefined;
}

/** @param names files of shards, folders that hold them, or patterns */
export async function mergeCommand(names: readonly string[], flags: MergeFlags, around: Surroundings): Promise<RunFiles> {
  const failOn = parseFailOn(flags.failOn);
  const verdict = await mergeFound(names, around.cwd);
  const reportDir = flags.reportDir === undefined ? join(around.cwd, ".gyges", "report") : resolve(around.cwd, flags.reportDir);
  const files = { verdict, exitCode: exitCode(verdict, failOn), ...(await writeReports(verdict, reportDir)), store: null, shard: null };
  show(files, flags.json === true, around);
  return files;
}

/**
 * The verdict on the parts that these names stand for; `error` where one is missing, doubled, foreign or broken.
 *
 * @throws GygesError `merge/nothing` where there is no file at all
 */
export async function mergeFound(names: readonly string[], cwd: string): Promise<Verdict> {
  const paths = await findShards(names, cwd);
  if (paths.length === 0) throw nothing(names);
  try {
    const found = await Promise.all(paths.map((path) => readShard(path, shownPath(path, cwd))));
    return mergeShards(found, new Date().toISOString());
  } catch (cause) {
    if (!(cause instanceof GygesError) || cause.kind !== "data") throw cause;
    return withoutPairs("error", { code: cause.code, text: cause.message });
  }
}

function nothing(names: readonly string[]): GygesError {
  return new GygesError(
    "usage",
    "merge/nothing",
    `there is no file of a shard in ${names.map((name) => JSON.stringify(name.slice(0, 200))).join(", ")}.\n  Each part writes gyges-shard.json into its report folder: gyges run --config … --shard 3/8 --report-dir part-3\n  Name the files, or a folder that holds them: gyges merge part-*/gyges-shard.json`,
  );
}
