import { join, resolve } from "node:path";
import { mergeShards } from "../run/shard/merge.ts";
import { readShard } from "../run/shard/read-shard.ts";
import { GygesError } from "../schema/error.ts";
import type { FailOn, Verdict } from "../schema/verdict.ts";
import { QUEUE_SKIP, withoutPairs } from "../verdict/without-pairs.ts";
import { type ExitCode, exitCode, parseFailOn } from "./exit-code.ts";
import { findShards, shownPath } from "./files/find-shards.ts";
import { type RunFiles, showRun } from "./show-run.ts";
import type { Surroundings } from "./surroundings.ts";
import { parseFormats, writeReports } from "./report/write-reports.ts";

/** `gyges merge FILES…`: the verdict on a run that was drawn in parts. It calls no model and needs neither the checkout nor a key. */

export interface MergeFlags {
  readonly reportDir?: string | undefined;
  readonly formats?: string | undefined;
  readonly failOn?: string | undefined;
  readonly json?: boolean | undefined;
}

/**
 * @param names files of shards, folders that hold them, or patterns
 * @throws GygesError `usage/formats` or `usage/fail-on` before anything is read, `merge/nothing` where there is no file
 */
export async function mergeCommand(names: readonly string[], flags: MergeFlags, around: Surroundings): Promise<RunFiles> {
  const formats = parseFormats(flags.formats);
  const { verdict, exitCode } = await mergeFound(names, parseFailOn(flags.failOn), around.cwd);
  const reportDir = flags.reportDir === undefined ? join(around.cwd, ".gyges", "report") : resolve(around.cwd, flags.reportDir);
  const files = { verdict, exitCode, ...(await writeReports(verdict, reportDir, formats, exitCode)), store: null, shard: null };
  showRun(files, flags.json === true, around);
  return files;
}

export interface Merged {
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
}

/**
 * The verdict on the parts that these names stand for; `error` where one is missing, doubled, foreign or broken.
 *
 * @param failOn what turns it red beside fail and error; what the shards' own steps named does so too
 * @throws GygesError `merge/nothing` where there is no file at all
 */
export async function mergeFound(names: readonly string[], failOn: readonly FailOn[], cwd: string): Promise<Merged> {
  const paths = await findShards(names, cwd);
  if (paths.length === 0) throw nothing(names);
  try {
    const found = await Promise.all(paths.map((path) => readShard(path, shownPath(path, cwd))));
    const verdict = mergeShards(found, new Date().toISOString());
    const red = isQueueSkip(verdict) ? [] : [...failOn, ...found.flatMap(({ file }) => file.failOn)];
    return { verdict, exitCode: exitCode(verdict, red) };
  } catch (cause) {
    if (!(cause instanceof GygesError) || cause.kind !== "data") throw cause;
    const verdict = withoutPairs("error", { code: cause.code, text: cause.message });
    return { verdict, exitCode: exitCode(verdict, failOn) };
  }
}

function isQueueSkip({ verdict, reasons }: Verdict): boolean {
  return verdict === "skipped" && reasons[0]?.code === QUEUE_SKIP;
}

function nothing(names: readonly string[]): GygesError {
  return new GygesError(
    "usage",
    "merge/nothing",
    `there is no file of a shard in ${names.map((name) => JSON.stringify(name.slice(0, 200))).join(", ")}.\n  Each part writes gyges-shard.json into its report folder: gyges run --config … --shard 3/8 --report-dir part-3\n  Name the files, or a folder that holds them: gyges merge part-*/gyges-shard.json`,
  );
}
