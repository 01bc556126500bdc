import { fold } from "../label/fold.ts";
import { quote } from "../label/evidence.ts";

/** A word as it stands in a text, what is invisible within it included. */
const WORD = /[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\p{Cf}]*/gu;

/**
 * The passage of `reply` that a judge quoted, word for word as the reply has it; null where the reply does not hold it.
 *
 * Case, punctuation, markdown, line breaks and invisible characters may differ; words and their order may not. A single word is no
 * quote unless the reply is one: it would be found in almost any text.
 */
export function locateQuote(quoted: string, reply: string): string | null {
  const wanted = wordsOf(quoted).map(({ folded }) => folded);
  const words = wordsOf(reply);
  if (wanted.length === 0 || (wanted.length === 1 && words.length > 1)) return null;
  const at = find(
    words.map(({ folded }) => folded),
    wanted,
  );
  const [first, last] = [words[at], words[at + wanted.length - 1]];
  return first === undefined || last === undefined ? null : quote(reply.slice(first.start, last.end));
}

interface Word {
  readonly folded: string;
  readonly start: number;
  readonly end: number;
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: raw, index }) => {
    const folded = fold(raw);
    return folded === "" ? [] : [{ folded, start: index, end: index + raw.length }];
  });
}

/** Place of the words in a row among others, -1 where they are not. One search in one text, so linear. */
function find(words: readonly string[], wanted: readonly string[]): number {
  const text = ` ${words.join(" ")} `;
  const at = text.indexOf(` ${wanted.join(" ")} `);
  return at === -1 ? -1 : text.slice(0, at).split(" ").length - 1;
}
