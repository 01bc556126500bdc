/**
 * A count and the number that it is out of, if they can be: whole numbers with 0 <= part <= whole. Every count that
 * callers hand in passes through here, so that all functions refuse it in the same words.
 *
 * @param names - what the two are called where they come from, such as "complied <= draws"
 * @example checkedPart(3, 10, "complied <= draws") // 3 of 10
 */
export function checkedPart(part: number, whole: number, names: string): readonly [number, number] {
  if (!Number.isSafeInteger(part) || !Number.isSafeInteger(whole) || part < 0 || part > whole) {
    throw new RangeError(`wanted whole numbers with 0 <= ${names}, saw ${part} and ${whole}`);
  }
  return [part, whole];
}

/**
 * A number strictly between 0 and 1, such as a level.
 *
 * @example checkedShare(0.05, "level") // 0.05
 */
export function checkedShare(share: number, name: string): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`wanted ${name} strictly between 0 and 1, saw ${share}`);
  return share;
}

/**
 * A whole number from 1 on, such as a number of draws that are planned.
 *
 * @example checkedCount(5, "k") // 5
 */
export function checkedCount(count: number, name: string): number {
  if (!Number.isSafeInteger(count) || count < 1) throw new RangeError(`wanted ${name} to be a whole number from 1 on, saw ${count}`);
  return count;
}
