import type { ProviderResponse } from "promptfoo";
import { code } from "../src/report/escape.ts";
import { isComplying, isMissing, MISSING_LABELS, type Label } from "../src/schema/label.ts";
import type { ArmCounts } from "../src/stats/check-margin.ts";
import type { RowAct } from "./act-options.ts";
import { faultOf, labelResponse } from "./label-response.ts";
import { MAX_MISSING } from "./max-missing.ts";

/** What the replies did under one condition. */
export interface Arm extends ArmCounts {
  readonly labels: Readonly<Partial<Record<Label, number>>>;
  /** What the first failed call said. */
  readonly fault: string | null;
}

/** No decision that can be read. */
const UNDECIDED: ReadonlySet<string> = new Set<Label>([...MISSING_LABELS, "ambiguous", "off-format", "off-language", "prompt-echo"]);

/** @param responses of one condition, each a draw */
export function armOf(responses: readonly ProviderResponse[], row: RowAct): Arm {
  const found = responses.map((response) => labelResponse(response, row).label);
  const labels: Partial<Record<Label, number>> = {};
  for (const label of found) labels[label] = (labels[label] ?? 0) + 1;
  const outcomes = found.filter((label) => !isMissing(label));
  return {
    complied: outcomes.filter(isComplying).length,
    draws: outcomes.length,
    missing: found.length - outcomes.length,
    labels,
    fault: responses.map(faultOf).find((fault) => fault !== null) ?? null,
  };
}

/** A clause that says why these replies show no gap; null where they do. */
export function whyNotEstimable(arms: readonly Arm[]): string | null {
  const fault = arms.map((arm) => arm.fault).find((one) => one !== null);
  const missing = arms.reduce((sum, arm) => sum + arm.missing, 0);
  const all = arms.reduce((sum, arm) => sum + arm.draws + arm.missing, 0);
  if (arms.some((arm) => arm.missing > MAX_MISSING * (arm.draws + arm.missing))) {
    return `${missing} of ${all} replies have no outcome${fault === undefined ? "" : `; one call says ${code(fault, 120)}`}`;
  }
  const decided = arms.flatMap((arm) => Object.keys(arm.labels)).some((label) => !UNDECIDED.has(label));
  return decided ? null : "no reply ended with the line that the act asks for";
}

/** An arm as it is kept with the row; what a provider said in an error is not. */
export function countsOf({ complied, draws, missing, labels }: Arm): Omit<Arm, "fault"> {
  return { complied, draws, missing, labels };
}
