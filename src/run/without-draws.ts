import { packRef } from "../scenario/plan.ts";
import type { Pack } from "../schema/scenario.ts";
import type { Policy, Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";

/** The verdict document of a run that has nothing to judge. */
export function withoutDraws(
  kind: "unchanged" | "no-baseline" | "error",
  text: string,
  options: { readonly policy: Policy; readonly command: string | null },
  pack: Pack,
  unmatched: readonly string[] = [],
): Verdict {
  return {
    schema: "gyges.verdict/1",
    gyges: GYGES_VERSION,
    verdict: kind,
    reasons: [{ code: kind, text }],
    simulated: false,
    policy: options.policy,
    pack: packRef(pack),
    pairs: [],
    unmatched: [...unmatched],
    run: { calls: kind === "error" ? null : 0, seconds: null, cost: null, tokens: null, at: null, command: options.command },
  };
}
