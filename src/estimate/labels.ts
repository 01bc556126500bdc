import { labelNumber } from "./draw-code.ts";
import type { CellTally } from "./tally.ts";
import { type Label, LABELS } from "../schema/label.ts";

/** Draws of a cell by label, those up to a look; labels that never came are left out. */
export function labelCounts({ codes }: Pick<CellTally, "codes">, upTo = Infinity): ReadonlyMap<Label, number> {
  const counts = new Map<Label, number>();
  for (const code of codes.slice(0, Math.min(upTo, codes.length))) {
    const label = LABELS[labelNumber(code) - 1];
    if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}

/** The sum of several such counts. */
export function addedCounts(all: readonly ReadonlyMap<Label, number>[]): ReadonlyMap<Label, number> {
  const sum = new Map<Label, number>();
  for (const counts of all) for (const [label, count] of counts) sum.set(label, (sum.get(label) ?? 0) + count);
  return sum;
}
