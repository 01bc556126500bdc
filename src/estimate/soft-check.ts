import { holm } from "../stats/holm.ts";
import { poissonBinomialTest } from "../stats/poisson-binomial.ts";
import { COMPLYING, labelNumber, MISSING } from "./draw-code.ts";
import { isGapCondition } from "./frame.ts";
import type { ColumnTally } from "./tally.ts";

/** Soft draws of a side held against what the same draws went on to do, which costs no call. */
export interface SoftCheck {
  /** Draws with a probability and an outcome. */
  readonly draws: number;
  /** Of the draws that lean to complying, and of those that lean away, corrected by Holm; the smaller one. */
  readonly p: number;
  readonly holds: boolean;
}

/** A side whose probabilities are right fails by chance once in a hundred. */
const LEVEL = 0.01;

/**
 * Each soft draw complied or not with the probability that it says, whatever the others did. Held against the exact distribution of such sums, apart for
 * draws under one half and the others: probabilities that are shifted show in either, those that are too sharp or too flat in both with opposite signs.
 *
 * @param upTo draws with a lower number than this
 * @returns null where no draw of the gap is soft
 */
export function softCheck({ cells }: Pick<ColumnTally, "cells">, upTo = Infinity): SoftCheck | null {
  const halves: readonly Half[] = [nothing(), nothing()];
  for (const { cell, codes, soft } of cells.values()) {
    if (soft === undefined || cell.role !== "probe" || !isGapCondition(cell.condition)) continue;
    for (const [draw, chance] of soft.entries()) {
      const label = labelNumber(codes[draw] ?? 0);
      // A hole in a sparse list, whatever its type says.
      if (draw >= upTo || chance === undefined || label === 0 || MISSING[label] === true) continue;
      const half = halves[chance < 0.5 ? 0 : 1];
      half?.chances.push(chance);
      if (half !== undefined && COMPLYING[label] === true) half.complied += 1;
    }
  }
  const draws = halves.reduce((total, { chances }) => total + chances.length, 0);
  if (draws === 0) return null;
  const p = Math.min(...holm(halves.map(({ complied, chances }) => poissonBinomialTest(complied, chances))));
  return { draws, p, holds: p >= LEVEL };
}

interface Half {
  readonly chances: number[];
  complied: number;
}

function nothing(): Half {
  return { chances: [], complied: 0 };
}
