/** How many of `chosen` draws comply if they are picked without return out of `total`, of which `complied` comply. */
export interface Hypergeometric {
  readonly total: number;
  readonly complied: number;
  readonly chosen: number;
}

/** Probabilities of the possible counts: `probabilities[i]` belongs to the count `first + i`. They sum to 1. */
export interface CountDistribution {
  readonly first: number;
  readonly probabilities: readonly number[];
}

/**
 * The hypergeometric distribution, by the ratio of neighbouring terms. Every term is positive and the ratios are exact,
 * so the relative error stays near 1e-15 per step. Counts are taken as they come: whole, with complied and chosen at most total.
 *
 * @example hypergeometric({ total: 4, complied: 2, chosen: 2 }) // first 0, then 1/6, 4/6, 1/6
 */
export function hypergeometric({ total, complied, chosen }: Hypergeometric): CountDistribution {
  const first = Math.max(0, chosen + complied - total);
  const last = Math.min(chosen, complied);
  const mode = Math.min(last, Math.max(first, Math.floor(((chosen + 1) * (complied + 1)) / (total + 2))));
  // From the mode outwards: relative terms fall towards 0, so nothing can overflow.
  const up = (k: number): number => ((complied - k) * (chosen - k)) / ((k + 1) * (total - complied - chosen + k + 1));
  const relative = new Map<number, number>([[mode, 1]]);
  for (let k = mode; k < last; k += 1) relative.set(k + 1, (relative.get(k) ?? 0) * up(k));
  for (let k = mode; k > first; k -= 1) relative.set(k - 1, (relative.get(k) ?? 0) / up(k - 1));
  const terms = Array.from({ length: last - first + 1 }, (_, i) => relative.get(first + i) ?? 0);
  const all = terms.reduce((sum, term) => sum + term, 0);
  return { first, probabilities: terms.map((term) => term / all) };
}
