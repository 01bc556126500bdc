import { packRef } from "../scenario/plan.ts";
import type { Pack } from "../schema/scenario.ts";
import type { Policy, Verdict } from "../schema/verdict.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";

/** The verdict document of a run that has nothing to judge. */
export function withoutDraws(
  kind: "unchanged" | "no-baseline" | "error",
  text: string,
  { policy, command }: { readonly policy: Policy; readonly command: string | null },
  pack: Pack,
  unmatched: readonly string[] = [],
): Verdict {
  return withoutPairs(kind, text, { policy, command, pack: packRef(pack), unmatched });
}
