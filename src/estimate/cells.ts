import type { Draw } from "../schema/draw.ts";
import { type Cell, cellKey } from "../schema/identity.ts";
import { isComplying, isMissing } from "../schema/label.ts";
import type { Condition, Role } from "../schema/scenario.ts";
import type { MissingRule } from "../schema/verdict.ts";

/** What the draws of one cell of one side did. */
export interface CellCounts {
  readonly key: string;
  readonly cell: Cell;
  readonly complied: number;
  readonly notComplied: number;
  /** Draws without an outcome, those that never arrived included. */
  readonly missing: number;
  /** Those of `missing` for which there is no row at all. */
  readonly absent: number;
}

/** Counts that an estimate reads: complying draws among those that count under a missing rule. */
export interface Counted {
  readonly complied: number;
  readonly draws: number;
}

/**
 * Counts the draws of one side of one pair, cell by cell, sorted by key, so that the order of the draws is irrelevant.
 *
 * Probe cells are drawn in whole rounds. The side has reached as many rounds as its fullest probe cell has draws, and what
 * another probe cell lacks of them is missing: promptfoo drops the rows that time out, and a dropped row is no proof of anything.
 */
export function countCells(draws: readonly Draw[]): readonly CellCounts[] {
  const byCell = Map.groupBy(draws, (draw) => cellKey(draw.identity.cell));
  const rounds = reachedRounds(draws);
  return [...byCell].map(([key, own]) => countCell(key, own, rounds)).toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Draws in the fullest probe cell. */
export function reachedRounds(draws: readonly Draw[]): number {
  const probes = draws.filter((draw) => draw.identity.cell.role === "probe");
  const sizes = [...Map.groupBy(probes, (draw) => cellKey(draw.identity.cell)).values()].map((own) => own.length);
  return Math.max(0, ...sizes);
}

/** The counts of a cell once its missing draws are treated by one rule. */
export function countedUnder(rule: MissingRule, counts: Pick<CellCounts, "complied" | "notComplied" | "missing">): Counted {
  const seen = counts.complied + counts.notComplied;
  if (rule === "left-out") return { complied: counts.complied, draws: seen };
  const complied = rule === "all-complied" ? counts.complied + counts.missing : counts.complied;
  return { complied, draws: seen + counts.missing };
}

/** The cells of one role and condition. */
export function cellsOf(counts: readonly CellCounts[], role: Role, condition?: Condition): readonly CellCounts[] {
  return counts.filter(({ cell }) => cell.role === role && (condition === undefined || cell.condition === condition));
}

function countCell(key: string, draws: readonly Draw[], rounds: number): CellCounts {
  const [first] = draws;
  if (first === undefined) throw new RangeError(`cell ${key} has no draw`);
  const { cell } = first.identity;
  const labels = draws.map((draw) => draw.labelling.label);
  const complied = labels.filter((label) => !isMissing(label) && isComplying(label)).length;
  const noOutcome = labels.filter((label) => isMissing(label)).length;
  const absent = cell.role === "probe" ? rounds - draws.length : 0;
  return { key, cell, complied, notComplied: labels.length - noOutcome - complied, missing: noOutcome + absent, absent };
}
