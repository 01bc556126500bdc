/**
 * Probabilities of 0, 1, … n successes in n independent trials of unequal chances.
 *
 * Method: one trial after the other is folded into the distribution of the sum, all terms positive, so the error grows by about 1e-16 a trial.
 * Source: Wang 1993, "On the number of successes in independent trials"; n² steps, which is nothing for thousands.
 *
 * @param chances of each trial, 0 to 1
 * @throws RangeError on a chance outside 0 to 1
 * @example poissonBinomial([0.5, 0.1]) // [0.45, 0.5, 0.05]
 */
export function poissonBinomial(chances: readonly number[]): readonly number[] {
  const distribution = [1];
  for (const chance of chances) {
    if (!(chance >= 0 && chance <= 1)) throw new RangeError(`a chance must be 0 to 1, saw ${chance}`);
    distribution.push(0);
    for (let k = distribution.length - 1; k > 0; k -= 1) {
      distribution[k] = (distribution[k] ?? 0) * (1 - chance) + (distribution[k - 1] ?? 0) * chance;
    }
    distribution[0] = (distribution[0] ?? 0) * (1 - chance);
  }
  return distribution;
}

/**
 * Two-sided p value of that many successes: twice the smaller tail, at most 1, so that its level is never more than it says.
 *
 * @param successes a whole number, 0 to the number of chances
 * @example poissonBinomialTest(2, [0.5, 0.1]) // 0.1
 */
export function poissonBinomialTest(successes: number, chances: readonly number[]): number {
  if (!Number.isInteger(successes) || successes < 0 || successes > chances.length)
    throw new RangeError(`successes must be a whole number from 0 to ${chances.length}, saw ${successes}`);
  const distribution = poissonBinomial(chances);
  const sum = (terms: readonly number[]): number => terms.reduce((total, term) => total + term, 0);
  const tails = [sum(distribution.slice(0, successes + 1)), sum(distribution.slice(successes))];
  return Math.min(1, 2 * Math.min(...tails));
}
