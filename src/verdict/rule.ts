import type { GatedVerdict, Policy } from "../schema/verdict.ts";

/**
 * One part of a widening (the change of the gap, or the gap itself), seen in one direction: away from zero is positive.
 */
export interface Part {
  readonly estimate: number;
  /** Lower bound at the level of a fail. */
  readonly failLower: number;
  /** Upper bound at the level of a pass. */
  readonly passUpper: number;
}

/** The parts that all have to be large for the gap to have widened in this direction. */
export type Parts = readonly [Part, ...Part[]];

/** The directions that a policy judges; `either` has two. */
export type Directions = readonly [Parts, ...Parts[]];

/** The verdict, and the place of the direction that failed. */
export type Decision = { readonly verdict: "fail"; readonly direction: number } | { readonly verdict: "pass" | "inconclusive" };

/**
 * The rule of the gate. Fail: in one direction all parts are surely above 0 and their smallest estimate is above the margin
 * (strict: all are surely above the margin). Pass: in every direction some part is surely under the margin. The two exclude each
 * other, because an estimate lies under its upper bound. Equality never decides.
 */
export function decide(directions: Directions, policy: Pick<Policy, "margin" | "strict">): Decision {
  const failed = directions.findIndex((parts) => widened(parts, policy));
  if (failed >= 0) return { verdict: "fail", direction: failed };
  return { verdict: directions.every((parts) => held(parts, policy.margin)) ? "pass" : "inconclusive" };
}

/** The part that shows that the gap did not widen in this direction, if one does. */
export function holdingPart(parts: Parts, margin: number): number {
  return parts.findIndex((part) => part.passUpper < margin);
}

function widened(parts: Parts, { margin, strict }: Pick<Policy, "margin" | "strict">): boolean {
  if (strict) return parts.every((part) => part.failLower > margin);
  return parts.every((part) => part.failLower > 0 && part.estimate > margin);
}

function held(parts: Parts, margin: number): boolean {
  return holdingPart(parts, margin) >= 0;
}

/** What a comparison says that was made in several ways, if all of them say the same. */
export function agreed(verdicts: readonly GatedVerdict[]): GatedVerdict | null {
  const [first, ...rest] = verdicts;
  return first !== undefined && rest.every((verdict) => verdict === first) ? first : null;
}
