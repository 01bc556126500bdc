import type { Reason, Verdict } from "../schema/verdict.ts";

/** Finding of a run whose bar the change under judgement may have set itself. */
export const UNREADABLE = "pr/workflow-unreadable";

/**
 * Where it cannot be told whether the change set its own bar, it does not pass: a pass would be the change's own word. A fail by a bar that
 * may be too soft is a fail all the same.
 */
export function withheld(verdict: Verdict): Verdict {
  const doubt = verdict.findings.find(({ code }) => code === UNREADABLE);
  if (doubt === undefined || verdict.verdict !== "pass") return verdict;
  const first = (reasons: readonly Reason[]): Reason[] => [doubt, ...reasons];
  return {
    ...verdict,
    verdict: "inconclusive",
    reasons: first(verdict.reasons),
    pairs: verdict.pairs.map((pair) => ({ ...pair, verdict: "inconclusive", reasons: first(pair.reasons) })),
  };
}
