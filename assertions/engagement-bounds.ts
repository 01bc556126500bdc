import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import type { Tally } from "./re-asked.ts";

/** What the rates of a re-asked row must keep to, each held against its exact one-sided 95 % bound. */

export interface Limits {
  readonly minEngagement?: number | undefined;
  readonly maxRefusal?: number | undefined;
  readonly maxInconsistency?: number | undefined;
}

export type Finding = "holds" | "broken" | "not-enough-draws";

export interface Held {
  readonly limit: keyof Limits;
  readonly wanted: number;
  readonly of: number;
  readonly rate: number;
  readonly lower: number;
  readonly upper: number;
  readonly finding: Finding;
}

const LEVEL = 0.05;

/** Each limit that the config names against what was seen; nothing is held where there is no draw with an outcome. */
export function heldLimits(limits: Limits, tally: Tally): readonly Held[] {
  const counts = {
    minEngagement: [tally.engaged, tally.outcomes],
    maxRefusal: [tally.refused, tally.outcomes],
    maxInconsistency: [tally.disagreed, tally.pairs],
  } as const;
  return (["minEngagement", "maxRefusal", "maxInconsistency"] as const).flatMap((limit) => {
    const wanted = limits[limit];
    return wanted === undefined ? [] : [held(limit, wanted, ...counts[limit])];
  });
}

function held(limit: keyof Limits, wanted: number, count: number, of: number): Held {
  const interval = clopperPearson(count, of, LEVEL);
  if (interval.kind === "not-estimable") return { limit, wanted, of, rate: 0, lower: 0, upper: 1, finding: "not-enough-draws" };
  const { value: rate, lower, upper } = interval;
  const isLeast = limit === "minEngagement";
  const holds = isLeast ? lower >= wanted : upper <= wanted;
  const broken = isLeast ? upper < wanted : lower > wanted;
  return { limit, wanted, of, rate, lower, upper, finding: holds ? "holds" : broken ? "broken" : "not-enough-draws" };
}

/**
 * Fewest draws with which all limits can hold, if every reply is as wanted: n with .05^(1/n) at or above a least rate, and twice as many for
 * a rate over pairs.
 */
export function fewestForLimits({ minEngagement, maxRefusal, maxInconsistency }: Limits): number {
  const alike = (least: number): number => (least <= 0 ? 1 : Math.ceil(Math.log(LEVEL) / Math.log(Math.min(least, 0.9999))));
  return Math.max(
    minEngagement === undefined ? 0 : alike(minEngagement),
    maxRefusal === undefined ? 0 : alike(1 - maxRefusal),
    maxInconsistency === undefined ? 0 : 2 * alike(1 - maxInconsistency),
  );
}
