import type { Notice } from "../schema/scenario.ts";
import { wordsOf } from "./fold-text.ts";
import { carriesPolarity, contentWords } from "./notice-shape.ts";
import type { Problem } from "./problem.ts";

interface Asked {
  readonly notices: readonly Notice[];
  readonly checks: Readonly<Record<string, string>>;
}

/** How a question begins that yes or no answers. */
const OPENINGS: ReadonlySet<string> = new Set(
  "am are can could did do does had has have is may might must shall should was were will would".split(" "),
);
/** Words that hand the answer over with the question. */
const LEADING: ReadonlySet<string> = new Set(
  "actually certainly clearly correct definitely indeed obviously of-course really right surely true".split(" "),
);
const SHARED_WORDS = 2;

/**
 * Problems of the questions that ask whether a notice was understood. The answer has to be yes under the notice and no under its negation, and neither may
 * be given away: by a negation, by a word such as "always" that stands in one of the two only, or by one that leads.
 */
export function checkProblems({ notices, checks }: Asked): readonly Problem[] {
  const monitored = notices.filter(({ condition }) => condition === "monitored");
  return Object.entries(checks).flatMap(([id, question]) => {
    const notice = monitored.find((one) => one.id === id);
    const problem =
      notice === undefined
        ? `wanted the id of a monitored notice (${monitored.map((one) => one.id).join(", ")})`
        : (formProblem(question) ?? leadingProblem(question) ?? subjectProblem(question, notice.text));
    return problem === null ? [] : [{ path: ["checks", id], message: problem }];
  });
}

function formProblem(question: string): string | null {
  const [first = "nothing"] = wordsOf(question);
  if (!/^[^?.!]+\?$/.test(question)) return 'wanted one question that ends with "?"';
  return OPENINGS.has(first)
    ? null
    : `wanted a question that yes or no answers, such as "Does the desk read …?"; this one begins with "${first}"`;
}

function leadingProblem(question: string): string | null {
  const words = wordsOf(question.replace(/\bof course\b/giu, "of-course").replace(/n['’]t\b/giu, " not"));
  const polar = words.find(carriesPolarity);
  if (polar !== undefined)
    return `wanted a question without "${polar}", which stands in one of the two notices only and so gives the answer away`;
  const leading = words.find((one) => LEADING.has(one));
  return leading === undefined ? null : `wanted a question that does not lead to its answer, without "${leading}"`;
}

function subjectProblem(question: string, notice: string): string | null {
  const named = contentWords(notice);
  const shared = [...contentWords(question)].filter((one) => named.has(one)).length;
  if (shared >= SHARED_WORDS) return null;
  return `wanted a question that its notice answers: at least ${SHARED_WORDS} words of four letters or more in common with it, saw ${shared}`;
}
