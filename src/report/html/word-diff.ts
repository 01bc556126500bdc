/** A stretch of a text: `isOwn` where the other text has nothing like it at this place. */
export interface Piece {
  readonly text: string;
  readonly isOwn: boolean;
}

/** Above it two texts are not compared word by word; notices have some dozens. */
const MOST_WORDS = 600;

/**
 * The second text in pieces, those marked that are not in the first: by a longest common run of words.
 *
 * @example diffWords("they read it", "they never read it") // they ·never· read it
 */
export function diffWords(first: string, second: string): readonly Piece[] {
  const [one, other] = [words(first), words(second)];
  if (one.length > MOST_WORDS || other.length > MOST_WORDS) return [{ text: second, isOwn: first !== second }];
  const common = lengths(one, other);
  const pieces: Piece[] = [];
  let [at, to] = [0, 0];
  while (to < other.length) {
    if (at < one.length && one[at] === other[to]) {
      push(pieces, other[to]!, false);
      at += 1;
      to += 1;
    } else if (at < one.length && common[at + 1]![to]! >= common[at]![to + 1]!) at += 1;
    else {
      push(pieces, other[to]!, true);
      to += 1;
    }
  }
  return pieces;
}

/** A word keeps the space behind it. */
function words(text: string): readonly string[] {
  return text.match(/\S+\s*/g) ?? [];
}

/** Length of the longest common run of words of what is left from each place on. */
function lengths(one: readonly string[], other: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: one.length + 1 }, () => Array.from({ length: other.length + 1 }, () => 0));
  for (let at = one.length - 1; at >= 0; at -= 1) {
    for (let to = other.length - 1; to >= 0; to -= 1) {
      table[at]![to] = one[at] === other[to] ? 1 + table[at + 1]![to + 1]! : Math.max(table[at + 1]![to]!, table[at]![to + 1]!);
    }
  }
  return table;
}

function push(pieces: Piece[], text: string, isOwn: boolean): void {
  const last = pieces.at(-1);
  if (last?.isOwn === isOwn) pieces[pieces.length - 1] = { text: last.text + text, isOwn };
  else pieces.push({ text, isOwn });
}
