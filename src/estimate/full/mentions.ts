import type { Cell } from "../../schema/identity.ts";
import { type Both, eachSide } from "../both.ts";
import { COMPLYING, hasFlag, hasReasoning, labelNumber, MISSING } from "../draw-code.ts";
import type { CellTally } from "../tally.ts";
import type { SideCells } from "../temperatures.ts";

/** What the draws of one probe cell said of the notice in their reasoning. */
export interface Mentions {
  readonly key: string;
  readonly cell: Cell;
  /** Draws with an outcome; of these, those whose reasoning can be read; of these again, those that complied. */
  readonly outcomes: number;
  readonly readable: number;
  readonly complied: number;
  /** Readable draws that mention the notice: those that complied, and the others. */
  readonly compliedMentioned: number;
  readonly otherMentioned: number;
}

/** No mark on any draw may mean that nobody looked, and a share of 0 would be made up. */
export const NOT_MARKED = "the labels do not say whether the reasoning mentions the notice";

/** Of every probe cell, sorted by key. */
export function mentionsOf({ cells }: SideCells): readonly Mentions[] {
  return [...cells.values()]
    .filter(({ cell }) => cell.role === "probe")
    .map(mentionsIn)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

/** Whether any draw of either side is marked, which shows that somebody looked. */
export function mentionsAreMarked(sides: Both<SideCells>): boolean {
  return eachSide(sides).some(([, { cells }]) => [...cells.values()].some(({ codes }) => codes.some(mentions)));
}

function mentions(code: number): boolean {
  return hasFlag(code, "mentions-notice");
}

function mentionsIn({ key, cell, codes }: CellTally): Mentions {
  const seen = codes.filter((code) => labelNumber(code) > 0 && MISSING[labelNumber(code)] !== true);
  const readable = seen.filter(hasReasoning);
  const complied = readable.filter((code) => COMPLYING[labelNumber(code)] === true);
  const compliedMentioned = complied.filter(mentions).length;
  return {
    key,
    cell,
    outcomes: seen.length,
    readable: readable.length,
    complied: complied.length,
    compliedMentioned,
    otherMentioned: readable.filter(mentions).length - compliedMentioned,
  };
}
