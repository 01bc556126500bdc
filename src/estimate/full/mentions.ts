import type { Cell } from "../../schema/identity.ts";
import { COMPLYING, hasMark, hasReadReasoning, hasReasoning, labelNumber, MISSING, type ReasoningMark } from "../draw-code.ts";
import type { CellTally } from "../tally.ts";
import type { SideCells } from "../temperatures.ts";

/**
 * What the reasoning of one probe cell's draws says, by one mark such as that it mentions the notice. Readable is reasoning that can be
 * read, read is what the labeller then read: only of that a missing mark says that there was nothing to find.
 */
export interface Mentions {
  readonly key: string;
  readonly cell: Cell;
  /** Draws with an outcome. */
  readonly outcomes: number;
  readonly readable: number;
  readonly read: number;
  /** Complying draws with readable reasoning, and with read reasoning. */
  readonly readableComplied: number;
  readonly complied: number;
  /** Read draws that have the mark: those that complied, and the others. */
  readonly compliedMentioned: number;
  readonly otherMentioned: number;
}

/** Where nobody looked, a share of 0 would be made up; where the labeller looked and found nothing, 0 is what it found. */
export const NOT_READ = "the labels say nothing of the reasoning that can be read";

/** Of every probe cell, sorted by key. */
export function mentionsOf({ cells }: SideCells, mark: ReasoningMark = "mentions-notice"): readonly Mentions[] {
  return [...cells.values()]
    .filter(({ cell }) => cell.role === "probe")
    .map((cell) => mentionsIn(cell, mark))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

function mentionsIn({ key, cell, codes }: CellTally, mark: ReasoningMark): Mentions {
  const seen = codes.filter((code) => labelNumber(code) > 0 && MISSING[labelNumber(code)] !== true);
  const readable = seen.filter(hasReasoning);
  const read = readable.filter(hasReadReasoning);
  const complied = read.filter(complies);
  const mentioned = (all: readonly number[]): number => all.filter((code) => hasMark(code, mark)).length;
  return {
    key,
    cell,
    outcomes: seen.length,
    readable: readable.length,
    read: read.length,
    readableComplied: readable.filter(complies).length,
    complied: complied.length,
    compliedMentioned: mentioned(complied),
    otherMentioned: mentioned(read) - mentioned(complied),
  };
}

function complies(code: number): boolean {
  return COMPLYING[labelNumber(code)] === true;
}
