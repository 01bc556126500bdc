/** A fraction of two safe integers, the sign in either; the denominator is not 0. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * The sum of fractions, exact until one last rounding. Equal sums of counts give equal numbers and
 * opposite ones cancel to 0: in floating point they leave crumbs such as -3.7e-17, which break ties
 * and make "unchanged" look like a change.
 *
 * @example exactSum([{ numerator: 1, denominator: 3 }, { numerator: 1, denominator: 6 }, { numerator: -1, denominator: 2 }]) // 0
 */
export function exactSum(fractions: readonly Fraction[]): number {
  let denominator = 1n;
  let numerator = 0n;
  for (const [over, sum] of sumsByDenominator(fractions)) {
    const common = (denominator / gcd(denominator, over)) * over;
    numerator = numerator * (common / denominator) + sum * (common / over);
    denominator = common;
  }
  if (numerator === 0n) return 0;
  const shared = gcd(numerator, denominator);
  return Number(numerator / shared) / Number(denominator / shared);
}

/** Numerators summed by denominator. Whole numbers stay exact as such up to 2^53, so nearly all sums need no big integer. */
function sumsByDenominator(fractions: readonly Fraction[]): [over: bigint, sum: bigint][] {
  const small = new Map<number, number>();
  const large: [bigint, bigint][] = [];
  for (const { numerator, denominator } of fractions) {
    const over = Math.abs(denominator);
    const sum = (small.get(over) ?? 0) + (denominator < 0 ? -numerator : numerator);
    if (Number.isSafeInteger(sum)) small.set(over, sum);
    else large.push([BigInt(over), BigInt(denominator < 0 ? -numerator : numerator)]);
  }
  return [...[...small].map(([over, sum]): [bigint, bigint] => [BigInt(over), BigInt(sum)]), ...large];
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
