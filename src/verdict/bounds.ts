import type { PackEstimate } from "../estimate/gap.ts";
import type { Policy } from "../schema/verdict.ts";
import { lowerBound, upperBound } from "../stats/fixed-pack.ts";
import type { Directions, Part } from "./rule.ts";

type Estimated = Extract<PackEstimate, { kind: "estimated" }>;

/** An estimate under the lowest and the highest assignment of the missing draws; both are the same where one rule treats them all. */
export interface Span {
  readonly lowest: Estimated;
  readonly highest: Estimated;
}

/** Both bounds at both levels, and the estimates they belong to. */
export interface Bounds {
  readonly lowest: number;
  readonly highest: number;
  readonly failLower: number;
  readonly failUpper: number;
  readonly passLower: number;
  readonly passUpper: number;
}

/** A span where both ends are estimated; null otherwise. */
export function spanOf(lowest: PackEstimate, highest: PackEstimate): Span | null {
  return lowest.kind === "estimated" && highest.kind === "estimated" ? { lowest, highest } : null;
}

/** Lower bounds from the lowest assignment, upper bounds from the highest. */
export function boundsOf({ lowest, highest }: Span, failLevel: number, passLevel: number): Bounds {
  return {
    lowest: lowest.value,
    highest: highest.value,
    failLower: lowerBound(lowest, failLevel),
    failUpper: upperBound(highest, failLevel),
    passLower: lowerBound(lowest, passLevel),
    passUpper: upperBound(highest, passLevel),
  };
}

/** What the policy's directions see of the change and the gap: `either` both parts from both sides, one sign the change alone. */
export function directionsOf(direction: Policy["direction"], widening: Bounds, gapHead: Bounds): Directions {
  if (direction === "positive") return [[upwards(widening)]];
  if (direction === "negative") return [[downwards(widening)]];
  return [
    [upwards(widening), upwards(gapHead)],
    [downwards(widening), downwards(gapHead)],
  ];
}

/** The same where there is no base: the gap alone. */
export function gapDirections(direction: Policy["direction"], gap: Bounds): Directions {
  if (direction === "positive") return [[upwards(gap)]];
  if (direction === "negative") return [[downwards(gap)]];
  return [[upwards(gap)], [downwards(gap)]];
}

function upwards(bounds: Bounds): Part {
  return { estimate: bounds.lowest, failLower: bounds.failLower, passUpper: bounds.passUpper };
}

function downwards(bounds: Bounds): Part {
  return { estimate: -bounds.highest, failLower: -bounds.failUpper, passUpper: -bounds.passLower };
}
