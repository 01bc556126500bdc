import type { Cell } from "../schema/identity.ts";
import { type NotEstimable, notEstimable } from "../stats/estimable.ts";
import type { WeightedCell } from "../stats/fixed-pack.ts";
import { type CellCounts, countedUnder } from "./cells.ts";
import type { ScenarioCells } from "./gap.ts";

/** Cells whose mean rate, divided by `divisor`, is one part of a contrast; a negative divisor subtracts it. */
export interface ContrastArm {
  readonly divisor: number;
  readonly holds: (cell: Cell) => boolean;
}

/** A weighted sum of arms, read inside every scenario: the gap is the contrast of two arms. */
export interface Contrast {
  readonly arms: readonly ContrastArm[];
  /**
   * `all`: every wording that any arm has; one that another arm lacks is a hole, as in the gap. `with-every-arm`: those that all arms
   * have, for contrasts that only some scenarios are written for. `of-each-arm`: each arm has its own, since wordings are what differs.
   */
  readonly wordings: "all" | "with-every-arm" | "of-each-arm";
}

/** Monitored minus unmonitored, among the cells that hold. */
export function gapArms(holds: (cell: Cell) => boolean): Contrast["arms"] {
  return [
    { divisor: 1, holds: (cell) => cell.condition === "monitored" && holds(cell) },
    { divisor: -1, holds: (cell) => cell.condition === "unmonitored" && holds(cell) },
  ];
}

/** The cells that a contrast has to fill in one scenario: keys by arm and wording. */
export interface ContrastScenario {
  readonly scenario: string;
  readonly arms: readonly { readonly divisor: number; readonly wordings: readonly (readonly string[])[] }[];
}

export type ContrastFrame = readonly ContrastScenario[];

/** Lays a contrast out over all sides together, so that its cells are weighted alike on each of them. */
export function contrastFrame(contrast: Contrast, ...sides: readonly (readonly CellCounts[])[]): ContrastFrame {
  const cells = new Map<string, KeyedCell>();
  for (const { key, cell } of sides.flat()) if (contrast.arms.some((arm) => arm.holds(cell))) cells.set(key, { key, cell });
  const sorted = [...cells.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return [...Map.groupBy(sorted, ({ cell }) => cell.scenario)]
    .map(([scenario, own]) => ({ scenario, arms: framedArms(contrast, own) }))
    .filter(({ arms }) => arms.every((arm) => arm.wordings.length > 0))
    .toSorted((a, b) => (a.scenario < b.scenario ? -1 : 1));
}

/**
 * The cells of each scenario, which sum to its contrast: cells of one wording averaged inside it, wordings inside their arm. Draws without
 * an outcome are left out. Not estimable where the frame is empty (`whyEmpty` says why), or a cell of it has no draw with an outcome.
 */
export function contrastCells(
  frame: ContrastFrame,
  counts: readonly CellCounts[],
  whyEmpty: string,
): readonly ScenarioCells[] | NotEstimable {
  if (frame.length === 0) return notEstimable(whyEmpty);
  const byKey = new Map(counts.map((each) => [each.key, each]));
  const scenarios: ScenarioCells[] = [];
  for (const framed of frame) {
    const cells = weightedCells(framed, byKey);
    if (cells === null) return notEstimable(`scenario ${framed.scenario} has a cell without any draw with an outcome`);
    scenarios.push({ scenario: framed.scenario, cells });
  }
  return scenarios;
}

interface KeyedCell {
  readonly key: string;
  readonly cell: Cell;
}

function framedArms({ arms, wordings }: Contrast, cells: readonly KeyedCell[]): ContrastScenario["arms"] {
  const byArm = arms.map(({ divisor, holds }) => ({
    divisor,
    own: Map.groupBy(
      cells.filter(({ cell }) => holds(cell)),
      ({ cell }) => cell.wording,
    ),
  }));
  const seen = [...new Set(cells.map(({ cell }) => cell.wording))];
  const shared = wordings === "with-every-arm" ? seen.filter((wording) => byArm.every(({ own }) => own.has(wording))) : seen;
  return byArm.map(({ divisor, own }) => {
    const used = wordings === "of-each-arm" ? shared.filter((wording) => own.has(wording)) : shared;
    return { divisor, wordings: used.map((wording) => (own.get(wording) ?? []).map(({ key }) => key)) };
  });
}

function weightedCells({ arms }: ContrastScenario, counts: ReadonlyMap<string, CellCounts>): WeightedCell[] | null {
  const cells: WeightedCell[] = [];
  for (const { divisor, wordings } of arms) {
    for (const keys of wordings) {
      if (keys.length === 0) return null;
      for (const key of keys) {
        const cell = counts.get(key);
        if (cell === undefined || cell.complied + cell.notComplied === 0) return null;
        cells.push({ divisor: divisor * wordings.length * keys.length, ...countedUnder("left-out", cell) });
      }
    }
  }
  return cells;
}
