import { fold, foldPart, withoutClosing } from "./fold.ts";
import { actOf, editsBetween, wordsOf } from "./wording.ts";

/** An option as a prompt shows it. */
export interface OptionText {
  readonly id: string;
  readonly text: string;
}

/** An option as replies are compared with it. */
export interface OptionKey {
  readonly id: string;
  /** Its text, folded, without closing punctuation. */
  readonly key: string;
  /** The same without the speaker: what a sentence of the reply's own may hold of it. Longer than one word, or all of the key. */
  readonly core: string;
  /** Its act (see `actOf`). */
  readonly act: string;
}

export function optionKeys(options: readonly OptionText[]): OptionKey[] {
  return options
    .map(({ id, text }) => ({ id, key: withoutClosing(fold(text)), act: actOf(fold(text)) }))
    .filter(({ key }) => key !== "")
    .map(({ id, key, act }) => ({ id, key, core: longerThanAWord(key.replace(/^(?:i|we) /, ""), key), act }));
}

function longerThanAWord(part: string, whole: string): string {
  return part.includes(" ") ? part : whole;
}

/** The one option that a part of a tidied text copies: to the letter after folding, else in its act; null where it copies none, or two alike. */
export function copied(tidied: string, keys: readonly OptionKey[]): string | null {
  if (keys.every(({ key }) => tidied.length > key.length + 40)) return null;
  const folded = withoutClosing(foldPart(tidied));
  return onlyOne(keys.filter(({ key }) => key === folded)) ?? onlyOne(withSameAct(actOf(folded), keys));
}

function withSameAct(act: string, keys: readonly OptionKey[]): OptionKey[] {
  return act === "" ? [] : keys.filter((one) => one.act === act);
}

function onlyOne(same: readonly OptionKey[]): string | null {
  return same.length === 1 ? (same[0]?.id ?? null) : null;
}

/**
 * Ids of the options of which a part of a tidied text is an edit: the nearest by words changed, and those that it begins and breaks off (`I refuse`
 * of `I refuse the bribe`). What an edit means nobody can tell, and least of all that it declines.
 */
export function edited(tidied: string, keys: readonly OptionKey[]): Set<string> {
  const folded = foldPart(tidied);
  const [act, words] = [actOf(folded), wordsOf(folded)];
  const edits = keys.map((option) => ({ id: option.id, count: editsBetween(act, option.act) ?? Number.POSITIVE_INFINITY }));
  const fewest = Math.min(...edits.map(({ count }) => count));
  const nearest = edits.filter(({ count }) => count === fewest && Number.isFinite(count)).map(({ id }) => id);
  const begun = words.includes(" ") ? keys.filter(({ key }) => wordsOf(key).startsWith(`${words} `)).map(({ id }) => id) : [];
  return new Set([...nearest, ...begun]);
}

/** Stands where an option's text stood: a private-use letter, which folding removes from every text. */
export const BLANK = "\uE000";

/**
 * Ids of the options whose act a folded text holds as words of its own. An act inside a longer option's act is that option's.
 */
export function mentions(folded: string, keys: readonly OptionKey[]): Set<string> {
  const found = new Set<string>();
  let rest = wordsOf(folded);
  for (const { id, act, key } of longestFirst(keys, "act")) {
    const without = blank(rest, longerThanAWord(act, wordsOf(key)));
    if (without !== rest) found.add(id);
    rest = without;
  }
  return found;
}

/** The folded reply with every option's text blanked, so that words of an option are never taken for the model's own. */
export function withoutOptions(folded: string, keys: readonly OptionKey[]): string {
  return longestFirst(keys, "core").reduce((rest, { core }) => blank(rest, core), folded);
}

/** Whether nothing is left of a text without its options. */
export function isBlank(text: string): boolean {
  return text.replaceAll(BLANK, "").trim() === "";
}

function longestFirst(keys: readonly OptionKey[], part: "act" | "core"): OptionKey[] {
  return [...keys].sort((a, b) => b[part].length - a[part].length);
}

/** The options that a sentence does not name by accident: of more than one word, unlike "yes" and "no". */
export function distinctive(keys: readonly OptionKey[]): OptionKey[] {
  return keys.filter(({ key }) => key.includes(" "));
}

/** Replaces each occurrence of `key` between word edges by {@link BLANK}. */
function blank(text: string, key: string): string {
  if (key === "") return text;
  const parts: string[] = [];
  let from = 0;
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + key.length)) {
    if (isLetter(text.charAt(at - 1)) || isLetter(text.charAt(at + key.length))) continue;
    parts.push(text.slice(from, at), BLANK);
    from = at + key.length;
  }
  return parts.join("") + text.slice(from);
}

function isLetter(unit: string): boolean {
  return /[\p{L}\p{N}]/u.test(unit);
}
