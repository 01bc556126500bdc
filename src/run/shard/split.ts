import type { CheckPlan } from "../../scenario/plan-checks.ts";
import type { PlannedDraw } from "../../scenario/plan.ts";
import { GygesError } from "../../schema/error.ts";
import type { ShardRef } from "../../schema/shard.ts";

/** The part of a plan that one shard draws. */
export interface Part {
  readonly planned: readonly PlannedDraw[];
  /** True for the one shard that puts the questions about the notices. */
  readonly asks: boolean;
}

/**
 * Splits a plan into parts of about as many calls each. What stays together is one wording of a scenario under all of its notices, on both sides of
 * every column: a gap and its change are then differences between draws of one job, and what differs between jobs cancels. The questions
 * about the notices are a piece by themselves, so that whoever puts them can tell whether they were answered.
 *
 * The largest piece goes first, each to the part that has least, so that the parts differ by no more than one piece. Plan and number of parts
 * alone decide, so that every job finds the same split.
 *
 * @param planned draws of one side of one pair, in any order, which each part keeps
 * @throws GygesError `run/shard` where there are fewer pieces than parts
 */
export function splitPlan(planned: readonly PlannedDraw[], { checks }: Pick<CheckPlan, "checks">, of: number): readonly Part[] {
  const pieces = Map.groupBy(planned, pieceOf);
  if (pieces.size < of) throw tooMany(of, pieces.size);
  // One question is one call of a column, as one draw is. They are few, so that they go before any piece of draws.
  const loads = Array.from({ length: of }, (_, place) => (place === 0 ? checks.length : 0));
  const places = new Map<string, number>();
  for (const [key, draws] of [...pieces].toSorted(larger)) {
    const place = placeFor(loads, new Set(places.values()), pieces.size - places.size);
    places.set(key, place);
    loads[place] = loads[place]! + draws.length;
  }
  const drawn = Map.groupBy(planned, (one) => places.get(pieceOf(one))!);
  return loads.map((_, place) => ({ planned: drawn.get(place)!, asks: place === 0 && checks.length > 0 }));
}

/** The part of this shard. */
export function partOf(planned: readonly PlannedDraw[], checks: Pick<CheckPlan, "checks">, { number, of }: ShardRef): Part {
  return splitPlan(planned, checks, of)[number - 1]!;
}

/** The part with the least; where the pieces that are left are just enough, one that has no draw yet. */
function placeFor(loads: readonly number[], taken: ReadonlySet<number>, left: number): number {
  const mustFill = loads.length - taken.size >= left;
  const open = loads.flatMap((load, place) => (mustFill && taken.has(place) ? [] : [{ load, place }]));
  return open.reduce((least, one) => (one.load < least.load ? one : least)).place;
}

function pieceOf({ identity: { cell } }: PlannedDraw): string {
  return `${cell.scenario}|${cell.wording}`;
}

function larger([one, draws]: [string, readonly PlannedDraw[]], [other, more]: [string, readonly PlannedDraw[]]): number {
  return more.length - draws.length || (one < other ? -1 : 1);
}

function tooMany(of: number, most: number): GygesError {
  return new GygesError(
    "usage",
    "run/shard",
    `this run cannot be split into ${of} parts: what stays together is a wording of a scenario, and it draws ${most} of those.\n  Split it into at most ${most}: --shard 1/${most}`,
  );
}
