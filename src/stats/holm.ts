/**
 * Adjusts p values so that calling all those under α false happens in at most a share α of families, whatever their dependence.
 * Method: Holm's step-down. Source: Holm 1979, "A simple sequentially rejective multiple test procedure".
 *
 * @param ps each 0 to 1; taken as they come
 * @returns the adjusted values in the order of the input, at most 1 each; an empty family gives an empty list
 * @example holm([0.01, 0.04, 0.03]) // [0.03, 0.06, 0.06]
 */
export function holm(ps: readonly number[]): number[] {
  const ranked = ps.map((p, index) => ({ p, index })).toSorted((a, b) => a.p - b.p);
  const adjusted = Array.from(ps, () => 0);
  let floor = 0;
  for (const [rank, { p, index }] of ranked.entries()) {
    floor = Math.max(floor, Math.min(1, p * (ps.length - rank)));
    adjusted[index] = floor;
  }
  return adjusted;
}
