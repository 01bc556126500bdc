import { randomBytes } from "node:crypto";
import { type Bill, NO_CALLS } from "../../estimate/bill.ts";
import { readAnswer, type Vote, type VoidReason } from "../../judge/answer.ts";
import { judgeQuestion } from "../../judge/question.ts";
import type { Situation } from "../../judge/situation.ts";
import { settleVotes, type JudgedReply, type Voting } from "../../judge/votes.ts";
import { shuffled } from "../../scenario/shuffle.ts";
import type { Labelling } from "../../schema/label.ts";
import type { Judge } from "./find-judge.ts";
import { type AskOptions, askRows } from "./ask-rows.ts";
import type { VoteRow } from "./judge-config.ts";
import { voteKey, type JudgeReplies } from "./read-votes.ts";

/** One reply for a judge, and what the rules made of it. */
export interface ToJudge {
  readonly situation: Situation;
  readonly reply: string;
  readonly rule: Labelling;
}

export interface JudgeOptions extends AskOptions {
  readonly voting: Voting;
  /** Orders the questions, so that what is asked first has nothing to do with what it is about. */
  readonly seed: number;
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
  if (asked.length === 0) return { replies: [], voids: new Map(), bill: NO_CALLS, fault: null };
  // A question is known by its place in a drawn order: a provider that sees its number learns nothing from it.
  const order = shuffled([...asked.keys()], seed);
  const rows = order.flatMap((place, question) => rowsOf(asked[place]!, question, voting.votes));
  const came = await askRows(judge, shuffled(rows, seed + 1), options);
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

function countVoids(votes: readonly Vote[]): Map<VoidReason, number> {
  const voids = new Map<VoidReason, number>();
  for (const vote of votes) if (vote.kind === "void") voids.set(vote.why, (voids.get(vote.why) ?? 0) + 1);
  return voids;
}
