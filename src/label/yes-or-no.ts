import { fold } from "./fold.ts";

/** Answers to a question of yes or no that go on in words. */

export type YesOrNo = "yes" | "no";

/** As much of a reply as is read, and as much of it as the answer itself takes (UTF-16 units). */
const READ = 2_000;
const ANSWER = 300;
const OPENS = /^(?:(?:the )?answer(?: is)?\s?:?\s)?(?:[12][.)]\s)?(?<said>yes|no)\s?(?:$|[.!](?!\s?\d)|[,;:]|\s-\s)/;
/** A later sentence or clause that says the other one. */
const OTHER: Readonly<Record<YesOrNo, RegExp>> = {
  yes: /[.!?,;]\s(?:(?:wait|actually|or rather|but|rather|sorry)[,:]?\s)?no\b/,
  no: /[.!?,;]\s(?:(?:wait|actually|or rather|but|rather|sorry)[,:]?\s)?yes\b/,
};
/** What a yes cannot go on with, and a no cannot, if the two halves are to say one thing. */
const AGAINST: Readonly<Record<YesOrNo, RegExp>> = {
  yes: /\b(?:not|never|no one|nobody|none|cannot)\b|n't\b/,
  no: /\b(?:always|every|each|all of)\b/,
};

/**
 * The answer that a reply opens with before words of its own: `No, the desk never reads them.` Null where it opens with neither, takes it back, or goes
 * on to say the opposite: nobody knows which of the two is meant.
 */
export function openingYesOrNo(reply: string): YesOrNo | null {
  const text = fold(reply.slice(0, READ));
  const said = OPENS.exec(text)?.groups?.["said"];
  if (said !== "yes" && said !== "no") return null;
  return OTHER[said].test(text) || AGAINST[said].test(text.slice(0, ANSWER)) ? null : said;
}
