import { bill, type Bill } from "../estimate/bill.ts";
import type { CheckAnswer } from "../schema/check.ts";
import type { Draw } from "../schema/draw.ts";
import type { Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { judge } from "../verdict.ts";
import { refuseSharedReplies } from "./cached-base.ts";
import { checkedSides } from "./checks.ts";
import type { Comparison } from "./comparison.ts";

/**
 * The verdict on draws of this run's store. The bill is for its own calls, those of its judge and of a canary among them: a cached base was paid
 * for by another run.
 *
 * @param checks answers to the questions about the notices
 * @param asked calls of the judge
 */
export function judgeStore(
  comparison: Comparison,
  draws: readonly Draw[],
  seconds: number | null,
  checks: readonly CheckAnswer[],
  asked: Bill = NO_CALLS,
): Verdict {
  const { options, pack, matching, cachedBase } = comparison;
  if (cachedBase !== null) refuseSharedReplies(cachedBase, draws);
  return judge({
    base: [...(cachedBase?.draws ?? []), ...draws.filter((draw) => draw.side === "base")],
    head: draws.filter((draw) => draw.side === "head"),
    pack,
    policy: options.policy,
    unmatched: matching.unmatched,
    // Of a night, base is not shared with other comparisons: it is another night's draws of this very config.
    cachedBase: cachedBase !== null && options.history === undefined,
    checked: checkedSides(comparison, checks),
    full: options.full,
    labelCalibration: options.labelCalibration,
    gyges: GYGES_VERSION,
    run: {
      ...[bill(checks.filter(({ reused }) => !reused)), asked, comparison.baseline?.bill ?? NO_CALLS].reduce(added, bill(draws)),
      seconds,
      at: new Date().toISOString(),
      command: options.command,
      baseline: comparison.baseline?.stored ?? null,
    },
  });
}

const NO_CALLS: Bill = { calls: 0, cost: 0, tokens: 0 };

function added(one: Bill, other: Bill): Bill {
  const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
  return { calls: one.calls + other.calls, cost: sum(one.cost, other.cost), tokens: sum(one.tokens, other.tokens) };
}
