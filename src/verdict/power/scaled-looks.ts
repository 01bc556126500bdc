/** Fewer draws show no spread within a cell, so a look at them would decide nothing. */
const LEAST_DRAWS = 2;

/**
 * The same plan of looks with another number of draws at the last of them.
 *
 * @example scaledLooks([3, 5, 7, 10], 20) // 6, 10, 14, 20
 */
export function scaledLooks(looks: readonly number[], last: number): readonly number[] {
  const factor = last / (looks.at(-1) ?? last);
  const scaled = looks.map((draws) => Math.max(Math.min(LEAST_DRAWS, last), Math.round(draws * factor)));
  return [...new Set(scaled)];
}
