import { byLabels, type CellCounts } from "../estimate/cells.ts";
import { sameRule } from "../estimate/missing.ts";
import type { SoftCheck } from "../estimate/soft-check.ts";
import { type BothSides, widening } from "../estimate/widening.ts";
import type { PairVerdict } from "../schema/verdict.ts";
import type { Decided } from "./decide-pair.ts";

type ReadingReport = NonNullable<PairVerdict["reading"]>;

/** How the draws of a verdict were read, and what it saved; null where no draw says more than its label. */
export function readingReport({ counts, frame, reading }: Pick<Decided, "counts" | "frame" | "reading">): ReadingReport | null {
  const { base, head } = reading.checks;
  if (base === null && head === null && !reading.seeds) return null;
  const varianceOf = (sides: BothSides): number | null => {
    const estimate = widening(frame, sides, sameRule("left-out"));
    return estimate.kind === "estimated" ? estimate.variance : null;
  };
  return {
    soft: base === null && head === null ? null : { used: reading.soft, base: checkOf(base), head: checkOf(head) },
    seeds: reading.seeds,
    variance: {
      asRead: varianceOf(counts),
      withoutSeeds: varianceOf({ base: withoutSeeds(counts.base), head: withoutSeeds(counts.head) }),
      byLabels: varianceOf({ base: byLabels(counts.base), head: byLabels(counts.head) }),
    },
  };
}

function checkOf(check: SoftCheck | null): { draws: number; p: number; holds: boolean } | null {
  return check && { draws: check.draws, p: check.p, holds: check.holds };
}

function withoutSeeds(counts: readonly CellCounts[]): readonly CellCounts[] {
  return counts.map((cell) =>
    cell.drawn === undefined ? cell : { ...cell, drawn: cell.drawn.map(({ value }) => ({ value, seed: null })) },
  );
}
