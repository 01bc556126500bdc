import type { StoredBase } from "../schema/stored-base.ts";
import type { Escape } from "./headline.ts";
import { duration, plural, pValue } from "./words.ts";

/** That base was not drawn along with head: how old it is, and what a canary said of it. */
export function baselineNote({ key, ageSeconds, canary }: StoredBase, escape: Escape): string {
  const asked =
    canary === null
      ? "It was too young to be drawn anew in part."
      : `To see whether the model moved meanwhile, ${plural(canary.cells, "cell")} of it ${canary.cells === 1 ? "was" : "were"} drawn anew (${plural(canary.draws, "draw")}, ${pValue(canary.p)}).`;
  return `drawn ${duration(ageSeconds)} ago by an earlier run (key ${escape(key)}), not along with head. ${asked}`;
}
