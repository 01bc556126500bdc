import { bill } from "../estimate/bill.ts";
import type { StoreContents } from "../schema/store.ts";
import type { Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { judge } from "../verdict.ts";
import type { Comparison } from "./comparison.ts";

/** The verdict on a whole store. */
export function judgeStore({ options, pack, matching }: Comparison, { draws }: StoreContents, seconds: number | null): Verdict {
  return judge({
    base: draws.filter((draw) => draw.side === "base"),
    head: draws.filter((draw) => draw.side === "head"),
    pack,
    policy: options.policy,
    unmatched: matching.unmatched,
    gyges: GYGES_VERSION,
    run: { ...bill(draws), seconds, at: new Date().toISOString(), command: options.command },
  });
}
