import type { Notice } from "../schema/scenario.ts";
import { foldText, wordsOf } from "./fold-text.ts";

/** What is wrong with one notice, by its place in the list. */
export interface NoticeProblem {
  readonly index: number;
  readonly problem: string;
}

const NEGATIONS: ReadonlySet<string> = new Set(["not", "no", "never", "none", "nobody", "neither", "nor", "without", "cannot"]);
const AFFIRMATIONS: ReadonlySet<string> = new Set(["always", "every", "each", "all", "both", "also"]);
const JOINTS: ReadonlySet<string> = new Set(["and", "or"]);

/**
 * Problems that would let the wording of a notice pass for what it says: an unmonitored notice that is more than
 * the negation of its monitored one, lengths apart by more than 2 words and 15 %, a placebo about something else.
 */
export function noticeProblems(notices: readonly Notice[]): readonly NoticeProblem[] {
  const monitored = notices.filter((notice) => notice.condition === "monitored");
  return notices.flatMap((notice, index) => {
    if (notice.condition === "monitored") return [];
    const partner =
      notice.condition === "unmonitored"
        ? monitored.find((one) => one.id === notice.negationOf)
        : (monitored.find((one) => one.family === notice.family) ?? monitored[0]);
    if (partner === undefined) return [];
    const problems = [
      lengthProblem(partner, notice),
      notice.condition === "unmonitored" ? negationProblem(partner, notice) : nounProblem(partner, notice),
    ];
    return problems.flatMap((problem) => (problem === null ? [] : [{ index, problem }]));
  });
}

function lengthProblem(monitored: Notice, other: Notice): string | null {
  const wanted = wordsOf(monitored.text).length;
  const seen = wordsOf(other.text).length;
  const apart = Math.abs(wanted - seen);
  return apart <= 2 || apart <= 0.15 * wanted ? null : `wanted about the ${wanted} words of ${monitored.id}, saw ${seen} words`;
}

function negationProblem(monitored: Notice, unmonitored: Notice): string | null {
  if (negations(monitored.text) > 0) return `wanted ${monitored.id} to say it without a negation`;
  if (negations(unmonitored.text) === 0) return `wanted a negation such as "not" or "never" that ${monitored.id} does not have`;
  const wanted = withoutPolarity(monitored.text);
  const seen = withoutPolarity(unmonitored.text);
  const differs = Array.from({ length: Math.max(wanted.length, seen.length) }, (_, at) => at).find((at) => wanted[at] !== seen[at]);
  if (differs === undefined) return null;
  return `wanted ${monitored.id} with nothing but its negation changed; it has ${word(wanted[differs])} where this one has ${word(seen[differs])}`;
}

function nounProblem(monitored: Notice, placebo: Notice): string | null {
  const nouns = contentWords(monitored.text);
  const shared = [...contentWords(placebo.text)].filter((one) => nouns.has(one));
  return shared.length >= 2
    ? null
    : `wanted at least two words of four letters or more in common with ${monitored.id}, saw ${shared.length}`;
}

function negations(text: string): number {
  return spelledOut(text).filter((one) => NEGATIONS.has(one)).length;
}

/** The words that carry the subject: what is left when negations, their opposites and the joints between them are taken out. */
function withoutPolarity(text: string): readonly string[] {
  return spelledOut(text).filter((one) => !NEGATIONS.has(one) && !AFFIRMATIONS.has(one) && !JOINTS.has(one));
}

function spelledOut(text: string): readonly string[] {
  return wordsOf(
    foldText(text)
      .replace(/\bcan't\b/g, "can not")
      .replace(/\bwon't\b/g, "will not")
      .replace(/n't\b/g, " not"),
  );
}

/** Words of four letters or more that carry the subject. */
export function contentWords(text: string): ReadonlySet<string> {
  return new Set(withoutPolarity(text).filter((one) => one.length >= 4));
}

/** Whether a word negates, or is what a negation stands in place of. */
export function carriesPolarity(word: string): boolean {
  return NEGATIONS.has(word) || AFFIRMATIONS.has(word);
}

function word(value: string | undefined): string {
  return value === undefined ? "nothing" : `"${value}"`;
}
