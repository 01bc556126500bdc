import { existsSync } from "node:fs";
import { relative } from "node:path";
import { terminalBlock } from "../report/terminal.ts";
import { verdictJson } from "../report/verdict-json.ts";
import type { Verdict } from "../schema/verdict.ts";
import { colored, type Surroundings } from "./surroundings.ts";
import type { ReportFiles } from "./report/write-reports.ts";

/** What a run, or the merge of its parts, leaves behind. All paths are absolute. */
export interface RunFiles extends ReportFiles {
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** Null where nothing was drawn here. */
  readonly store: string | null;
  /** What a shard hands on to the merge; null for a whole run. */
  readonly shard: string | null;
}

/** Machine-readable on stdout, all else on stderr; or the block on stdout for people. */
export function showRun(files: RunFiles, json: boolean, around: Surroundings): void {
  const { verdict } = files;
  if (json) around.stdout.write(verdictJson(verdict));
  else around.stdout.write(`\n${terminalBlock(verdict, { color: colored(around), width: around.stdout.columns ?? 80 })}\n\n`);
  const store = files.store !== null && existsSync(files.store) ? files.store : null;
  const named = [files.html, files.markdown, files.json, files.junit, files.shard, store].filter((path) => path !== null);
  around.stderr.write(`${named.map((path) => `  ${relative(around.cwd, path) || path}`).join("\n")}\n`);
}
