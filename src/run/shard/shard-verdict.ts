import type { Bill } from "../../estimate/bill.ts";
import { packRef } from "../../scenario/plan.ts";
import type { CheckAnswer } from "../../schema/check.ts";
import type { Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import { SIDES } from "../../schema/identity.ts";
import { partName, SHARD_REASON } from "../../schema/shard.ts";
import type { Verdict } from "../../schema/verdict.ts";
import { SideTally } from "../../verdict.ts";
import { withoutPairs } from "../../verdict/without-pairs.ts";
import type { Comparison } from "../comparison.ts";
import { ownBill, ownRun } from "../judge-store.ts";
import type { RunOptions } from "../run-options.ts";

/** As much of a comparison as says which part of it a shard draws. */
type Parted = Pick<Comparison, "pack" | "matching" | "whole"> & { readonly options: Pick<RunOptions, "policy" | "command" | "shard"> };

/**
 * What a shard says of itself: that it gives no verdict, and what it cost. Draws that could not be judged in a whole run are an error here already, so
 * that the job which has to be run again is the red one.
 *
 * @throws GygesError of kind `data` where the draws contradict themselves, or no call of a column got a reply
 */
export function shardVerdict(
  comparison: Parted,
  draws: readonly Draw[],
  seconds: number | null,
  checks: readonly CheckAnswer[],
  asked?: Bill,
): Verdict {
  const { options, pack, matching, whole } = comparison;
  if (options.shard === undefined) throw new GygesError("data", "run/shard", "a whole run was taken for a part. This is a fault of gyges.");
  const tallies = SIDES.map((side) => {
    const tally = new SideTally(side, pack);
    for (const draw of draws) if (draw.side === side) tally.add(draw);
    return { columns: tally.columns, isSimulated: tally.isSimulated };
  });
  const planned = whole.length * matching.pairs.length * SIDES.length;
  const text = `This is ${partName(options.shard)}: it made ${draws.length} of the ${planned} draws and gives no verdict. The verdict is that of gyges merge over the file gyges-shard.json of every part.`;
  const known = { policy: options.policy, pack: packRef(pack), unmatched: matching.unmatched };
  return {
    ...withoutPairs("skipped", { code: SHARD_REASON, text }, known),
    simulated: tallies.some(({ isSimulated }) => isSimulated),
    run: ownRun(options, ownBill(draws, checks, asked), seconds),
  };
}
