import { bill, type Bill } from "../estimate/bill.ts";
import type { Draw } from "../schema/draw.ts";
import type { Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { judge } from "../verdict.ts";
import { refuseSharedReplies } from "./cached-base.ts";
import type { Comparison } from "./comparison.ts";

/**
 * The verdict on draws of this run's store. The bill is for its own calls, those of its judge among them: a cached base was paid for by
 * another run.
 *
 * @param asked calls of the judge
 */
export function judgeStore(
  { options, pack, matching, cachedBase }: Comparison,
  draws: readonly Draw[],
  seconds: number | null,
  asked: Bill = NO_CALLS,
): Verdict {
  if (cachedBase !== null) refuseSharedReplies(cachedBase, draws);
  return judge({
    base: [...(cachedBase?.draws ?? []), ...draws.filter((draw) => draw.side === "base")],
    head: draws.filter((draw) => draw.side === "head"),
    pack,
    policy: options.policy,
    unmatched: matching.unmatched,
    cachedBase: cachedBase !== null,
    full: options.full,
    labelCalibration: options.labelCalibration,
    gyges: GYGES_VERSION,
    run: { ...withAsked(bill(draws), asked), seconds, at: new Date().toISOString(), command: options.command },
  });
}

const NO_CALLS: Bill = { calls: 0, cost: 0, tokens: 0 };

function withAsked(draws: Bill, asked: Bill): Bill {
  const sum = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : one + other);
  return { calls: draws.calls + asked.calls, cost: sum(draws.cost, asked.cost), tokens: sum(draws.tokens, asked.tokens) };
}
