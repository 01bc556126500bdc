import { LABELS } from "../schema/label.ts";
import { type ArmPair, drawsOf } from "../stats/stratum.ts";
import { labelNumber, MISSING } from "./draw-code.ts";
import type { CellTally } from "./tally.ts";

/** How often each label came, in the order of `LABELS`, draws without an outcome left out. */
export function labelTable(codes: CellTally["codes"]): number[] {
  const counts = LABELS.map(() => 0);
  for (const code of codes) {
    const label = labelNumber(code);
    if (label > 0 && MISSING[label] !== true) counts[label - 1] = (counts[label - 1] ?? 0) + 1;
  }
  return counts;
}

/** Strata with the labels that any of them saw: what nobody saw costs time and changes nothing. */
export function seenOnly(strata: readonly ArmPair[]): readonly ArmPair[] {
  const [labels = []] = strata[0] ?? [];
  const places = labels.flatMap((_, place) => (strata.some(([a, b]) => (a[place] ?? 0) + (b[place] ?? 0) > 0) ? [place] : []));
  const pick = (counts: readonly number[]): number[] => places.map((place) => counts[place] ?? 0);
  return strata.map(([a, b]) => [pick(a), pick(b)]);
}

/** Copies of one reply as two draws, the fewest that can agree. */
export function copiesAsTwo(counts: readonly number[]): readonly number[] {
  return counts.includes(drawsOf(counts)) ? counts.map((count) => Math.min(count, 2)) : counts;
}
