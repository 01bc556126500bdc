import { hash } from "node:crypto";

/**
 * A line of a store, bound to the line before it: two more fields at the end of its record, `after`, the checksum of the line before, and
 * `sum`, the checksum of all of this line up to there, `after` among it. It is no signature: whoever rewrites every line behind an edit
 * rewrites the sums too. What it finds is what happens to files: an editor, a sync that went wrong, a disk, two files joined.
 */

const DIGITS = 16;
const AFTER = ',"after":"';
const SUM = '","sum":"';
const END = '"}';
const SEAL_LENGTH = AFTER.length + DIGITS + SUM.length + DIGITS + END.length;

/** What the first line of a store stands behind. */
export const BEGINNING = "0".repeat(DIGITS);

export interface ChainedLine {
  /** The record as JSON, without the two fields. */
  readonly body: string;
  readonly after: string;
  readonly sum: string;
  /** Whether the checksum is that of the line. */
  readonly fits: boolean;
}

/** @param body a record as JSON; @param after the checksum of the line before */
export function chainLine(body: string, after: string): { readonly text: string; readonly sum: string } {
  const summed = `${body.slice(0, -1)}${AFTER}${after}`;
  const sum = sumOf(summed);
  return { text: `${summed}${SUM}${sum}${END}`, sum };
}

/** Null for a line that carries no checksum. */
export function readChained(text: string): ChainedLine | null {
  const at = text.length - SEAL_LENGTH;
  const sumAt = at + AFTER.length + DIGITS;
  if (at < 1 || !text.startsWith(AFTER, at) || !text.startsWith(SUM, sumAt) || !text.endsWith(END)) return null;
  const sum = text.slice(sumAt + SUM.length, -END.length);
  return {
    body: `${text.slice(0, at)}}`,
    after: text.slice(at + AFTER.length, sumAt),
    sum,
    fits: sum === sumOf(text.slice(0, sumAt)),
  };
}

/** 64 bits: chance does not find another text for them, and a line stays short. */
function sumOf(text: string): string {
  return hash("sha256", text).slice(0, DIGITS);
}
