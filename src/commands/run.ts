import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { copyOfBase } from "../run/baseline/choice.ts";
import { run } from "../run/run.ts";
import type { Verdict } from "../schema/verdict.ts";
import { exitCode, parseFailOn } from "./exit-code.ts";
import { packOf } from "./files/pack-of.ts";
import { reportParts, type ReportParts } from "./report/report-parts.ts";
import { type RunFlags, runOptions } from "./flags/run-flags.ts";
import { failOnOf, type ShardPart, writeShard } from "./files/shard-file.ts";
import { type RunFiles, showRun } from "./show-run.ts";
import type { Surroundings } from "./surroundings.ts";
import { parseFormats, writeReports } from "./report/write-reports.ts";

/** `gyges run`: flags in, files and an exit code out. */

/** What a run came to, before anything is written. */
export interface Judged {
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** Absolute. */
  readonly reportDir: string;
  readonly store: string | null;
  /** What a shard hands on; null for a whole run. */
  readonly part: ShardPart | null;
}

/** `gyges run` at the terminal. @throws GygesError of kind `usage` for flags that ask for no run */
export async function runCommand(flags: RunFlags, around: Surroundings): Promise<RunFiles> {
  const files = await runQuietly(flags, around);
  showRun(files, flags.json === true, around);
  return files;
}

/** The run and its files, with nothing printed but progress. */
export async function runQuietly(flags: RunFlags, around: Surroundings): Promise<RunFiles> {
  const formats = parseFormats(flags.formats);
  const { verdict, exitCode, reportDir, store, part } = await judgeRun(flags, around);
  const reports = await writeReports(verdict, reportDir, formats, exitCode, partsOf(store, packOf(flags.pack, around.cwd)));
  return { verdict, exitCode, ...reports, store, shard: part === null ? null : await writeShard(reportDir, part, verdict) };
}

/** The run alone: its reports are left to the caller. @throws GygesError of kind `usage` for flags that ask for no run */
export async function judgeRun(flags: RunFlags, around: Surroundings): Promise<Judged> {
  const failOn = parseFailOn(flags.failOn);
  const options = await runOptions(flags, around);
  const { verdict, folder, drawn = null } = await run(options);
  const part = options.shard === undefined ? null : { shard: options.shard, drawn, failOn };
  return {
    verdict,
    exitCode: exitCode(verdict, failOnOf(part, failOn)),
    reportDir:
      flags.reportDir === undefined ? (folder ?? join(dirname(options.config), ".gyges", "report")) : resolve(around.cwd, flags.reportDir),
    store: folder === null ? null : join(folder, "store.jsonl"),
    part,
  };
}

/** The draws for an HTML report, those of a base that was drawn before among them; none where none were made. */
function partsOf(store: string | null, pack: string): (() => Promise<ReportParts>) | undefined {
  if (store === null || !existsSync(store)) return undefined;
  const earlier = copyOfBase(dirname(store));
  return () => reportParts(existsSync(earlier) ? earlier : store, store, pack);
}
