import { addedBills, bill, type Bill, NO_CALLS } from "../estimate/bill.ts";
import type { CheckAnswer } from "../schema/check.ts";
import type { Draw } from "../schema/draw.ts";
import type { StoredBase } from "../schema/stored-base.ts";
import type { Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { judge } from "../verdict.ts";
import { refuseSharedReplies } from "./draws/cached-base.ts";
import { checkedSides } from "./draws/checks.ts";
import type { Comparison } from "./comparison.ts";
import type { RunOptions } from "./run-options.ts";

/** As much of a comparison as its draws are judged by. */
export type Judging = Pick<Comparison, "pack" | "matching" | "prints" | "checks" | "cachedBase"> & {
  readonly baseline?: Comparison["baseline"];
  readonly options: Pick<RunOptions, "policy" | "full" | "labelCalibration" | "command" | "history">;
};

/**
 * The verdict on draws of this run's store. The bill is for its own calls, those of its judge and of a canary among them: a cached base was paid
 * for by another run.
 *
 * @param checks answers to the questions about the notices
 * @param asked calls of the judge
 */
export function judgeStore(
  comparison: Judging,
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
    run: ownRun(
      options,
      addedBills([ownBill(draws, checks, asked), comparison.baseline?.bill ?? NO_CALLS]),
      seconds,
      comparison.baseline?.stored,
    ),
  });
}

/** What this run's own calls cost: draws, questions about the notices, and the judge's. */
export function ownBill(draws: readonly Draw[], checks: readonly CheckAnswer[], asked: Bill = NO_CALLS): Bill {
  return addedBills([bill(draws), bill(checks.filter(({ reused }) => !reused)), asked]);
}

/** The block `run` of a run that ends now. @param stored the base that stands in for its own, if one does */
export function ownRun(
  { command }: Pick<RunOptions, "command">,
  spent: Bill,
  seconds: number | null,
  stored: StoredBase | null = null,
): Verdict["run"] {
  return { ...spent, seconds, at: new Date().toISOString(), command, baseline: stored };
}
