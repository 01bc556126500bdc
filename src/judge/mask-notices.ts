import { fold } from "../label/fold.ts";
import { noticeMention } from "../label/notice-mention.ts";

/** Stands where a passage was left out. It holds no word, so that no quote runs over it. */
export const LEFT_OUT = "[…]";

/** Of a notice's content words, or of a sentence's own, so many make an echo. */
const MOST = 0.6;

/**
 * A reply without the notices, their echoes and its own words about being read, so that who labels it cannot tell under which notice it
 * was written.
 *
 * Left out is what {@link noticeMention} finds, and near copies: a sentence that holds most content words of a notice, or whose own are
 * mostly those of one. Endings and polarity do not count ("are always kept" and "were never kept" are alike). Of such a sentence only
 * the clauses that speak of it are left out, and the whole of it where none does so alone.
 *
 * What it cannot see is what that function cannot.
 *
 * @param notices texts of all notices of the scenario, of every condition: which one was shown must not matter
 */
export function maskNotices(reply: string, notices: readonly string[]): string {
  const said = notices.map((notice) => contentWords(notice)).filter((words) => words.size > 0);
  return reply.replace(SENTENCE, (sentence) => maskSentence(sentence, notices, said)).replace(MARKS, LEFT_OUT);
}

const SENTENCE = /[^.!?;\n]+/g;
const CLAUSE = /[^,:()]+/g;
const MARKS = /\[…\](?:[\s,:()]{0,4}\[…\])+/g;
const STOP = new Set(
  "also always been being both cannot each ever every from have here into just never nobody none only some such than that their them then there these they this those were what when where which while will with without would your".split(
    " ",
  ),
);

function maskSentence(sentence: string, notices: readonly string[], said: readonly ReadonlySet<string>[]): string {
  const own = contentWords(sentence);
  const echoed = said.filter((notice) => isEcho(own, notice));
  if (echoed.length === 0 && noticeMention(sentence, notices) === null) return sentence;
  const words = new Set(echoed.flatMap((notice) => [...notice]));
  const speaksOf = (clause: string): boolean => isAbout(clause, words) || noticeMention(clause, notices) !== null;
  const masked = sentence.replace(CLAUSE, (clause) => (speaksOf(clause) ? around(clause) : clause));
  return masked === sentence ? around(sentence) : masked;
}

function isEcho(own: ReadonlySet<string>, notice: ReadonlySet<string>): boolean {
  const common = shared(own, notice);
  if (common >= Math.max(Math.min(2, notice.size), Math.ceil(MOST * notice.size))) return true;
  return common >= 3 && common >= MOST * own.size;
}

function isAbout(clause: string, words: ReadonlySet<string>): boolean {
  const own = contentWords(clause);
  const common = shared(own, words);
  return common >= 2 || (common === 1 && own.size === 1);
}

/** The mark, between the spaces that stood around what it stands for. */
function around(text: string): string {
  if (text.trim() === "") return text;
  const start = text.length - text.trimStart().length;
  return `${text.slice(0, start)}${LEFT_OUT}${text.slice(text.trimEnd().length)}`;
}

function shared(own: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const word of own) if (other.has(word)) count += 1;
  return count;
}

/** The words that carry a text: four letters or more, no helpers, no endings. */
function contentWords(text: string): ReadonlySet<string> {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= 4 && !STOP.has(word)).map(stem));
}

function stem(word: string): string {
  return word.replace(/(?<=.{3})(?:ing|ed|es|s)$/, "");
}
