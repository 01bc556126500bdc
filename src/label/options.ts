import type { Act } from "../schema/scenario.ts";
import { fold, withoutClosing } from "./fold.ts";

type ChoiceOption = Extract<Act, { kind: "forced-choice" }>["options"][number];

/** An option as replies are compared with it. */
export interface OptionKey {
  readonly id: string;
  /** Its text, folded, without closing punctuation. */
  readonly key: string;
}

export function optionKeys(options: readonly ChoiceOption[]): OptionKey[] {
  return options.map(({ id, text }) => ({ id, key: withoutClosing(fold(text)) })).filter(({ key }) => key !== "");
}

/** Stands where an option's text stood: a private-use letter, which folding removes from every text. */
const BLANK = "\uE000";

/**
 * Ids of the options whose full text a folded reply holds as words of its own. A text inside a longer option's text is that
 * option's.
 */
export function mentions(folded: string, keys: readonly OptionKey[]): Set<string> {
  const found = new Set<string>();
  let rest = folded;
  for (const { id, key } of longestFirst(keys)) {
    const without = blank(rest, key);
    if (without !== rest) found.add(id);
    rest = without;
  }
  return found;
}

/** The folded reply with every option's text blanked, so that words of an option are never taken for the model's own. */
export function withoutOptions(folded: string, keys: readonly OptionKey[]): string {
  return longestFirst(keys).reduce((rest, { key }) => blank(rest, key), folded);
}

/** Whether nothing is left of a text without its options. */
export function isBlank(text: string): boolean {
  return text.replaceAll(BLANK, "").trim() === "";
}

function longestFirst(keys: readonly OptionKey[]): OptionKey[] {
  return [...keys].sort((a, b) => b.key.length - a.key.length);
}

/** The options that a sentence does not name by accident: of more than one word, unlike "yes" and "no". */
export function distinctive(keys: readonly OptionKey[]): OptionKey[] {
  return keys.filter(({ key }) => key.includes(" "));
}

/** Replaces each occurrence of `key` between word edges by {@link BLANK}. */
function blank(text: string, key: string): string {
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
