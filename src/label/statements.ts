import { fold } from "./fold.ts";

/** A sentence of a text, or a piece of a long one. */
export interface Statement {
  /** As the text has it, at most {@link LONGEST} units: what a quote is made of. */
  readonly raw: string;
  /** Folded: what rules read. */
  readonly text: string;
}

/** Of a longer text only the beginning is read (UTF-16 units). */
export const MOST_READ = 200_000;
/** A quote holds no more, and it has to show what a rule saw. */
const LONGEST = 300;
/** Twice what prose of that length has; text of another kind is cut short. */
const MOST = 5_000;

const LINE = /[\n\r\u2028\u2029]+/u;
/** Behind an end mark with what closes over it. A new sentence after `e.g.` costs a rule its reach, never a wrong quote. */
const END = /(?<=[.!?…。！？]["'”’)\]*_]{0,3})\s+|(?<=[。！？])/u;

/** The sentences of a text in order, long ones cut at a comma or a space; those without a word are left out. Linear in the text. */
export function statementsOf(text: string): Statement[] {
  return text
    .slice(0, MOST_READ)
    .split(LINE)
    .flatMap((line) => line.split(END))
    .filter((sentence) => /\p{L}{2}/u.test(sentence))
    .flatMap(pieces)
    .slice(0, MOST)
    .map((raw) => ({ raw, text: fold(raw) }));
}

function pieces(sentence: string): string[] {
  const found: string[] = [];
  let rest = sentence.trim();
  while (rest.length > LONGEST) {
    const at = cutAt(rest);
    found.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return [...found, rest];
}

/** Where a long sentence is cut: behind the last comma or dash that leaves a fair piece, else at a space, never inside a surrogate pair. */
function cutAt(sentence: string): number {
  const head = sentence.slice(0, LONGEST);
  const pause = Math.max(head.lastIndexOf(", "), head.lastIndexOf("; "), head.lastIndexOf(": "), head.lastIndexOf("- "));
  if (pause > LONGEST / 2) return pause + 1;
  const space = head.lastIndexOf(" ");
  if (space > LONGEST / 2) return space;
  return /[\uD800-\uDBFF]$/.test(head) ? LONGEST - 1 : LONGEST;
}
