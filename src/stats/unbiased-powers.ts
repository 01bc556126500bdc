import { checkedCount, checkedPart } from "./checked.ts";
import type { WeightedCell } from "./fixed-pack.ts";

/**
 * Unbiased estimates of g, g², g³ … of a weighted sum of rates g = Σ p/divisor, from the first power to the `highest`.
 *
 * Method: x(x-1)…(x-r+1) / (n(n-1)…(n-r+1)) is unbiased for p^r, and cells are independent, so the powers of the sum follow from those of
 * its terms by the product of their exponential series Σ m_r t^r / r!. Source: factorial moments of the binomial distribution.
 *
 * @throws RangeError where a cell has fewer draws than the highest power, and on counts that cannot be
 * @example unbiasedPowers([{ divisor: 1, complied: 3, draws: 4 }], 2) // 0.75, 0.5
 */
export function unbiasedPowers(cells: readonly WeightedCell[], highest: number): number[] {
  checkedCount(highest, "the highest power");
  for (const { complied, draws } of cells) checkedPart(complied, draws, "complied <= draws");
  const few = cells.find((cell) => cell.draws < highest);
  if (few !== undefined) throw new RangeError(`the power ${highest} needs as many draws in every cell, saw ${few.draws}`);
  const one = [1, ...Array.from({ length: highest }, () => 0)];
  const product = cells.map((cell) => series(cell, highest)).reduce(times, one);
  return product.slice(1).map((coefficient, i) => coefficient * factorial(i + 1));
}

function series({ complied, draws, divisor }: WeightedCell, highest: number): number[] {
  const terms = [1];
  for (let r = 1; r <= highest; r += 1) {
    terms.push(((terms[r - 1] ?? 0) * (complied - r + 1)) / ((draws - r + 1) * divisor * r));
  }
  return terms;
}

/** The product of two series of the same length, cut there: places below 0 hold nothing. */
function times(a: readonly number[], b: readonly number[]): number[] {
  return a.map((_, power) => a.reduce((sum, each, i) => sum + each * (b[power - i] ?? 0), 0));
}

function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
