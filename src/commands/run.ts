import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as z from "zod";
import { THRESHOLD } from "../judge/votes.ts";
import { terminalBlock } from "../report/terminal.ts";
import { verdictJson } from "../report/verdict-json.ts";
import { LABELLER } from "../label/label-reply.ts";
import { copyOfBase } from "../run/baseline/choice.ts";
import { run } from "../run/run.ts";
import { parseStrict } from "../schema/parse.ts";
import { DESIGNS } from "../scenario/plan-cells.ts";
import { parseMeeting } from "../scenario/notice-choice.ts";
import { CONDITIONS } from "../schema/scenario.ts";
import type { Verdict } from "../schema/verdict.ts";
import { parseBaseline } from "./baseline-flags.ts";
import { configsOf, type ConfigFlag } from "./config-flag.ts";
import { exitCode, parseFailOn } from "./exit-code.ts";
import { type HistoryFlags, nightOptions } from "./history-flags.ts";
import { packOf } from "./pack-of.ts";
import { parsePublication } from "./publication-flag.ts";
import { parseLooks, type LookFlags } from "./look-flags.ts";
import { decimal, parsePolicy, type PolicyFlags } from "./policy-flags.ts";
import { readCalibration } from "./read-calibration.ts";
import { reportParts, type ReportParts } from "./report-parts.ts";
import { failOnOf, type ShardPart, writeShard } from "./shard-file.ts";
import { oneLook, parseShard, refuseBesideShard } from "./shard-flag.ts";
import { colored, type Surroundings } from "./surroundings.ts";
import { parseFormats, writeReports, type ReportFiles } from "./write-reports.ts";

export { writeReports } from "./write-reports.ts";

/** `gyges run`: flags in, files and an exit code out. */

export interface RunFlags extends PolicyFlags, LookFlags, HistoryFlags {
  readonly config: ConfigFlag;
  /** The part to draw, `3/8`. */
  readonly shard?: string | undefined;
  /** Stores of earlier jobs of this comparison. */
  readonly pool?: readonly string[] | undefined;
  readonly pack?: string | undefined;
  readonly scenarios?: string | undefined;
  readonly conditions?: string | undefined;
  readonly design?: string | undefined;
  readonly notices?: string | undefined;
  readonly directive?: string | undefined;
  /** `true` where no seed follows. */
  readonly publication?: string | true | undefined;
  readonly temperature?: string | undefined;
  readonly messageVar?: string | undefined;
  readonly maxConcurrency?: string | undefined;
  readonly maxCalls?: string | undefined;
  /** US dollars. */
  readonly maxCost?: string | undefined;
  readonly failOn?: string | undefined;
  readonly reportDir?: string | undefined;
  readonly formats?: string | undefined;
  readonly force?: boolean | undefined;
  readonly allColumns?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly full?: boolean | undefined;
  readonly labelCalibration?: string | undefined;
  /** `true` where no name follows: the one of base's config. */
  readonly judge?: string | true | undefined;
  readonly judgeVotes?: string | undefined;
  readonly insist?: boolean | undefined;
  readonly keepReplies?: boolean | undefined;
  readonly shareSeeds?: boolean | undefined;
  readonly softDraws?: boolean | undefined;
  /** Set by the Action, by no flag: see `RunOptions`. */
  readonly endpoints?: "base" | undefined;
}

const NumbersSchema = z.strictObject({
  temperature: z.number().min(0).max(2).nullable().default(null),
  maxConcurrency: z.int().min(1).max(1000).optional(),
  maxCalls: z.int().min(1).optional(),
  maxCost: z.number().gt(0).max(1_000_000).optional(),
  conditions: z.array(z.enum(CONDITIONS)).min(1).default(["monitored", "unmonitored"]),
  design: z.enum(DESIGNS).default("pr"),
  judgeVotes: z.int().min(1).max(25).default(3),
});

export interface RunFiles extends ReportFiles {
  readonly verdict: Verdict;
  readonly exitCode: number;
  readonly store: string | null;
  /** What a shard hands on to the merge; null for a whole run. */
  readonly shard: string | null;
}

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

export async function runCommand(flags: RunFlags, around: Surroundings): Promise<RunFiles> {
  const files = await runQuietly(flags, around);
  show(files, flags.json === true, around);
  return files;
}

/** The run and its files, with nothing printed but progress. */
export async function runQuietly(flags: RunFlags, around: Surroundings): Promise<RunFiles> {
  const formats = parseFormats(flags.formats);
  const { verdict, exitCode, reportDir, store, part } = await judgeRun(flags, around);
  const reports = await writeReports(verdict, reportDir, formats, exitCode, partsOf(store, packOf(flags.pack, around.cwd)));
  return { verdict, exitCode, ...reports, store, shard: part === null ? null : await writeShard(reportDir, part, verdict) };
}

