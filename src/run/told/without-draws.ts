import { packRef } from "../../scenario/plan.ts";
import type { Pack } from "../../schema/scenario.ts";
import type { Policy, Reason, Verdict } from "../../schema/verdict.ts";
import { withoutPairs } from "../../verdict/without-pairs.ts";

/** The verdict document of a run that has nothing to judge. */
export function withoutDraws(
  kind: "unchanged" | "no-baseline" | "error",
  reason: Reason | string,
  { policy, command }: { readonly policy: Policy; readonly command: string | null },
  pack: Pack,
  unmatched: readonly string[] = [],
): Verdict {
  return withoutPairs(kind, reason, { policy, command, pack: packRef(pack), unmatched });
}
