import { relative, resolve } from "node:path";
import * as z from "zod";
import { isSealed } from "../../disk/sealed-pack.ts";
import { THRESHOLD } from "../../judge/votes.ts";
import { withheldDraw } from "../../promptfoo/row/withheld.ts";
import { drawsJsonl } from "../../report/draws-jsonl.ts";
import { safeJson } from "../../report/safe-json.ts";
import { ORDER_SEED } from "../../scenario/shuffle.ts";
import { GygesError } from "../../schema/error.ts";
import { parseStrict } from "../../schema/parse.ts";
import type { JudgeAsked } from "./ask-judge.ts";
import { decimal, given } from "../flags/flag-values.ts";
import { changesOf, countsOf, labelBlock } from "./label-block.ts";
import { label, type LabelResult } from "./label.ts";
import type { Surroundings } from "../surroundings.ts";
import { writeNamed } from "../files/write-named.ts";

export interface LabelFlags {
  readonly pack?: string | undefined;
  readonly out?: string | undefined;
  /** `true` where no name follows: the config's. */
  readonly judge?: string | true | undefined;
  readonly config?: string | undefined;
  readonly votes?: string | undefined;
  readonly threshold?: string | undefined;
  readonly maxCalls?: string | undefined;
  readonly seed?: string | undefined;
  readonly maxConcurrency?: string | undefined;
  readonly all?: boolean | undefined;
  readonly gold?: string | undefined;
  readonly calibration?: string | undefined;
  readonly insist?: boolean | undefined;
  readonly keepReplies?: boolean | undefined;
  readonly json?: boolean | undefined;
}

const NumbersSchema = z.strictObject({
  "--votes": z.int().min(1).max(25).default(3),
  "--threshold": z.number().gt(0.5).max(1).default(THRESHOLD),
  "--max-calls": z.int().min(1).nullable().default(null),
  "--seed": z.int().default(ORDER_SEED),
  "--max-concurrency": z.int().min(1).max(1000).optional(),
});

/**
 * `gyges label FILE` at the terminal: the counts for people, the draws and the calibration in files.
 *
 * @returns 0, or 1 where a judge was measured and is below the bar, unless the user insists
 */
export async function labelCommand(file: string | undefined, flags: LabelFlags, around: Surroundings): Promise<number> {
  refuseWithoutNeed(flags);
  if (flags.judge !== undefined && isSealedPack(flags)) throw noSealedJudge();
  const result = await label(
    { file, pack: flags.pack, judge: judgeOf(flags, around), all: flags.all, gold: flags.gold, insist: flags.insist },
    around.cwd,
  );
  const written = await writeFiles(result, flags, around);
  around.stdout.write(flags.json === true ? `${safeJson(labelJson(result), 2)}\n` : `\n${labelBlock(result, file ?? null)}\n\n`);
  for (const path of written) around.stderr.write(`  ${relative(around.cwd, path) || path}\n`);
  return result.measured?.acceptance?.met === false && flags.insist !== true ? 1 : 0;
}

function judgeOf(flags: LabelFlags, around: Surroundings): JudgeAsked | undefined {
  const typed = {
    "--votes": decimal(flags.votes),
    "--threshold": decimal(flags.threshold),
    "--max-calls": decimal(flags.maxCalls),
    "--seed": decimal(flags.seed),
    "--max-concurrency": decimal(flags.maxConcurrency),
  };
  const numbers = parseStrict(NumbersSchema, given(typed), {
    where: "gyges label",
    example: "gyges label store.jsonl --judge openai:chat:gpt-5-mini --votes 3 --threshold 0.6 --max-calls 200",
    code: "label/flags",
  });
  if (flags.judge === undefined) return undefined;
  return {
    judge: flags.judge,
    config: flags.config === undefined ? undefined : resolve(around.cwd, flags.config),
    cwd: around.cwd,
    voting: { votes: numbers["--votes"], threshold: numbers["--threshold"] },
    maxCalls: numbers["--max-calls"],
    seed: numbers["--seed"],
    maxConcurrency: numbers["--max-concurrency"],
    env: around.env,
    node: around.node,
    stderr: around.stderr,
  };
}

/** A flag without effect is a mistake of whoever typed it. */
function refuseWithoutNeed(flags: LabelFlags): void {
  const judge = (["config", "votes", "threshold", "maxCalls", "seed", "maxConcurrency", "all", "insist"] as const).find(
    (name) => flags[name] !== undefined,
  );
  if (flags.judge === undefined && judge !== undefined) throw needs(judge, "--judge", "--judge openai:chat:gpt-5-mini");
  if (flags.gold === undefined && flags.calibration !== undefined) throw needs("calibration", "--gold", "--gold gold.jsonl");
  if (flags.gold === undefined && flags.insist !== undefined) throw needs("insist", "--gold", "--gold gold.jsonl");
}

function needs(flag: string, what: string, example: string): GygesError {
  const typed = flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return new GygesError(
    "usage",
    "label/flags",
    `--${typed} says nothing without ${what}\n  Example: gyges label store.jsonl ${example} --${typed}`,
  );
}

function isSealedPack({ pack }: LabelFlags): boolean {
  return pack !== undefined && isSealed(pack);
}

function noSealedJudge(): GygesError {
  return new GygesError(
    "usage",
    "label/sealed-judge",
    "a judge would be asked through files that hold the text of the sealed pack.\n  Leave --judge out; or open the pack where its text may lie, gyges pack open FILE.age --out DIR, and name that folder with --pack.",
  );
}

async function writeFiles(result: LabelResult, flags: LabelFlags, around: Surroundings): Promise<readonly string[]> {
  const { out, calibration } = flags;
  const written: string[] = [];
  if (out !== undefined) {
    if (result.draws.length === 0) throw noDraws();
    const path = resolve(around.cwd, out);
    const draws = isSealedPack(flags) && flags.keepReplies !== true ? result.draws.map(withheldDraw) : result.draws;
    await writeNamed(path, drawsJsonl(draws), "--out");
    written.push(path);
  }
  if (calibration !== undefined) {
    if (result.measured === null || result.measured.calibration === null) throw oneKind();
    const path = resolve(around.cwd, calibration);
    await writeNamed(path, `${JSON.stringify(result.measured.calibration, null, 2)}\n`, "--calibration");
    written.push(path);
  }
  return written;
}

function noDraws(): GygesError {
  return new GygesError(
    "usage",
    "label/out",
    "--out writes draws, and the lines of --gold are none.\n  Give a file of draws: gyges label store.jsonl --out draws.jsonl",
  );
}

function oneKind(): GygesError {
  return new GygesError(
    "data",
    "label/calibration",
    "there is no calibration to write: people read no reply that has a label, or only replies that comply, or only others.\n  Have replies of both kinds labelled.",
  );
}

/** Everything but the replies. */
function labelJson(result: LabelResult): Readonly<Record<string, unknown>> {
  const { labeller, labels, judge, measured } = result;
  return {
    schema: "gyges.label-report/1",
    labeller,
    replies: labels.length,
    labels: countsOf(result),
    changes: changesOf(result),
    judge: judge === null ? null : { ...judge, voids: Object.fromEntries([...judge.voids].toSorted(([a], [b]) => (a < b ? -1 : 1))) },
    measured,
  };
}
