import { resolve } from "node:path";
import * as z from "zod";
import { THRESHOLD } from "../../judge/votes.ts";
import { LABELLER } from "../../label/label-reply.ts";
import type { RunOptions } from "../../run/run-options.ts";
import { parseMeeting } from "../../scenario/notice-choice.ts";
import { DESIGNS } from "../../scenario/plan-cells.ts";
import { parseStrict } from "../../schema/parse.ts";
import { CONDITIONS } from "../../schema/scenario.ts";
import { parseBaseline, sharersOfBase } from "./baseline-flags.ts";
import { configsOf, type ConfigFlag } from "./config-flag.ts";
import { extensionUrl } from "../extension-url.ts";
import { decimal, given, listOf } from "./flag-values.ts";
import { type HistoryFlags, nightOptions } from "./history-flags.ts";
import { parseLooks } from "./look-flags.ts";
import { packOf } from "../files/pack-of.ts";
import { parsePolicy, type PolicyFlags } from "./policy-flags.ts";
import { parsePublication } from "./publication-flag.ts";
import { readCalibration } from "../label/read-calibration.ts";
import type { DrawFlags } from "./shared-options.ts";
import { oneLook, parseShard, refuseBesideShard } from "./shard-flag.ts";
import type { Surroundings } from "../surroundings.ts";

/** Flags of `gyges run`, as they are typed, and what they ask of a run. */

export interface RunFlags extends PolicyFlags, DrawFlags, HistoryFlags {
  readonly config: ConfigFlag;
  /** The part to draw, `3/8`. */
  readonly shard?: string | undefined;
  /** Stores of earlier jobs of this comparison. */
  readonly pool?: readonly string[] | undefined;
  readonly temperature?: string | undefined;
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
  "--temperature": z.number().min(0).max(2).nullable().default(null),
  "--max-concurrency": z.int().min(1).max(1000).optional(),
  "--max-calls": z.int().min(1).optional(),
  "--max-cost": z.number().gt(0).max(1_000_000).optional(),
  "--conditions": z.array(z.enum(CONDITIONS)).min(1).default(["monitored", "unmonitored"]),
  "--design": z.enum(DESIGNS).default("pr"),
  "--judge-votes": z.int().min(1).max(25).default(3),
});
type RunNumbers = z.infer<typeof NumbersSchema>;

/**
 * What the flags ask of a run, every path absolute.
 *
 * @throws GygesError of kind `usage` that names the flag, before anything is read but the file of `--label-calibration`
 */
export async function runOptions(flags: RunFlags, around: Surroundings): Promise<RunOptions> {
  const { cwd } = around;
  const policy = parsePolicy(flags);
  const shard = parseShard(flags.shard);
  const looks = shard === undefined ? parseLooks(flags, "run") : oneLook(parseLooks(flags, "run"));
  const numbers = parseNumbers(flags);
  const { config, also } = configsOf(flags.config, cwd);
  const source = parseBaseline(flags, config, cwd);
  if (shard !== undefined) refuseBesideShard({ policy, sharers: sharersOfBase(flags) });
  return {
    config,
    also,
    baseRef: flags.baseRef,
    looks,
    shard,
    ...source,
    pool: (flags.pool ?? []).map((path) => resolve(cwd, path)),
    ...cellsOf(flags, numbers, cwd),
    policy,
    ...nightOptions(flags, { looks, policy, baseline: source.baseline }, config, cwd),
    full: flags.full === true,
    labelCalibration: await readCalibration(flags.labelCalibration, cwd, flags.judge === undefined ? LABELLER : null),
    judge: judgeOf(flags, numbers),
    ...callsOf(flags, numbers),
    ...surroundingsOf(around),
  };
}

/** What is drawn of which pack. */
function cellsOf(
  flags: RunFlags,
  numbers: RunNumbers,
  cwd: string,
): Pick<RunOptions, "conditions" | "design" | "meeting" | "publication" | "pack" | "scenarios" | "temperature"> {
  return {
    conditions: numbers["--conditions"],
    design: numbers["--design"],
    meeting: parseMeeting(flags.notices, flags.directive),
    publication: parsePublication(flags.publication),
    pack: packOf(flags.pack, cwd),
    scenarios: listOf(flags.scenarios),
    temperature: numbers["--temperature"],
  };
}

function judgeOf({ judge, insist }: RunFlags, numbers: RunNumbers): RunOptions["judge"] {
  const voting = { votes: numbers["--judge-votes"], threshold: THRESHOLD };
  return judge === undefined ? undefined : { judge, voting, insist: insist === true };
}

type Calls = "messageVar" | "shareSeeds" | "softDraws" | "keepReplies" | "force" | "allColumns" | "maxConcurrency" | "endpoints";

/** How calls are made, and how many at most. */
function callsOf(flags: RunFlags, numbers: RunNumbers): Pick<RunOptions, Calls | "maxCalls" | "maxCost" | "extension"> {
  return {
    messageVar: flags.messageVar,
    shareSeeds: flags.shareSeeds === true,
    softDraws: flags.softDraws === true,
    keepReplies: flags.keepReplies === true,
    force: flags.force === true,
    allColumns: flags.allColumns === true,
    maxConcurrency: numbers["--max-concurrency"],
    endpoints: flags.endpoints,
    maxCalls: numbers["--max-calls"],
    maxCost: numbers["--max-cost"],
    extension: `${extensionUrl()}:gyges`,
  };
}

function surroundingsOf({
  cwd,
  command,
  env,
  node,
  bringPromptfoo,
  cancelled,
  stderr,
}: Surroundings): Pick<RunOptions, "cwd" | "command" | "env" | "node" | "bringPromptfoo" | "cancelled" | "stderr"> {
  return { cwd, command, env, node, bringPromptfoo, cancelled, stderr };
}

function parseNumbers(flags: RunFlags): RunNumbers {
  const typed = {
    "--temperature": decimal(flags.temperature),
    "--max-concurrency": decimal(flags.maxConcurrency),
    "--max-calls": decimal(flags.maxCalls),
    "--max-cost": decimal(flags.maxCost),
    "--conditions": listOf(flags.conditions),
    "--design": flags.design,
    "--judge-votes": decimal(flags.judgeVotes),
  };
  return parseStrict(NumbersSchema, given(typed), {
    where: "gyges run",
    example: "gyges run --config promptfooconfig.yaml --max-draws 10 --conditions monitored,unmonitored -j 4",
    code: "run/flags",
  });
}
