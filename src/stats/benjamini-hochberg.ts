/**
 * Adjusts p values so that of those called under q a share of at most q is false, in the mean over families. A hint list, not a
 * verdict: one family may hold more. Valid for independent or positively dependent p values.
 *
 * Method: step-up; the i-th smallest of m becomes the least m·p/j over all j >= i, so the order stays and ties stay tied.
 * Source: Benjamini and Hochberg 1995, "Controlling the false discovery rate".
 *
 * @returns the adjusted values in the order of the input; an empty family gives an empty list
 * @example benjaminiHochberg([0.01, 0.04, 0.03, 0.5]) // 0.04, 0.0533333…, 0.0533333…, 0.5
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  const wrong = ps.find((p) => !(p >= 0 && p <= 1));
  if (wrong !== undefined) throw new RangeError(`wanted every p from 0 to 1, saw ${wrong}`);
  const ranked = ps.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p);
  const adjusted = [...ps];
  let ceiling = 1;
  for (const [above, { p, index }] of ranked.entries()) {
    ceiling = Math.min(ceiling, p * (ps.length / (ps.length - above)));
    adjusted[index] = ceiling;
  }
  return adjusted;
}
