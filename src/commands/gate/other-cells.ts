import type { CellTally } from "../../estimate/tally.ts";
import { cellName } from "./whole-column.ts";

const SHOWN = 3;

/** How two lists of cells differ, in words, the second seen from the first; null where they hold the same. */
export function otherCells(first: readonly CellTally[], second: readonly CellTally[]): string | null {
  const seen = [...told("it lacks", lacking(first, second)), ...told("it has besides", lacking(second, first))];
  return seen.length === 0 ? null : seen.join("; ");
}

function lacking(wanted: readonly CellTally[], there: readonly CellTally[]): readonly CellTally[] {
  const keys = new Set(there.map(({ key }) => key));
  return wanted.filter(({ key }) => !keys.has(key));
}

function told(what: string, cells: readonly CellTally[]): string[] {
  if (cells.length === 0) return [];
  const more = cells.length > SHOWN ? ` and ${cells.length - SHOWN} more` : "";
  return [`${what} ${cells.slice(0, SHOWN).map(cellName).toSorted().join(", ")}${more}`];
}
