import type { Shown } from "./shown-options.ts";

/** A label read off a text: the option it stands for in this call, and whether it is a number. */
export interface ReadLabel {
  readonly option: string;
  readonly isNumber: boolean;
}

/**
 * Where a label stands: `bare`, as the whole of a reply; `announced` by words (`my answer is`); `set` by a sign or noun that makes it
 * a label beyond doubt; `inside` a reply that goes on, where only a noun makes it one (`Option 2.`).
 */
export type Standing = "bare" | "announced" | "set" | "inside";

const TOKEN = "(?<token>[a-z]|[ivx]{2,4}|\\d{1,2}|yes|no)";
const NOUN = "(?:the )?(?:option|choice|answer|response|action|alternative|number|letter|no\\.?) #?|#";
const ALONE = new RegExp(`^(?<set>(?:${NOUN})?["'([{<]{0,2})${TOKEN}["').\\]}>]{0,2}$`, "iu");
const FIRST = new RegExp(`^(?<set>(?:${NOUN})?["'([{<]{0,2})${TOKEN}["']?(?<sign>[.)\\]}>:,]{1,2}|(?= -)|(?= [^\\d\\s]))[ -]{0,3}`, "iu");

/**
 * The option that a tidied text names by its label and nothing else: `B`, `(b)`, `option 2`, `yes`. Null where this call did not
 * show that label.
 */
export function labelAlone(text: string, shown: Shown, standing: Standing): ReadLabel | null {
  const groups = ALONE.exec(text)?.groups;
  const before = groups?.["set"] ?? "";
  if (groups === undefined || (standing === "inside" && !/[a-z]/i.test(before))) return null;
  return resolve(groups["token"] ?? "", shown, before === "" ? standing : "set");
}

/**
 * The label that a tidied text begins with, null where this call did not show it, and what stands behind it: `B. text`, `(2) text`,
 * `Option a: text`. Null where the text does not begin with one.
 */
export function labelFirst(text: string, shown: Shown): { label: ReadLabel | null; isNumber: boolean; rest: string } | null {
  const match = FIRST.exec(text);
  if (match?.groups === undefined) return null;
  const { token = "", set = "", sign = "" } = match.groups;
  const label = resolve(token, shown, set + sign === "" ? "announced" : "set");
  const isMark = /\d/.test(token) || (/[.)\]}>:]/.test(sign) && !/^(?:yes|no)$/i.test(token));
  return label === null && !isMark ? null : { label, isNumber: /\d/.test(token), rest: text.slice(match[0].length) };
}

/** `1 and 2`, `A, C`, `both option 1 and option 2`, `yes and no`: labels of several options and nothing else. */
export function isLabelList(text: string, shown: Shown): boolean {
  if (text.length > 200) return false;
  const words = text.split(/[\s,/&+?]+/).filter((word) => !/^(?:|and|or|both|either|(?:option|choice|answer)s?:?)$/i.test(word));
  const named = words.map((word) => labelAlone(word, shown, "set")?.option ?? null);
  return new Set(named).size > 1 && !named.includes(null);
}

/**
 * "I" is a label only in the letter case that was shown, and so is "a" behind words: both are words of the language. Else case does
 * not matter.
 */
function resolve(token: string, { labels, order }: Shown, standing: Standing): ReadLabel | null {
  const at = labels?.findIndex((label) => label.toLowerCase() === token.toLowerCase()) ?? -1;
  const option = order[at];
  const isWord = /^i$/i.test(token) ? standing !== "set" : /^a$/i.test(token) && standing === "announced";
  return option === undefined || (isWord && labels?.[at] !== token) ? null : { option, isNumber: /^\d/.test(token) };
}
