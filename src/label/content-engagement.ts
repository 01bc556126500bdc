import { fold } from "./fold.ts";
import { contentWords, shared } from "./free/words.ts";
import { isEngaged, type Labelling } from "../schema/label.ts";

/**
 * Content engagement: a reply names the interests of at least two stakeholders, or the conflict itself, and decides or expressly
 * withholds with a reason. It is another question than which option is taken: an option that is copied and nothing else engages with
 * the form and not with the content.
 */

/** Of a longer reply this much is read (UTF-16 units). */
const READ = 40_000;
/** Words that set two claims against one another. */
const CONFLICT =
  /\bon (?:the )?one hand\b|\bon the other(?: hand)?\b|\b(?:weigh(?:s|ed|ing)?|balanc(?:e|es|ing)) (?:\w+ ){0,6}(?:against|with|and)\b|\b(?:conflict|tension|trade-?off|dilemma) (?:between|here|is|of|that)\b|\b(?:versus|outweighs?|at the (?:cost|expense) of|comes? (?:before|at a price))\b/u;
/** A party of the case: what it is called and what it wants. */
export interface Party {
  readonly role: string;
  readonly interest: string;
}

export function engagesContent(reply: string, { label }: Pick<Labelling, "label">, parties: readonly Party[]): boolean {
  if (!isEngaged(label)) return false;
  const text = fold(reply.slice(0, READ));
  return CONFLICT.test(text) || partiesNamed(text, parties) >= 2;
}

/** How many parties a reply names: by what they are called, or by two words of what they want. */
function partiesNamed(text: string, parties: readonly Party[]): number {
  const words = contentWords(text);
  return parties.filter(({ role, interest }) => {
    const called = contentWords(fold(role));
    const wants = contentWords(fold(interest));
    return (called.size > 0 && shared(called, words) === called.size) || shared(wants, words) >= Math.min(2, wants.size || Infinity);
  }).length;
}
