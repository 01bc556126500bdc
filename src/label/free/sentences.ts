import { bothEnds } from "../both-ends.ts";
import { fold } from "../fold.ts";
import { linesOf } from "../lines.ts";

/** One sentence, list item or line of a reply. */
export interface Sentence {
  /** As the reply has it. */
  readonly raw: string;
  /** Folded, without the bullet or number before it. */
  readonly text: string;
  /** It is an item of a list. */
  readonly isItem: boolean;
  /** It closes with a question mark. */
  readonly isQuestion: boolean;
}

/** Of a longer reply this much of its beginning and of its end is read (UTF-16 units). */
const READ_AT_EACH_END = 12_000;
/** A sentence is told by its opening words, and a rule reads no further (UTF-16 units). */
const LONGEST_SENTENCE = 600;

/** Behind an end mark, but not within `1. First`, `e.g. this` or `J.K. Rowling`: a capital, quote or bracket has to follow a word of two letters. */
const END = /(?<=[\p{Ll}\p{N})"'”’*][.!?]["'”’)*]{0,2})\s+(?=["'“‘(*_]{0,2}[\p{Lu}\p{N}])|(?<=[。！？])/u;
const ITEM = /^\s{0,12}(?:[-*•·‣▪◦●○+–]|\(?(?:\d{1,2}|[a-zA-Z])[.):]|(?:step|option|tip) \d{1,2}\b[.:)]?)\s+/iu;

/** Without marks on letters: English is read the same without them. */
function plain(folded: string): string {
  return /^[ -~]*$/.test(folded) ? folded : folded.normalize("NFD").replace(/\p{M}/gu, "");
}

/** The sentences of a reply in order; empty ones are left out. Linear in the reply. */
export function sentencesOf(reply: string): Sentence[] {
  return linesOf(bothEnds(reply, READ_AT_EACH_END, "\n")).flatMap((line) => {
    const mark = ITEM.exec(line)?.[0] ?? "";
    return line
      .slice(mark.length)
      .split(END)
      .map((raw): Sentence => {
        const text = plain(fold(raw.slice(0, LONGEST_SENTENCE)));
        return { raw, text, isItem: mark !== "", isQuestion: /\?["')*\s]{0,4}$/u.test(raw) };
      })
      .filter(({ text }) => text !== "");
  });
}
