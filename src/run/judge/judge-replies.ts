import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { stringify } from "yaml";
import type { Bill } from "../../estimate/bill.ts";
import { readAnswer, type Vote, type VoidReason } from "../../judge/answer.ts";
import { judgeQuestion } from "../../judge/question.ts";
import type { Situation } from "../../judge/situation.ts";
import { settleVotes, type JudgedReply, type Voting } from "../../judge/votes.ts";
import { shuffled } from "../../scenario/shuffle.ts";
import { GygesError } from "../../schema/error.ts";
import type { Labelling } from "../../schema/label.ts";
import { CHILD_ENVIRONMENT } from "../child-environment.ts";
import { findPromptfoo } from "../find-promptfoo.ts";
import { runChild, type ChildEnd } from "../spawn.ts";
import type { Judge } from "./find-judge.ts";
import { DECODER, DECODER_TEXT, judgeConfig, type VoteRow } from "./judge-config.ts";
import { readVotes, voteKey, type JudgeReplies } from "./read-votes.ts";

/** One reply for a judge, and what the rules made of it. */
export interface ToJudge {
  readonly situation: Situation;
  readonly reply: string;
  readonly rule: Labelling;
}

export interface JudgeOptions {
  readonly voting: Voting;
  /** Orders the questions, so that what is asked first has nothing to do with what it is about. */
  readonly seed: number;
  /** Folder for the generated config, the answers and promptfoo's output; made if it is not there. */
  readonly folder: string;
  /** Working folder of promptfoo; that of the judge's config where absent. */
  readonly cwd?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly maxConcurrency?: number | undefined;
  /** Node for promptfoo, where it is not this process's own. */
  readonly node?: string | undefined;
}

export interface JudgedReplies {
  /** In the order of the replies that were given. */
  readonly replies: readonly JudgedReply[];
  /** Votes that did not count, by reason. */
  readonly voids: ReadonlyMap<VoidReason, number>;
  readonly bill: Bill;
  /** What the first call that failed said; null where none did. */
  readonly fault: string | null;
}

/**
 * Lets the user's promptfoo ask the judge about each reply, `votes` times, and settles the labels. Each vote is a call of its own with a
 * fence of its own, caches are off, and the order is drawn from the seed.
 *
 * A judge that fails on some calls leaves those votes void. One that answers none at all is no judge but a dead key or a wrong name.
 *
 * @throws GygesError `judge/no-answer`, `judge/interrupted`
 */
export async function judgeReplies(judge: Judge, asked: readonly ToJudge[], options: JudgeOptions): Promise<JudgedReplies> {
  const { voting, seed } = options;
  if (asked.length === 0) return { replies: [], voids: new Map(), bill: { calls: 0, cost: 0, tokens: 0 }, fault: null };
  // A question is known by its place in a drawn order: a provider that sees its number learns nothing from it.
  const order = shuffled([...asked.keys()], seed);
  const rows = order.flatMap((place, question) => rowsOf(asked[place]!, question, voting.votes));
  const came = await call(judge, shuffled(rows, seed + 1), options);
  const placed = new Map(order.map((place, question) => [place, question]));
  const votes = asked.map((one, place) => votesOf(one, placed.get(place)!, voting.votes, came));
  return {
    replies: asked.map(({ rule }, place) => settleVotes(votes[place]!, voting, rule)),
    voids: countVoids(votes.flat()),
    bill: came.bill,
    fault: came.fault,
  };
}

function rowsOf({ situation, reply }: ToJudge, question: number, votes: number): VoteRow[] {
  return Array.from({ length: votes }, (_, vote) => ({
    question,
    vote,
    asked: judgeQuestion(situation, reply, randomBytes(16).toString("hex")),
  }));
}

function votesOf({ situation, reply }: ToJudge, question: number, votes: number, { outputs }: JudgeReplies): Vote[] {
  return Array.from({ length: votes }, (_, vote) => readAnswer(outputs.get(voteKey({ question, vote })) ?? null, situation.offered, reply));
}

async function call(judge: Judge, rows: readonly VoteRow[], options: JudgeOptions): Promise<JudgeReplies> {
  const { folder } = options;
  const files = { config: join(folder, "judge.yaml"), votes: join(folder, "votes.jsonl"), log: join(folder, "judge.log") };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, DECODER), DECODER_TEXT);
  // An answer of an earlier call must not pass for one of these.
  await writeFile(files.votes, "", { mode: 0o600 });
  await writeFile(files.config, stringify(judgeConfig(judge, rows), { blockQuote: false }), { mode: 0o600 });
  const cwd = options.cwd ?? judge.folder;
  const promptfoo = await findPromptfoo(cwd);
  const end = await runChild({
    script: promptfoo.script,
    args: ["eval", "-c", files.config, "-o", files.votes, ...QUIET, ...concurrency(options)],
    cwd,
    env: { ...options.env, ...CHILD_ENVIRONMENT },
    log: files.log,
    node: options.node,
    onTick: () => undefined,
  });
  const came = await readVotes(files.votes);
  refuseSilence(judge, rows.length, came, end, relative(cwd, files.log));
  return came;
}

const QUIET = ["--no-cache", "--no-write", "--no-table", "--no-progress-bar"];

function concurrency({ maxConcurrency }: JudgeOptions): string[] {
  return maxConcurrency === undefined ? [] : ["--max-concurrency", String(maxConcurrency)];
}

function refuseSilence(judge: Judge, calls: number, { outputs, fault }: JudgeReplies, { code, interrupted }: ChildEnd, log: string): void {
  if (interrupted)
    throw new GygesError("data", "judge/interrupted", "the judge was interrupted, so nothing was labelled. Run the same command again.");
  if ([...outputs.values()].some((output) => output !== null)) return;
  const said = fault ?? (code === 0 ? "promptfoo ended early, as it does where a key is refused" : `promptfoo ended with code ${code}`);
  throw new GygesError(
    "data",
    "judge/no-answer",
    `the judge ${judge.name} answered none of ${calls} calls: ${said}.\n  Check its name, its key and the network. The output of promptfoo: ${log}`,
  );
}

function countVoids(votes: readonly Vote[]): Map<VoidReason, number> {
  const voids = new Map<VoidReason, number>();
  for (const vote of votes) if (vote.kind === "void") voids.set(vote.why, (voids.get(vote.why) ?? 0) + 1);
  return voids;
}
