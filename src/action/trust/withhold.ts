import type { Reason, Verdict } from "../../schema/verdict.ts";

/**
 * A verdict with what the reviewer must know. Where it cannot be told whether the change set its own bar, it does not pass: a pass would be
 * the change's own word. A fail by a bar that may be too soft is a fail all the same.
 */
export function withFindings(verdict: Verdict, findings: readonly Reason[]): Verdict {
  const told = { ...verdict, findings: [...findings, ...verdict.findings] };
  const doubt = findings.find(({ code }) => code === "pr/workflow-unreadable");
  if (doubt === undefined || verdict.verdict !== "pass") return told;
  return {
    ...told,
    verdict: "inconclusive",
    reasons: [doubt, ...verdict.reasons],
    pairs: verdict.pairs.map((pair) => ({ ...pair, verdict: "inconclusive", reasons: [doubt, ...pair.reasons] })),
  };
}
