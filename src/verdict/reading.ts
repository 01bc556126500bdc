import type { Reading } from "../estimate/cells.ts";
import { type SoftCheck, softCheck } from "../estimate/soft-check.ts";
import type { ColumnTally } from "../estimate/tally.ts";

/** How the draws of both sides are read at a look, alike on both: a side read otherwise than the other would be compared with itself. */
export interface SidesReading extends Reading {
  /** Draws are read by their labels alone. */
  readonly isPlain: boolean;
  /** Of the sides that have soft draws. */
  readonly checks: { readonly base: SoftCheck | null; readonly head: SoftCheck | null };
}

interface Side {
  readonly column: ColumnTally | null;
  readonly upTo: number | null;
}

/**
 * Soft draws count where both sides have them and what the draws went on to do bears them out on both. Seeds count where both sides drew with them:
 * nothing is assumed of them, since a seed that did nothing leaves differences as wide as they are.
 */
export function readingOf(base: Side, head: Side): SidesReading {
  const checks = { base: checked(base), head: checked(head) };
  const soft = checks.base?.holds === true && checks.head?.holds === true;
  const seeds = hasSeeds(base) && hasSeeds(head);
  return { soft, seeds, isPlain: !soft && !seeds, checks };
}

function checked({ column, upTo }: Side): SoftCheck | null {
  return column === null ? null : softCheck(column, upTo ?? undefined);
}

function hasSeeds({ column }: Side): boolean {
  return column !== null && [...column.cells.values()].some(({ seeds }) => seeds !== undefined);
}