/** The run alone: its reports are left to the caller. */
export async function judgeRun(flags: RunFlags, around: Surroundings): Promise<Judged> {
  const failOn = parseFailOn(flags.failOn);
  const policy = parsePolicy(flags);
  const shard = parseShard(flags.shard);
  const looks = shard === undefined ? parseLooks(flags, "run") : oneLook(parseLooks(flags, "run"));
  const numbers = parseStrict(NumbersSchema, numbersOf(flags), {
    where: "gyges run",
    example: "gyges run --config promptfooconfig.yaml --max-draws 10 --conditions monitored,unmonitored -j 4",
    code: "run/flags",
  });
  const { config, also } = configsOf(flags.config, around.cwd);
  const source = parseBaseline(flags, config, around.cwd);
  const isBaseShared = source.baseDraws !== undefined || source.baseline !== undefined || flags.history !== undefined;
  if (shard !== undefined) refuseBesideShard({ policy, isBaseShared });
  const outcome = await run({
    config,
    also,
    baseRef: flags.baseRef,
    looks,
    shard,
    ...source,
    pool: (flags.pool ?? []).map((path) => resolve(around.cwd, path)),
    conditions: numbers.conditions,
    design: numbers.design,
    meeting: parseMeeting(flags.notices, flags.directive),
    publication: parsePublication(flags.publication),
    pack: packOf(flags.pack, around.cwd),
    scenarios: list(flags.scenarios),
    temperature: numbers.temperature,
    shareSeeds: flags.shareSeeds === true,
    softDraws: flags.softDraws === true,
    policy,
    ...nightOptions(flags, { looks, policy, baseline: source.baseline }, config, around.cwd),
    full: flags.full === true,
    labelCalibration: await readCalibration(flags.labelCalibration, around.cwd, flags.judge === undefined ? LABELLER : null),
    judge:
      flags.judge === undefined
        ? undefined
        : { judge: flags.judge, voting: { votes: numbers.judgeVotes, threshold: THRESHOLD }, insist: flags.insist === true },
    cwd: around.cwd,
    keepReplies: flags.keepReplies === true,
    force: flags.force === true,
    allColumns: flags.allColumns === true,
    messageVar: flags.messageVar,
    maxConcurrency: numbers.maxConcurrency,
    endpoints: flags.endpoints,
    maxCalls: numbers.maxCalls,
    maxCost: numbers.maxCost,
    command: around.command,
    extension: `${extensionUrl()}:gyges`,
    env: around.env,
    node: around.node,
    bringPromptfoo: around.bringPromptfoo,
    cancelled: around.cancelled,
    stderr: around.stderr,
  });
  const reportDir =
    flags.reportDir === undefined ? (outcome.folder ?? join(dirname(config), ".gyges", "report")) : resolve(around.cwd, flags.reportDir);
  const store = outcome.folder === null ? null : join(outcome.folder, "store.jsonl");
  const { verdict, drawn = null } = outcome;
  const part = shard === undefined ? null : { shard, drawn, failOn };
  return { verdict, exitCode: exitCode(verdict, failOnOf(part, failOn)), reportDir, store, part };
}

/** The draws for an HTML report, those of a base that was drawn before among them; none where none were made. */
function partsOf(store: string | null, pack: string): (() => Promise<ReportParts>) | undefined {
  if (store === null || !existsSync(store)) return undefined;
  const earlier = copyOfBase(dirname(store));
  return () => reportParts(existsSync(earlier) ? earlier : store, store, pack);
}

/** Machine-readable on stdout, all else on stderr; or the block on stdout for people. */
export function show(files: RunFiles, json: boolean, around: Surroundings): void {
  const { verdict } = files;
  if (json) around.stdout.write(verdictJson(verdict));
  else around.stdout.write(`\n${terminalBlock(verdict, { color: colored(around), width: around.stdout.columns ?? 80 })}\n\n`);
  const store = files.store !== null && existsSync(files.store) ? files.store : null;
  const named = [files.html, files.markdown, files.json, files.junit, files.shard, store].filter((path) => path !== null);
  around.stderr.write(`${named.map((path) => `  ${relative(around.cwd, path) || path}`).join("\n")}\n`);
}

function numbersOf(flags: RunFlags): Record<string, unknown> {
  const given = {
    temperature: decimal(flags.temperature),
    maxConcurrency: decimal(flags.maxConcurrency),
    maxCalls: decimal(flags.maxCalls),
    maxCost: decimal(flags.maxCost),
    conditions: list(flags.conditions),
    design: flags.design,
    judgeVotes: decimal(flags.judgeVotes),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function list(text: string | undefined): string[] | undefined {
  return text?.split(",").map((one) => one.trim());
}

/** The extension file of this very gyges: in the package root when built, beside the bundle in the Action. */
function extensionUrl(): string {
  for (const candidate of ["./promptfoo.js", "../../../promptfoo.js", "../../promptfoo.js"]) {
    const url = new URL(candidate, import.meta.url);
    if (existsSync(fileURLToPath(url))) return url.href;
  }
  return pathToFileURL(resolve("promptfoo.js")).href;
}
