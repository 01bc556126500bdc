import type { Cell } from "../schema/identity.ts";
import type { Condition, Role } from "../schema/scenario.ts";
import type { MissingRule } from "../schema/verdict.ts";
import { COMPLYING, type LabelTable, labelNumber, MISSING } from "./draw-code.ts";
import type { CellTally, ColumnTally } from "./tally.ts";
import type { Drawn } from "./valued.ts";

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
  /** The draws one by one, where they are read by more than their labels. */
  readonly drawn?: readonly Drawn[];
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
  /** What is read of a draw beside its label; nothing where absent. */
  readonly reading?: Reading;
}

/** Whether the probabilities of soft draws take the place of their labels, and whether draws of one seed are set against each other. */
export interface Reading {
  readonly soft: boolean;
  readonly seeds: boolean;
}

/**
 * Counts the draws of one column of one side, cell by cell, sorted by key, so that the order of the draws is irrelevant.
 *
 * Probe cells are drawn in whole rounds. The side has reached as many rounds as the highest draw number of a probe cell says, and what
 * another probe cell lacks of them is missing: promptfoo drops the rows that time out, and a dropped row is no proof of anything.
 */
export function countCells(
  column: Pick<ColumnTally, "cells">,
  { upTo, outcome = COMPLYING, reading }: Counting = {},
): readonly CellCounts[] {
  const rounds = reachedRounds(column, upTo);
  return [...column.cells.values()]
    .map((cell) => countCell(cell, cell.cell.role === "probe" ? rounds : Math.min(cell.codes.length, upTo ?? Infinity), outcome, reading))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** The same cells, read by the labels of their draws alone. */
export function byLabels(counts: readonly CellCounts[]): readonly CellCounts[] {
  return counts.map((each) => {
    const { drawn: _, ...cell } = each;
    return cell;
  });
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

function countCell(tally: CellTally, rounds: number, outcome: LabelTable, reading: Reading | undefined): CellCounts {
  const { key, cell, codes } = tally;
  let [complied, missing, absent] = [0, 0, 0];
  for (let draw = 0; draw < rounds; draw += 1) {
    const label = labelNumber(codes[draw] ?? 0);
    if (label === 0) absent += 1;
    else if (MISSING[label] === true) missing += 1;
    else if (outcome[label] === true) complied += 1;
  }
  const counts = { key, cell, complied, notComplied: rounds - absent - missing - complied, missing: missing + absent, absent };
  const drawn = reading === undefined ? null : drawnOf(tally, rounds, outcome, reading);
  return drawn === null ? counts : { ...counts, drawn };
}

/** The draws of a cell one by one; null where all that is to be read of them is their labels. */
function drawnOf({ codes, soft, seeds }: CellTally, rounds: number, outcome: LabelTable, reading: Reading): readonly Drawn[] | null {
  const [values, shared] = [reading.soft ? soft : undefined, reading.seeds ? seeds : undefined];
  if (values === undefined && shared === undefined) return null;
  return Array.from({ length: rounds }, (_, draw) => {
    const label = labelNumber(codes[draw] ?? 0);
    const hard = outcome[label] === true ? 1 : 0;
    return { value: label === 0 || MISSING[label] === true ? null : (values?.[draw] ?? hard), seed: shared?.[draw] ?? null };
  });
}
