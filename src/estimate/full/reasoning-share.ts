import type { Measure } from "../../schema/measures.ts";
import type { CellCounts } from "../cells.ts";
import { contrastCells, contrastFrame } from "../contrast.ts";
import { overScenarios } from "../gap.ts";
import { type About, counted, measureOf, noValue, packValue } from "../measure.ts";
import { type Mentions, NOT_READ } from "./mentions.ts";

/**
 * The share of read reasoning that has a mark, over the probe cells of one condition that have any; cells weigh as they do in the gap.
 * Without readable reasoning there is no share, which is not 0; nor is there one where the labeller read none of it.
 */
export function reasoningShare(about: About, side: Measure["side"], mentions: readonly Mentions[]): Measure {
  const readable = mentions.filter((each) => each.readable > 0);
  const from = sentence(mentions, readable);
  const draws = sum(readable, (each) => each.readable);
  const read = readable.filter((each) => each.read > 0);
  if (draws === 0) return measureOf({ ...about, counts: null }, side, noValue("no draw has reasoning that can be read", 0), from);
  if (read.length === 0) return measureOf({ ...about, counts: null }, side, noValue(NOT_READ, draws), from);
  const contrast = { arms: [{ divisor: 1, holds: () => true }], wordings: "of-each-arm" } as const;
  const counts = read.map(asCounts);
  const cells = contrastCells(contrastFrame(contrast, counts), counts, NOT_READ);
  return measureOf(about, side, packValue(overScenarios(cells, draws)), from);
}

function sentence(all: readonly Mentions[], readable: readonly Mentions[]): string {
  const outcomes = sum(all, (each) => each.outcomes);
  const [draws, read] = [sum(readable, (each) => each.readable), sum(readable, (each) => each.read)];
  const those = `reasoning of ${draws} of ${counted(outcomes, "draw")} of the probes that can be read, in ${counted(readable.length, "cell")} of ${all.length}`;
  return read === draws ? those : `${those}; the labels say what it is about of ${read}`;
}

/** A mark in the place of complying, so that cells weigh as they do in the gap. */
function asCounts({ key, cell, read, compliedMentioned, otherMentioned }: Mentions): CellCounts {
  const mentioned = compliedMentioned + otherMentioned;
  return { key, cell, complied: mentioned, notComplied: read - mentioned, missing: 0, absent: 0 };
}

function sum(mentions: readonly Mentions[], of: (each: Mentions) => number): number {
  return mentions.reduce((total, each) => total + of(each), 0);
}
