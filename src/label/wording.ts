/** Who speaks and in which mood, before an act: `I would rather`, `we will`, `to`. */
const SPEAKER = /^(?:(?:i|we)(?:'d|'ll)?(?: would| will| shall)?(?: rather)? |to )/;

/**
 * The words of a folded text, without punctuation, contractions written out, and each negated auxiliary as `not`, so that "I won't
 * tell." and "i do not tell" hold the same act.
 *
 * @example wordsOf("i don't tell, ever!") // "i not tell ever"
 */
export function wordsOf(folded: string): string {
  const spelt = folded
    .replaceAll(/\bwon't\b/g, "will not")
    .replaceAll(/\bcan't\b|\bcan not\b/g, "cannot")
    .replaceAll("n't", " not");
  const words = spelt.match(/[\p{L}\p{M}\p{N}]+(?:'\p{L}+)*/gu) ?? [];
  return words.join(" ").replaceAll(/\b(?:do|does|did|would|will|shall) not\b/g, "not");
}

/**
 * {@link wordsOf} without the speaker before the act. Two texts with equal acts are copies of one another: they differ in case,
 * punctuation, quotation marks, the leading "I", or the mood of the whole ("I would …").
 *
 * @example actOf("i would visit my friend.") // "visit my friend"
 */
export function actOf(folded: string): string {
  return wordsOf(folded).replace(SPEAKER, "");
}

/** Words as an edit may leave them: `kills`, `killed` and `killing` are one. */
function stems(act: string): string[] {
  return act.split(" ").map((word) => (word.length < 5 ? word.replace(/s$/, "") : word.replace(/(?:ing|ed|es|s|e)$/, "")));
}

/**
 * How many words must be put in, left out or changed to make one act of the other, inflections aside; null where that is more than a
 * quarter of the second, so that nobody would call the first an edit of it.
 *
 * @example editsBetween("pulling the emergency brakes", "pull the emergency brake") // 0
 */
export function editsBetween(act: string, original: string): number | null {
  const [from, to] = [stems(act), stems(original)];
  const most = Math.floor(to.length / 4);
  if (Math.abs(from.length - to.length) > most) return null;
  let row = to.map((_, at) => at + 1);
  for (const [at, word] of from.entries()) {
    let [corner, left] = [at, at + 1];
    row = row.map((above, place) => {
      const cost = Math.min(above + 1, left + 1, corner + (to[place] === word ? 0 : 1));
      [corner, left] = [above, cost];
      return cost;
    });
  }
  const edits = row.at(-1) ?? from.length;
  return edits <= most ? edits : null;
}
