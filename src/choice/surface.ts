/** What may stand around a label in one token: spaces, quotes, brackets, marks of emphasis before it; the end of a label behind it. */
const AROUND = /^[\s("'“‘[*`_]{0,4}(?<label>[a-z]|\d)[\s.,:;)"'”’\]*`_]{0,4}$/iu;

/** How many ways of writing one label as a single token there may be beyond those listed: `2`, ` 2`, `2.`, ` 2.`, `(2`, `"2`, `**2`, `\n2`. */
export const MOST_VARIANTS = 8;

/** Whether a call can answer by the labels alone: each is one letter or digit, which every tokenizer has as a token, and no two differ in case only. */
export function areSingleTokens(labels: readonly string[]): boolean {
  return (
    labels.every((label) => /^(?:[a-z]|[1-9])$/i.test(label)) && new Set(labels.map((label) => label.toLowerCase())).size === labels.length
  );
}

/**
 * The place of the label that a token is, with whatever else stands in it: ` 2`, `b`, `(B`; -1 where it is none.
 *
 * @example placeOfToken(" b)", ["A", "B"]) // 1
 */
export function placeOfToken(token: string, labels: readonly string[]): number {
  return placeOf(AROUND.exec(token.normalize("NFKC"))?.groups?.["label"], labels);
}

/** The place of the label that a reply opens with, as its first token would say it; -1 where it opens with something else, such as `10` or `Because`. */
export function placeOfOpening(reply: string, labels: readonly string[]): number {
  const opening = /^[\s("'“‘[*`_]{0,8}(?<label>[a-z]|\d)(?![\p{L}\p{N}]|[.,]\d)/iu.exec(reply.slice(0, 40).normalize("NFKC"));
  return placeOf(opening?.groups?.["label"], labels);
}

function placeOf(found: string | undefined, labels: readonly string[]): number {
  return found === undefined ? -1 : labels.findIndex((label) => label.toLowerCase() === found.toLowerCase());
}
