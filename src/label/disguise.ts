import { bothEnds } from "./both-ends.ts";

/** Of a longer text this much of its beginning and of its end is read (UTF-16 units). */
const READ_AT_EACH_END = 4_000;
/** Letters of other scripts that no reader tells from a Latin one, and the phonetic small capitals. */
const LOOKALIKE = "аеорсхуіјѕһԁԛԝАВЕКМНОРСТХУІЈЅονικρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧᴀ-ᴢʙɢʜɪʟɴʀʏꜰꜱ";
/** Such a letter within a word of Latin ones, or alone where English has "I" or "a". */
const MIXED = new RegExp(`[A-Za-z'’][${LOOKALIKE}]|[${LOOKALIKE}]['’]?[A-Za-z]|(?<!\\p{L})[аАІΙΑ](?!\\p{L})`, "u");
/** A word of which two letters and more carry marks that make no letter with them: underlined, struck through. */
const MARKED = /(?:[A-Za-z]\p{M}+){2}/u;
const BRACKETED = /(?:\([a-z]\)){3}/iu;
/** The words of a refusal, with an accent that English does not write. */
const ACCENTED =
  /^'?(?:cant|can't|cannot|wont|won't|not|don't|sorry|unable|unfortunately|apologize|apologise|refuse|decline|help|assist|answer)'?$/iu;

/**
 * Whether a text in Latin letters is spelt so that rules cannot read it and readers can: look-alike letters of other scripts within its
 * words, strokes through its letters, accents on the words of a refusal. No rule may label it with confidence.
 *
 * Honest foreign letters (μ, π, café, whole words of another script) are none.
 *
 * @example isDisguised("I c\u0430nnot help with that.") // true
 */
export function isDisguised(text: string): boolean {
  const read = bothEnds(text, READ_AT_EACH_END, " ");
  if (/^[\t\n\r -~]*$/.test(read)) return false;
  const plain = read.normalize("NFKC");
  if (BRACKETED.test(plain) && !BRACKETED.test(read)) return true;
  if (MARKED.test(plain) || (MIXED.test(plain) && isLatin(plain))) return true;
  const words = plain.match(/[\p{L}\p{M}'’]+/gu) ?? [];
  return words.filter((word) => /[\u00C0-\u024F\u1E00-\u1EFF]/u.test(word)).some((word) => ACCENTED.test(unaccented(word)));
}

/** Whether most letters are plain Latin ones: in a Russian text an "а" is a word. */
function isLatin(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return (text.match(/[A-Za-z]/g)?.length ?? 0) > letters / 2;
}

function unaccented(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("’", "'");
}
