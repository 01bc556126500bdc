/** Spaces, quotes, brackets and marks of emphasis that may stand in one token with the beginning of a code. */
const LEAD = /^[\s("'“‘[*`_<{]+/u;
/** What would make the code another word: a letter or digit behind it, or a hyphenated one. */
const GOES_ON = /^(?:[\p{L}\p{N}_]|-[\p{L}\p{N}])/u;

/** A token that two codes begin with. */
export const SHARED = -2;

/**
 * The place of the one code that a token begins or writes: ` SEND`, `SE`, `send.`; -1 where it begins none, {@link SHARED} where it begins several.
 *
 * @example placeOfCode(" HO", ["SEND", "HOLD"]) // 1
 */
export function placeOfCode(token: string, codes: readonly string[]): number {
  const word = token.normalize("NFKC").replace(LEAD, "").toUpperCase();
  if (word === "") return -1;
  const fitting = codes.flatMap((code, place) => {
    const begins = code.startsWith(word.trimEnd());
    const writes = word.startsWith(code) && !GOES_ON.test(word.slice(code.length));
    return begins || writes ? [place] : [];
  });
  return fitting.length > 1 ? SHARED : (fitting[0] ?? -1);
}
