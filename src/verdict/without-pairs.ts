import type { PackRef } from "../schema/identity.ts";
import { PolicySchema, type GatedVerdict, type Policy, type Reason, type Verdict, type VerdictKind } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";

/** Reason of a skip in the merge queue: green whatever `fail-on` names, since each pull request there has its verdict already. */
export const QUEUE_SKIP = "merge-queue";

/** What may be known where nothing was judged. */
export interface Surrounding {
  readonly policy?: Policy;
  readonly pack?: PackRef;
  readonly unmatched?: readonly string[];
  readonly command?: string | null;
  readonly at?: string | null;
}

/** The verdict document where nothing was judged: no pair, no figure, and how many calls were made only where that is sure. */
export function withoutPairs(kind: Exclude<VerdictKind, GatedVerdict>, reason: Reason | string, known: Surrounding = {}): Verdict {
  return {
    schema: "gyges.verdict/1",
    gyges: GYGES_VERSION,
    verdict: kind,
    reasons: [typeof reason === "string" ? { code: kind, text: reason } : reason],
    findings: [],
    simulated: false,
    policy: known.policy ?? PolicySchema.parse({}),
    pack: known.pack ?? null,
    pairs: [],
    unmatched: [...(known.unmatched ?? [])],
    run: {
      calls: kind === "error" ? null : 0,
      seconds: null,
      cost: null,
      tokens: null,
      at: known.at ?? null,
      command: known.command ?? null,
      baseline: null,
    },
  };
}
