import type { Foreseen } from "./foreseen-looks.ts";
import { type Power, powerOf } from "./power.ts";

/** The chance with which a run is to pass a model that has not changed, and to see a widening. */
export const WANTED_CHANCE = 0.8;

/** Below this chance that an unchanged model passes, a run is called under-powered. */
export const UNDER_POWERED = 0.5;

/** A base that has a gap: from about .05 on, one sign alone can widen, and the chances are the same for every size. */
const SOME_GAP = 0.2;

/** What comes of a run of a model that has not changed, on a base without a gap or with one. */
export interface Unchanged {
  readonly baseGap: number;
  readonly power: Power;
}

/** For each base gap that makes a difference. Where one sign is judged, the change alone is, and no gap makes one. */
export function unchangedByGap(run: Foreseen): readonly [Unchanged, ...Unchanged[]] {
  const chances = powerOf(run);
  const at = (baseGap: number): Unchanged => ({ baseGap, power: chances({ widening: 0, baseGap }) });
  return run.policy.direction === "either" ? [at(0), at(SOME_GAP)] : [at(0)];
}

/** The less favourable of them: before the draws nobody knows the gap of base. */
export function leastFavourable([first, ...rest]: readonly [Unchanged, ...Unchanged[]]): Power {
  return rest.reduce((least, { power }) => (power.pass < least.pass ? power : least), first.power);
}

/** The chance that a model which has not changed passes in all of its columns, at the less favourable base gap. */
export function passChance(run: Foreseen): number {
  return inAll(leastFavourable(unchangedByGap(run)).pass, run.pairs);
}

/** Columns have draws of their own. */
export function inAll(pass: number, pairs: number): number {
  return pass ** pairs;
}
