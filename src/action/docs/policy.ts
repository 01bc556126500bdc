import { FROM_BASE, TOLD } from "../trust/policy-inputs.ts";
import { BASES, ORIGINS, POLICY, TREATMENTS } from "../trust/policy.ts";

/** A row of the trust policy as docs/action.md shows it. */
export interface PolicyRow {
  readonly event: string;
  readonly head: string;
  readonly does: string;
  readonly base: string;
  readonly why: string;
}

/** The table that the step itself goes by, in words. */
export function policyRows(): readonly PolicyRow[] {
  return POLICY.map(({ event, head, treatment, base, why }) => {
    return { event, head: ORIGINS[head], does: TREATMENTS[treatment], base: BASES[base], why };
  });
}

/** Whose inputs hold, for the paragraph below the table. */
export function heldInputs(): string {
  const events = [...new Set(POLICY.filter(({ thresholds }) => thresholds === "base").map(({ event }) => event))];
  const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");
  return `Under ${codes(events)} these inputs are read from the workflow file of the base commit, and a change of them in the pull request is told in the comment and has no effect: ${codes(FROM_BASE)}. Of these a change has effect and is told: ${codes(TOLD)}.`;
}
