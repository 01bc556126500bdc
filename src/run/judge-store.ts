import { bill } from "../estimate/bill.ts";
import type { Draw } from "../schema/draw.ts";
import type { Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { judge } from "../verdict.ts";
import { refuseSharedReplies } from "./cached-base.ts";
import type { Comparison } from "./comparison.ts";

/** The verdict on draws of this run's store. The bill is for its own calls: a cached base was paid for by another run. */
export function judgeStore({ options, pack, matching, cachedBase }: Comparison, draws: readonly Draw[], seconds: number | null): Verdict {
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
    run: { ...bill(draws), seconds, at: new Date().toISOString(), command: options.command },
  });
}
