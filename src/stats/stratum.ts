/**
 * Label counts of the arms of one stratum (a cell seen at several temperatures, on both sides, in two conditions):
 * `stratum[arm][label]`, the same labels in the same places in every arm. Draws without an outcome are no part of it.
 */
export type Stratum = readonly (readonly number[])[];

/** A stratum of two arms. */
export type ArmPair = readonly [readonly number[], readonly number[]];

/**
 * The draws of one arm.
 *
 * @example drawsOf([3, 0, 2]) // 5
 */
export function drawsOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * The stratum as it came, if its counts can be counts.
 *
 * @throws RangeError on a count that is not whole or below 0, and on arms that list different numbers of labels
 * @example checkedStratum([[3, 0], [1, 2]]) // [3, 0] and [1, 2]
 */
export function checkedStratum<T extends Stratum>(stratum: T): T {
  for (const counts of stratum) {
    const wrong = counts.find((count) => !Number.isSafeInteger(count) || count < 0);
    if (wrong !== undefined) throw new RangeError(`a label count must be a whole number from 0 on, saw ${wrong}`);
  }
  const lengths = stratum.map((counts) => counts.length);
  if (new Set(lengths).size > 1) throw new RangeError(`every arm must count the same labels, saw ${lengths.join(" and ")} of them`);
  return stratum;
}
