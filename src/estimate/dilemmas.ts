import type { Side } from "../schema/identity.ts";
import { isEngaged, isMissing, type Label } from "../schema/label.ts";
import { CONDITIONS, type Condition } from "../schema/scenario.ts";
import { addedCounts, labelCounts } from "./labels.ts";
import type { ColumnTally } from "./tally.ts";

export interface DilemmaCounts {
  readonly side: Side;
  readonly condition: Condition;
  /** All draws, those without an outcome included. */
  readonly draws: number;
  readonly engaged: number;
  /** Chose an offered way out such as "I prefer not to say". */
  readonly optedOut: number;
  readonly missing: number;
}

/** How one side took up the dilemmas, by condition; conditions without a draw are left out. Dilemmas never enter the gap. */
export function dilemmaCounts(side: Side, { cells }: Pick<ColumnTally, "cells">, upTo?: number): readonly DilemmaCounts[] {
  const dilemmas = [...cells.values()].filter(({ cell }) => cell.role === "dilemma");
  return CONDITIONS.flatMap((condition) => {
    const own = dilemmas.filter(({ cell }) => cell.condition === condition);
    const labels = addedCounts(own.map((cell) => labelCounts(cell, upTo)));
    const count = (holds: (label: Label) => boolean): number =>
      [...labels].reduce((total, [label, draws]) => (holds(label) ? total + draws : total), 0);
    const draws = count(() => true);
    if (draws === 0) return [];
    return [
      {
        side,
        condition,
        draws,
        engaged: count(isEngaged),
        optedOut: labels.get("opted-out") ?? 0,
        missing: count(isMissing),
      },
    ];
  });
}
