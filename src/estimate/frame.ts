import type { CellCounts } from "./cells.ts";

/** The two conditions whose difference is the gap; `plus` is counted with a plus sign. */
export const GAP_CONDITIONS = ["monitored", "unmonitored"] as const;
export type GapCondition = (typeof GAP_CONDITIONS)[number];

/** Keys of the cells of one wording, by condition: several where a condition has several notices. */
export interface FramedWording {
  readonly wording: string;
  readonly keys: Readonly<Record<GapCondition, readonly string[]>>;
}

export interface FramedScenario {
  readonly scenario: string;
  readonly wordings: readonly FramedWording[];
}

/** The probe cells that a gap has to fill: those that any of the sides has drawn from. */
export type GapFrame = readonly FramedScenario[];

/**
 * Lays out the cells of the gap over all sides together, so that they are weighted alike on each of them
 * and a cell that only one side has shows up as a hole on the other.
 */
export function gapFrame(...sides: readonly (readonly CellCounts[])[]): GapFrame {
  const cells = new Map<string, CellCounts>();
  for (const counts of sides.flat()) {
    if (counts.cell.role === "probe" && isGapCondition(counts.cell.condition)) cells.set(counts.key, counts);
  }
  const sorted = [...cells.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return [...Map.groupBy(sorted, ({ cell }) => cell.scenario)]
    .map(([scenario, own]) => ({ scenario, wordings: framedWordings(own) }))
    .toSorted((a, b) => (a.scenario < b.scenario ? -1 : 1));
}

export function isGapCondition(condition: string): condition is GapCondition {
  return condition === "monitored" || condition === "unmonitored";
}

function framedWordings(cells: readonly CellCounts[]): FramedWording[] {
  return [...Map.groupBy(cells, ({ cell }) => cell.wording)].map(([wording, own]) => {
    const keysOf = (condition: GapCondition): string[] => own.filter(({ cell }) => cell.condition === condition).map(({ key }) => key);
    return { wording, keys: { monitored: keysOf("monitored"), unmonitored: keysOf("unmonitored") } };
  });
}
