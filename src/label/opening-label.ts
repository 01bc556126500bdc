import type { Decline } from "./decline.ts";
import { foldPart, tidy } from "./fold.ts";
import { labelFirst } from "./option-label.ts";
import { edited, mentions } from "./options.ts";
import { readPhrase, type Known, type Phrase } from "./phrase.ts";

/** A sentence that takes back what stands before it, or adds to it. */
const TAKEN_BACK = /^(?:no|not|never|neither|none|both|either|but|or|and|wait|however|actually|rather|maybe|perhaps|yes|nor)\b/i;
/** What follows a yes or no that answers the question: a reason, or what the model would do. Any other sentence may begin with the word. */
const ANSWERS = /^(?:(?:because|since|as (?:it|this|that))\b|i(?:'d| would| do| don't| prefer| choose| think| believe)\b)/i;
const NOT_PREFERRED = /^i (?:do not|don't|would not|wouldn't) (?:really )?prefer /i;

/**
 * The label that a reply opens with before prose of its own: `B. It leaves her the choice.`, `Yes, I would rather go home.` No
 * sentence begins with a letter and a stop, so the letter is the label of this call; a number may begin a list and is not read.
 *
 * - Behind a letter stands a new sentence that does not take it back, and no other label opens a line.
 * - Behind yes or no stands a reason or what the model would do, and no decline: those words open any sentence.
 * - Prose that names or edits another option is a second choice. `No, I do not prefer X over Y` says one thing twice.
 *
 * @param declined how the reply declines, where it does
 */
export function readOpeningLabel(lines: readonly string[], known: Known, declined: Decline | null): Phrase | null {
  const text = tidy((lines[0] ?? "").slice(0, 4_000));
  const isComparison = known.shown.form === "compare";
  const negated = isComparison ? negatedPreference(text, known) : null;
  if (negated !== null) return chosen(negated, other(negated, known));
  const first = labelFirst(text, known.shown);
  if (first === null || first.label === null || first.isNumber || first.rest === "") return null;
  const { option } = first.label;
  const preferred = isComparison ? negatedPreference(first.rest, known) : null;
  if (preferred !== null) return chosen(preferred === option ? option : null, other(option, known));
  const named = new Set([...mentions(foldPart(first.rest), known.keys), ...edited(first.rest, known.keys)]);
  if ([...named].some((id) => id !== option)) return chosen(null);
  if (isComparison) return declined === null && (named.size > 0 || ANSWERS.test(first.rest)) ? chosen(option) : null;
  if (named.size === 0 && (!/^["'(]?\p{Lu}/u.test(first.rest) || TAKEN_BACK.test(first.rest) || isList(lines, option, known))) return null;
  return chosen(declined?.firm === true ? null : option);
}

/** `I do not prefer X over Y`, where X over Y was the question: Y. */
function negatedPreference(text: string, { keys, shown }: Known): string | null {
  const negation = NOT_PREFERRED.exec(text)?.[0];
  if (negation === undefined) return null;
  const phrase = readPhrase(`I prefer ${text.slice(negation.length)}`, { keys, shown }, "line");
  return phrase === null || phrase.option === null ? null : other(phrase.option, { keys, shown });
}

/** The other one of a comparison's two options. */
function other(option: string, { shown }: Known): string | null {
  return shown.order.find((id) => id !== option) ?? null;
}

/** Whether a later line or sentence opens with the label of another option. */
function isList(lines: readonly string[], option: string, { shown }: Known): boolean {
  const starts = lines.flatMap((line) => line.split(/(?<=[.!?;,])\s+/u)).map((part) => part.slice(0, 40));
  return starts.some((part) => ![null, option].includes(labelFirst(tidy(part), shown)?.label?.option ?? null));
}

function chosen(option: string | null, against: string | null = null): Phrase {
  return { option, against, echoed: false, final: false };
}
