import type { Cell } from "../schema/identity.ts";
import type { Condition, Role } from "../schema/scenario.ts";
import type { MissingRule } from "../schema/verdict.ts";
import { COMPLYING, type LabelTable, labelNumber, MISSING } from "./draw-code.ts";
import type { CellTally, ColumnTally } from "./tally.ts";

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

/** Which draws of a column are counted, and what counts as complying. */
export interface Counting {
  /** Draws with a lower number than this: those up to a look. All of them where absent. */
  readonly upTo?: number | undefined;
  /** Another outcome may take the place of complying, such as having engaged. */
  readonly outcome?: LabelTable;
}

/**
 * Counts the draws of one column of one side, cell by cell, sorted by key, so that the order of the draws is irrelevant.
 *
 * Probe cells are drawn in whole rounds. The side has reached as many rounds as the highest draw number of a probe cell says, and what
 * another probe cell lacks of them is missing: promptfoo drops the rows that time out, and a dropped row is no proof of anything.
 */
export function countCells(column: Pick<ColumnTally, "cells">, { upTo, outcome = COMPLYING }: Counting = {}): readonly CellCounts[] {
  const rounds = reachedRounds(column, upTo);
  return [...column.cells.values()]
    .map((cell) => countCell(cell, cell.cell.role === "probe" ? rounds : Math.min(cell.codes.length, upTo ?? Infinity), outcome))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Draws in the fullest probe cell, up to a look. */
export function reachedRounds({ cells }: Pick<ColumnTally, "cells">, upTo = Infinity): number {
  let rounds = 0;
  for (const { cell, codes } of cells.values()) if (cell.role === "probe") rounds = Math.max(rounds, codes.length);
  return Math.min(rounds, upTo);
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

function countCell({ key, cell, codes }: CellTally, rounds: number, outcome: LabelTable): CellCounts {
  let [complied, missing, absent] = [0, 0, 0];
  for (let draw = 0; draw < rounds; draw += 1) {
    const label = labelNumber(codes[draw] ?? 0);
    if (label === 0) absent += 1;
    else if (MISSING[label] === true) missing += 1;
    else if (outcome[label] === true) complied += 1;
  }
  return { key, cell, complied, notComplied: rounds - absent - missing - complied, missing: missing + absent, absent };
}
