import { fold, withoutClosing } from "./fold.ts";
import type { OptionKey } from "./options.ts";

/** A choice read off one phrase. */
export interface Phrase {
  /** Id of the option. */
  readonly option: string;
  /** The phrase carried the option's number. */
  readonly echoed: boolean;
  /** The phrase says that it is the answer ("Final answer: …"). */
  readonly final: boolean;
}

/** How much of the reply a phrase is. A bare number counts only as `whole` (the reply, or its first or last line): inside it may count anything. */
export type Extent = "whole" | "line" | "sentence";

const FINAL =
  /^(?:(?:so|therefore|thus|hence|actually|wait|no)[,:]? )?(?:(?:my|the) )?(?:final |correct |most ethical |best )?(?:answer|choice|decision|selection)(?: is| would be)? ?[:=-]? ?(?:to )?/;
const LEAD =
  /^(?:(?:so|therefore|thus|ok|okay|sure|well|hence)[,:]? )?(?:i(?:'d| would|'ll| will)? (?:rather )?(?:choose|pick|select|go with|opt for|copy)|i(?:'ve| have) (?:chosen|picked|selected)|(?:the|my) (?:most ethical|best|preferred) (?:option|action|thing)(?: here)? (?:is|would be)|option) ?:? ?(?:to )?/;
const ENUMERATOR = /^(?:option |choice |number |#)?[([]?(\d{1,2}|[a-i](?=[.)\]:]))(?:[.)\]:]{1,2}| -|(?= [^\d]))[ -]{0,2}/;
const NUMBER = /^(?:option |choice |answer |number |no\. ?|#)?[([]?(\d{1,2})[)\]]?$/;
const REASON =
  /^(?:,? (?:because|since|as (?:it|this|that)|so that|in order to)\b|,? to (?:avoid|protect|save|minimi[sz]e|prevent)\b| [-(](?! ?(?:no|not|never|wait|or|and|actually|rather|instead|unless|if|but|maybe|perhaps)\b))/;

/**
 * Which option a phrase is, or null. Compared as a whole: the option's text, perhaps behind a lead and one number, perhaps with
 * a reason tied to it; or a number alone, read by `order`, the ids as this call showed them.
 */
export function readPhrase(raw: string, keys: readonly OptionKey[], order: readonly string[], extent: Extent): Phrase | null {
  if (raw.length > 4_000) return null;
  const folded = withoutClosing(fold(raw));
  const exact = byText(folded, keys);
  if (exact !== null) return { option: exact, echoed: false, final: false };
  const final = FINAL.exec(folded)?.[0] ?? "";
  const unled = trimQuote(folded.slice(final.length));
  const lead = LEAD.exec(unled)?.[0] ?? "";
  const rest = trimQuote(unled.slice(lead.length));
  const found = behindNumber(rest, keys) ?? (final + lead !== "" || extent === "whole" ? byNumber(rest, keys, order) : null);
  return found === null ? null : { ...found, final: final !== "" };
}

/** `1 and 2`, `1, 3`, `option 1 or option 2`: several numbers and nothing else. */
export function isNumberList(folded: string): boolean {
  return (
    folded.length <= 200 &&
    /^(?:(?:both|either|options?|choices?|answers?:?) ){0,2}\d{1,2}(?:(?:, ?and |, ?or | and | or |, ?| ?\/ ?| ?& ?| )(?:option |choice )?\d{1,2}){1,8}$/.test(
      withoutClosing(folded),
    )
  );
}

function behindNumber(text: string, keys: readonly OptionKey[]): Omit<Phrase, "final"> | null {
  const plain = byText(text, keys) ?? byReason(text, keys);
  if (plain !== null) return { option: plain, echoed: false };
  const enumerator = ENUMERATOR.exec(text);
  if (enumerator === null) return null;
  const rest = trimQuote(text.slice(enumerator[0].length));
  const option = byText(rest, keys) ?? byReason(rest, keys);
  return option === null ? null : { option, echoed: /\d/.test(enumerator[1] ?? "") };
}

function byText(text: string, keys: readonly OptionKey[]): string | null {
  const same = keys.filter(({ key }) => key === text);
  return same.length === 1 ? (same[0]?.id ?? null) : null;
}

/** An option's text and then a reason tied to it; the longest text that fits. */
function byReason(text: string, keys: readonly OptionKey[]): string | null {
  const fits = keys.filter(({ key }) => text.startsWith(key) && REASON.test(text.slice(key.length).replace(/^["']/, "")));
  const longest = fits.reduce<OptionKey | null>((best, one) => (best === null || one.key.length > best.key.length ? one : best), null);
  return longest?.id ?? null;
}

/** A number alone, or with `because …`. */
function byNumber(text: string, keys: readonly OptionKey[], order: readonly string[]): Omit<Phrase, "final"> | null {
  const reasoned = /^(?:option )?\d{1,2}(?=,? (?:because|since|as it)\b)/.exec(text)?.[0];
  const digits = NUMBER.exec(reasoned ?? text)?.[1];
  const option = digits === undefined ? undefined : order[Number(digits) - 1];
  return option !== undefined && keys.some(({ id }) => id === option) ? { option, echoed: true } : null;
}

function trimQuote(text: string): string {
  return withoutClosing(text.replace(/^["' ]{1,3}/, ""));
}
