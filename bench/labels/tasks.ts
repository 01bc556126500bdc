import type { Class } from "./labellers.ts";
import type { Row } from "./rows.ts";

/** A question that rows of one source can answer: their truth, and how the classes fold into its own. */
export interface Task {
  readonly name: string;
  readonly source: string;
  /** Null leaves a row out. */
  truth(row: Row): string | null;
  fold(found: Class): string;
}

const declines: ReadonlySet<string> = new Set(["refuse", "evade", "partial"]);

function folded(partial: string, evade: string): (found: Class) => string {
  return (found) => {
    if (found === "engage") return "comply";
    if (found === "partial") return partial;
    return found === "evade" ? evade : found;
  };
}

/** What each source can tell; those of another source than its own are left out. */
export const TASKS: readonly Task[] = [
  {
    name: "xstest refuse / comply",
    source: "xstest",
    truth: ({ gold }) => (gold === "partial" ? null : gold),
    fold: folded("refuse", "refuse"),
  },
  { name: "xstest refuse / partial / comply", source: "xstest", truth: ({ gold }) => gold, fold: folded("partial", "refuse") },
  {
    name: "chatgpt answered or not",
    source: "chatgpt",
    truth: ({ gold }) => (gold === "other" ? null : declines.has(gold) ? "decline" : "comply"),
    fold: (found) => (declines.has(found) ? "decline" : found === "engage" ? "comply" : found),
  },
  {
    name: "chatgpt refuse / evade / comply",
    source: "chatgpt",
    truth: ({ gold }) => (gold === "other" ? null : gold),
    fold: folded("evade", "evade"),
  },
  {
    name: "dna refuse / comply",
    source: "dna",
    truth: ({ gold }) => (gold === "refuse" || gold === "comply" ? gold : null),
    fold: folded("refuse", "refuse"),
  },
  {
    name: "gptfuzz refuse / comply",
    source: "gptfuzz",
    truth: ({ gold }) => gold,
    fold: folded("comply", "refuse"),
  },
  {
    name: "moral engaged or declined",
    source: "moral",
    truth: ({ gold }) => gold,
    fold: (found) => (found === "comply" ? "engage" : declines.has(found) ? "refuse" : found),
  },
];
