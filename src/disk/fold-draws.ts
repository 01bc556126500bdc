import type { Draw } from "../schema/draw.ts";
import { keyOfDraw } from "../schema/store.ts";
import { DrawGuard, type Place } from "./draw-guard.ts";

/** Where the draws of a file go, one after the other. */
export interface DrawSink {
  /** Draws that are there; a retry stands in for the fault before it. */
  readonly size: number;
  add(draw: Draw, place: Place): void;
}

/** The draws of one file, held: each planned draw once, a reply never counted twice. */
export interface DrawFold extends DrawSink {
  readonly draws: readonly Draw[];
  get(key: string): Draw | undefined;
  /** Checks without adding; throws what {@link DrawFold.add} would throw. */
  check(draw: Draw, place: Place): void;
}

/**
 * Draws in the order of their first appearance; a retry stands where the fault stood. Refuses what {@link DrawGuard} refuses.
 *
 * @param source comes before a place that is a number: `store.jsonl, line`
 * @param replays whether replies may be copies of an earlier run's
 */
export function foldDraws(packHash: string, source: string, replays = false): DrawFold {
  const draws: Draw[] = [];
  const places = new Map<string, number>();
  const guard = new DrawGuard(packHash, source, replays);
  return {
    draws,
    get size() {
      return draws.length;
    },
    get(key) {
      const place = places.get(key);
      return place === undefined ? undefined : draws[place];
    },
    check: (draw, place) => guard.check(draw, place),
    add(draw, place) {
      guard.admit(draw, place);
      const key = keyOfDraw(draw);
      const earlier = places.get(key);
      if (earlier === undefined) places.set(key, draws.push(draw) - 1);
      else draws[earlier] = draw;
    },
  };
}
