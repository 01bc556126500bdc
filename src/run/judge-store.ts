import type { StoreContents } from "../schema/store.ts";
import type { Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { judge } from "../verdict.ts";
import type { Comparison } from "./comparison.ts";

/** The verdict on a whole store. */
export function judgeStore({ options, pack, matching }: Comparison, contents: StoreContents, seconds: number | null): Verdict {
  const costs = contents.draws.map((one) => one.cost);
  const tokens = contents.draws.map((one) => one.tokens?.total ?? null);
  return judge({
    base: contents.draws.filter((one) => one.side === "base"),
    head: contents.draws.filter((one) => one.side === "head"),
    pack,
    policy: options.policy,
    unmatched: matching.unmatched,
    gyges: GYGES_VERSION,
    run: {
      calls: contents.draws.length,
      seconds,
      cost: sumOrNull(costs),
      tokens: sumOrNull(tokens),
      at: new Date().toISOString(),
      command: options.command,
    },
  });
}

/** One unknown makes the sum unknown: a bill that leaves calls out is no bill. */
function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}
