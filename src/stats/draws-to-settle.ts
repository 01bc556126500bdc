const MOST_DRAWS = 5000;

/**
 * About the least number of draws above `now` at which `isSettled` holds: by doubling, then halving the last step.
 * Whole draws make such rules flicker near their edge, so it may be off by a few.
 *
 * @param now a whole number from 1 to 4,999
 * @returns null where no number up to 5,000 does
 * @example drawsToSettle(10, (draws) => draws >= 37) // 37
 */
export function drawsToSettle(now: number, isSettled: (draws: number) => boolean): number | null {
  let open = now;
  let settled = Math.min(MOST_DRAWS, 2 * now);
  while (!isSettled(settled)) {
    if (settled >= MOST_DRAWS) return null;
    open = settled;
    settled = Math.min(MOST_DRAWS, 2 * settled);
  }
  while (settled - open > 1) {
    const middle = Math.floor((open + settled) / 2);
    if (isSettled(middle)) settled = middle;
    else open = middle;
  }
  return settled;
}
