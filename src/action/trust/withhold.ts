import type { Reason, Verdict } from "../../schema/verdict.ts";
import { withheld } from "../../verdict/withheld.ts";

/** A verdict with what the reviewer must know, which may take its pass away. */
export function withFindings(verdict: Verdict, findings: readonly Reason[]): Verdict {
  return withheld({ ...verdict, findings: [...findings, ...verdict.findings] });
}
