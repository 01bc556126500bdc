import type { Measure, MeasureInterval, MeasureValue } from "../schema/measures.ts";
import { lowerBound, upperBound } from "../stats/fixed-pack.ts";
import type { PackEstimate } from "./gap.ts";

/** Each tail of an interval that is shown: 5 %, so that the interval is one of 90 %. */
export const LEVEL = 0.05;

/** What a measure says of itself on every side. */
export type About = Pick<Measure, "id" | "name" | "unit"> & Partial<Pick<Measure, "condition" | "chance" | "rows" | "counts" | "note">>;

/** A measure; what `about` leaves out is empty. */
export function measureOf(about: About, side: Measure["side"], value: MeasureValue, from: string): Measure {
  const { id, name, unit, condition = null, chance = null, rows = [], counts = null, note = null } = about;
  return { id, name, unit, side, condition, value, chance, rows, counts, from, note };
}

/** How much a value rests on. */
export interface Size {
  readonly draws: number;
  readonly scenarios: number;
}

export function noValue(reason: string, draws: number): MeasureValue {
  return { kind: "not-estimable", reason, draws };
}

/** A value on the pack as it is, with its 90 % interval. */
export function packValue(estimate: PackEstimate): MeasureValue {
  if (estimate.kind === "not-estimable") return noValue(estimate.reason, estimate.draws);
  const { value, draws, scenarios } = estimate;
  return boundedValue(value, { lower: lowerBound(estimate, LEVEL), upper: upperBound(estimate, LEVEL) }, "fixed-pack", {
    draws,
    scenarios,
  });
}

export function boundedValue(
  value: number,
  { lower, upper }: { readonly lower: number; readonly upper: number },
  method: Extract<MeasureInterval, { kind: "interval" }>["method"],
  { draws, scenarios }: Size,
): MeasureValue {
  return { kind: "estimated", value, interval: { kind: "interval", lower, upper, level: LEVEL, method }, draws, scenarios };
}

/** A value without an interval, and why it has none. */
export function pointValue(value: number, whyNoInterval: string, { draws, scenarios }: Size): MeasureValue {
  return { kind: "estimated", value, interval: { kind: "none", reason: whyNoInterval }, draws, scenarios };
}

/** "1 scenario", "24 scenarios". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
