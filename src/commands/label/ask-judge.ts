import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Voting, JudgedReply } from "../../judge/votes.ts";
import { LABELLER } from "../../label/label-reply.ts";
import { plain } from "../../report/escape.ts";
import { workFolder } from "../../run/git.ts";
import { findJudge, type JudgeFlags } from "../../run/judge/find-judge.ts";
import { judgeLabeller } from "../../run/judge/judge-labeller.ts";
import { judgeReplies, type JudgedReplies, type ToJudge } from "../../run/judge/judge-replies.ts";
import { refuseLink } from "../../run/own-folder.ts";
import { GygesError } from "../../schema/error.ts";

/** A judge, and how it is asked. */
export interface JudgeAsked extends JudgeFlags {
  readonly voting: Voting;
  readonly seed: number;
  /** More calls than this are not made. */
  readonly maxCalls: number | null;
  readonly maxConcurrency?: number | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly node?: string | undefined;
  readonly stderr: NodeJS.WritableStream;
}

/** What a judge did and cost. */
export interface JudgeWork extends Pick<JudgedReplies, "bill" | "voids" | "fault"> {
  readonly name: string;
  readonly labeller: string;
  readonly voting: Voting;
  /** Replies that it was asked about. */
  readonly asked: number;
  /** Against a rule that had found something else. */
  readonly disputed: number;
  /** The judge said nothing that counts. */
  readonly unjudged: number;
}

/**
 * Asks a judge about replies, after saying how many calls that takes.
 *
 * @param of all replies, those that it is not asked about among them
 * @throws GygesError `judge/max-calls` before a call where there would be too many
 */
export async function askJudge(
  asked: JudgeAsked,
  replies: readonly ToJudge[],
  of: number,
): Promise<{ readonly replies: readonly JudgedReply[]; readonly work: JudgeWork }> {
  const judge = await findJudge(asked);
  const labeller = await judgeLabeller(LABELLER, judge, asked.voting);
  const calls = replies.length * asked.voting.votes;
  refuseMany(calls, asked);
  asked.stderr.write(
    `gyges: ${plain(judge.name)} is asked about ${replies.length} of ${of} replies, ${votesInWords(asked.voting)} each: ${calls} calls\n`,
  );
  await refuseLink(join(judge.folder, ".gyges"));
  const folder = join(await workFolder(judge.folder), "judge", `${labeller.slice(-8)}-${process.pid}`);
  const judged = await judgeReplies(judge, replies, { ...asked, folder });
  await rm(folder, { recursive: true, force: true });
  const { bill, voids, fault } = judged;
  return {
    replies: judged.replies,
    work: {
      name: judge.name,
      labeller,
      voting: asked.voting,
      asked: replies.length,
      disputed: judged.replies.filter(({ disputed }) => disputed !== null).length,
      unjudged: judged.replies.filter(({ labelling, disputed }) => labelling.label === "unjudged" && disputed === null).length,
      bill,
      voids,
      fault,
    },
  };
}

function votesInWords({ votes }: Voting): string {
  return votes === 1 ? "1 vote" : `${votes} votes`;
}

function refuseMany(calls: number, { maxCalls, voting }: JudgeAsked): void {
  if (maxCalls === null || calls <= maxCalls) return;
  throw new GygesError(
    "usage",
    "judge/max-calls",
    `the judge would be called ${calls} times (${calls / voting.votes} replies, ${votesInWords(voting)} each), and --max-calls allows ${maxCalls}. No call was made.\n  Allow more, or ask for fewer votes: --votes 1`,
  );
}
