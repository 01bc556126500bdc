import { join } from "node:path";
import { judgeCall } from "../../disk/calls-sent.ts";
import { readStore, type Store } from "../../disk/store.ts";
import { situationOf } from "../../judge/situation.ts";
import { isUnsettled } from "../../judge/unsettled.ts";
import { plain } from "../../report/escape.ts";
import { scenarioOfCell } from "../../scenario/met-scenario.ts";
import { ORDER_SEED } from "../../scenario/shuffle.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import type { Reason } from "../../schema/verdict.ts";
import type { Comparison } from "../comparison.ts";
import { isWithin, type Reach } from "../draws/reach.ts";
import { VOTES } from "./ask-rows.ts";
import { judgeReplies } from "./judge-replies.ts";
import { readVotes } from "./read-votes.ts";
import { judgeFolder, type RunJudge } from "./run-judge.ts";

/**
 * Has the judge of a run read the draws of a round that no rule settles, both sides in one drawn order, and notes in the store what it
 * made of them and what that cost. What was read before is not paid again.
 *
 * @param write opens the store for one task
 * @returns null where all were read, or there is no judge; else why they were not
 */
export async function readUnsettled(
  comparison: Comparison,
  reach: readonly Reach[],
  write: (task: (store: Store) => Promise<void>) => Promise<void>,
): Promise<Reason | null> {
  const { judge } = comparison;
  if (judge === null) return null;
  const { draws } = await readStore(comparison.store);
  const own = draws.filter((draw) => isWithin(reach, draw));
  const waiting = own.filter((draw) => waitsFor(judge, draw));
  if (waiting.length === 0) return null;
  announceJudge(comparison, judge, waiting.length, own.length);
  const calls = waiting.flatMap((draw) => Array.from({ length: judge.voting.votes }, (_, vote) => judgeCall(draw, vote)));
  // Noted before they are made: a child whose parent is gone goes on asking, and nothing of what it hears is kept.
  await write(async (store) => {
    for (const call of calls) await store.sent(call);
  });
  try {
    const { replies, bill } = await ask(comparison, judge, waiting);
    await write(async (store) => {
      await store.asked(bill);
      for (const [place, draw] of waiting.entries()) await store.relabel(draw, replies[place]!.labelling);
    });
    return null;
  } catch (cause) {
    if (cause instanceof GygesError && cause.kind === "data") {
      const made = await perhapsMade(comparison, cause.code);
      await write(async (store) => {
        for (const call of calls.slice(made)) await store.unsent(call);
      });
      return { code: STOPS[cause.code] ?? "error", text: cause.message };
    }
    throw cause;
  }
}

/** How many of the calls may be on the bill once the child has ended without a verdict of its judge: those it wrote down, and where it was stopped those under way. */
async function perhapsMade({ folder, options, sides }: Comparison, code: string): Promise<number> {
  if (code === "judge/no-answer") return 0;
  const { outputs } = await readVotes(join(judgeFolder(folder), VOTES));
  const underWay = code === "judge/interrupted" ? (options.maxConcurrency ?? sides.head.maxConcurrency ?? PROMPTFOO_AT_ONCE) : 0;
  return [...outputs.values()].filter((output) => output !== null).length + underWay;
}

/** Of promptfoo, where nobody says otherwise. */
const PROMPTFOO_AT_ONCE = 4;

/** Ends of the judge that are none of its fault. */
const STOPS: Readonly<Record<string, string>> = { "judge/interrupted": "interrupted", "judge/budget": "budget" };

/** Once it is read, its labeller says so, whatever the label. */
function waitsFor({ labeller }: RunJudge, draw: Draw): boolean {
  return draw.labeller !== labeller && isUnsettled(draw.labelling.label);
}

async function ask(comparison: Comparison, { judge, voting }: RunJudge, draws: readonly Draw[]): ReturnType<typeof judgeReplies> {
  const { options, sides, pack, folder, promptfoo, budget } = comparison;
  const asked = draws.map(({ reply, labelling, identity }) => {
    return { reply, rule: labelling, situation: situationOf(scenarioOfCell(pack, identity.cell), identity.cell.wording) };
  });
  return judgeReplies(judge, asked, {
    voting,
    seed: ORDER_SEED,
    folder: judgeFolder(folder),
    // Where the user's `.env` lies; a judge out of base's config has no such file beside it.
    cwd: sides.head.folder,
    env: options.env,
    maxConcurrency: options.maxConcurrency ?? sides.head.maxConcurrency ?? undefined,
    node: options.node,
    promptfoo,
    cancelled: options.cancelled,
    within: budget === null ? undefined : { budget, extension: options.extension },
  });
}

function announceJudge({ options }: Comparison, { judge, voting }: RunJudge, waiting: number, of: number): void {
  const calls = waiting * voting.votes;
  options.stderr.write(`gyges: ${plain(judge.name)} reads ${waiting} of ${of} replies that no rule settles: ${calls} calls\n`);
}
