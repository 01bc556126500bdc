import { isCrossedOut } from "./crossed-out.ts";
import { tidy, withoutClosing } from "./fold.ts";
import { ledBy, unwrap, withoutLead } from "./lead.ts";
import { labelAlone, labelFirst, type Standing } from "./option-label.ts";
import { copied, type OptionKey } from "./options.ts";
import type { Shown } from "./shown-options.ts";

/** A choice read off one phrase. */
export interface Phrase {
  /** Id of the option; null where the phrase names two: a letter and another option's text. */
  readonly option: string | null;
  /** Id of the option that the phrase sets against it (`X over Y`): named, and not chosen. */
  readonly against: string | null;
  /** The phrase carried the option's number. */
  readonly echoed: boolean;
  /** The phrase says that it is the answer ("Final answer: …"). */
  readonly final: boolean;
}

/** How much of the reply a phrase is. A bare label counts only as `whole` (the reply, or its first or last line): inside it may count anything. */
export type Extent = "whole" | "line" | "sentence";

type Chosen = Omit<Phrase, "final">;

/** What a phrase is compared with: the options' texts, and how this call showed them. */
export interface Known {
  readonly keys: readonly OptionKey[];
  readonly shown: Shown;
}

/** Behind these a phrase says more about what it has chosen. What stands before must be all of an option's text or label. */
const IS_MINE =
  / (?:(?:is|would be) (?:my|the) (?:(?:best|better|right|correct|preferred|final|most ethical) )?(?:answer|choice|option|preference|one|action|decision|selection|pick)|it is|for sure)$/giu;
const OVER = /,? (?:over|rather than|instead of|and not|not) /giu;
/** Left of such a tail stands no more than an option, its quotation marks, and the tail's first words (UTF-16 units). */
const BESIDE_OPTION = 60;
const REASON =
  /,? (?:because|since|so that|in order to|as (?:it|this|that))\b|,? to (?:avoid|protect|save|minimi[sz]e|prevent)\b| [-(](?! ?(?:no|not|never|wait|or|and|actually|rather|instead|unless|if|but|maybe|perhaps)\b)/giu;

/**
 * Which option a phrase is, or null. Compared as a whole: the option's text or label, perhaps behind a lead, perhaps with a reason
 * tied to it or another option set against it (`X over Y`). A number that stands before another option's text is a list's own
 * and the text counts, since that was asked for; a letter there names a second option.
 */
export function readPhrase(raw: string, known: Known, extent: Extent): Phrase | null {
  if (raw.length > 4_000 || isCrossedOut(raw)) return null;
  const text = withoutClosing(tidy(raw));
  const inPlace: Standing = extent === "whole" ? "bare" : "inside";
  const exact = readWhole(text, known, inPlace);
  if (exact !== null) return { ...exact, final: false };
  const { announced, unled, rest } = ledBy(text);
  const standing = rest.length < text.length ? "announced" : inPlace;
  const found = readRest(unled, known, standing) ?? readRest(rest, known, standing);
  return found === null ? null : { ...found, final: announced };
}

/** An option, plain or behind its label: `B. I would choose text`. */
function readRest(text: string, known: Known, standing: Standing): Chosen | null {
  const plain = readWithTail(text, known, standing);
  if (plain !== null) return plain;
  const first = labelFirst(text, known.shown);
  if (first === null) return null;
  const behind = readWithTail(unwrap(first.rest), known, "inside") ?? readWithTail(withoutLead(first.rest), known, "inside");
  if (behind === null) return null;
  const isSame = first.label === null || first.label.option === behind.option || first.label.isNumber;
  return { ...behind, option: isSame ? behind.option : null, echoed: first.isNumber };
}

/** An option, or one with a tail that speaks of it. The latest cut first, so that the longest text that fits is taken. */
function readWithTail(text: string, known: Known, standing: Standing): Chosen | null {
  const whole = readWhole(text, known, standing);
  if (whole !== null) return whole;
  const longest = Math.max(0, ...known.keys.map(({ key }) => key.length));
  const room = Math.min(text.length, longest + BESIDE_OPTION);
  for (const [left, right] of cuts(text, OVER, room)) {
    const chosen = readWhole(left, known, standing);
    const other = chosen === null ? null : readWhole(right, known, standing === "inside" ? "inside" : "set");
    if (chosen !== null && other !== null && other.option !== chosen.option) return { ...chosen, against: other.option };
  }
  for (const [left] of [...cuts(text, IS_MINE, room), ...cuts(text, REASON, room)]) {
    const chosen = readWhole(left, known, standing);
    if (chosen !== null) return chosen;
  }
  return null;
}

/** What stands left and right of each match that begins in the first `room` units, the last match first. */
function cuts(text: string, pattern: RegExp, room: number): (readonly [string, string])[] {
  const matches = [...text.slice(0, room).matchAll(pattern)].slice(0, 12).toReversed();
  return matches.map((match) => [unwrap(text.slice(0, match.index)), unwrap(text.slice(match.index + match[0].length))]);
}

/** Text and label at once where an option's text is another one's label: then it names two. */
function readWhole(text: string, { keys, shown }: Known, standing: Standing): Chosen | null {
  const option = copied(text, keys);
  const label = labelAlone(text, shown, standing);
  if (label === null) return option === null ? null : { option, against: null, echoed: false };
  return { option: option === null || option === label.option ? label.option : null, against: null, echoed: label.isNumber };
}
