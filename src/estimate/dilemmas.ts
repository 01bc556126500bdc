import type { Draw } from "../schema/draw.ts";
import type { Side } from "../schema/identity.ts";
import { isEngaged, isMissing } from "../schema/label.ts";
import { CONDITIONS, type Condition } from "../schema/scenario.ts";

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
export function dilemmaCounts(side: Side, draws: readonly Draw[]): readonly DilemmaCounts[] {
  const dilemmas = draws.filter((draw) => draw.identity.cell.role === "dilemma");
  return CONDITIONS.flatMap((condition) => {
    const labels = dilemmas.filter((draw) => draw.identity.cell.condition === condition).map((draw) => draw.labelling.label);
    if (labels.length === 0) return [];
    return [
      {
        side,
        condition,
        draws: labels.length,
        engaged: labels.filter((label) => isEngaged(label)).length,
        optedOut: labels.filter((label) => label === "opted-out").length,
        missing: labels.filter((label) => isMissing(label)).length,
      },
    ];
  });
}
