/**
 * Whether a word is meant to be read as another without being it: some of its letters are of another script, or carry marks
 * (`HОLD` with a Cyrillic О, `HÖLD`). Such a word stands for no option, and it is no prose either.
 *
 * @example isLookalike("HО\u0332LD", "HOLD") // true
 */
export function isLookalike(word: string, original: string): boolean {
  const letters = Array.from(word.normalize("NFD").replace(/\p{M}/gu, ""), (letter) => letter.toUpperCase());
  const same = letters.filter((letter, at) => letter === original[at]).length;
  const foreign = letters.filter((letter, at) => letter !== original[at] && /[^\p{Script=Latin}\P{L}]/u.test(letter)).length;
  return letters.length === original.length && same > 0 && same + foreign === original.length && word.toUpperCase() !== original;
}
