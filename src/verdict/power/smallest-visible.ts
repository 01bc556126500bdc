import type { Foreseen } from "./foreseen-looks.ts";
import { powerOf } from "./power.ts";
import { WANTED_CHANCE } from "./unchanged.ts";

/** A widening is told to two decimals; the search is a little finer. */
const STEP = 0.002;

/**
 * The smallest widening that fails with {@link WANTED_CHANCE}, from a base without a gap, where the widening is the gap of head too:
 * upwards, or downwards where the policy judges that sign alone.
 *
 * @returns its size, above 0; null where not even the largest possible change fails so often
 */
export function smallestVisible(run: Foreseen): number | null {
  const chances = powerOf(run);
  const sign = run.policy.direction === "negative" ? -1 : 1;
  const isSeen = (size: number): boolean => chances({ widening: sign * size }).fail >= WANTED_CHANCE;
  let [hidden, seen] = [0, run.policy.margin];
  while (!isSeen(seen)) {
    if (seen >= 1) return null;
    [hidden, seen] = [seen, Math.min(1, 2 * seen)];
  }
  while (seen - hidden > STEP) {
    const middle = (hidden + seen) / 2;
    if (isSeen(middle)) seen = middle;
    else hidden = middle;
  }
  return seen;
}

/** The same run where its policy judges one sign: the one that it has, or else an upward change. */
export function ofOneSign(run: Foreseen): Foreseen {
  const { policy } = run;
  return policy.direction === "either" ? { ...run, policy: { ...policy, direction: "positive" } } : run;
}
