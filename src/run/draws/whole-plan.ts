import type { Draw } from "../../schema/draw.ts";
import { keyOfDraw } from "../../schema/store.ts";

/**
 * Whether draws are those that were asked for and nothing else: each exactly once. A file's own records of being complete count for nothing here.
 *
 * @param keys of all draws up to the look that each pair has reached, and of those that confirm a fail
 * @returns null where they are; else how many are missing or too many
 */
export function incomplete(keys: readonly string[], draws: readonly Pick<Draw, "pair" | "side" | "identity">[]): string | null {
  const wanted = new Set(keys);
  const size = wanted.size;
  let others = 0;
  for (const draw of draws) if (!wanted.delete(keyOfDraw(draw))) others += 1;
  const seen = [
    ...(wanted.size === 0 ? [] : [`${wanted.size} of ${size} planned draws are missing`]),
    ...(others === 0 ? [] : [`${others} ${others === 1 ? "draw is" : "draws are"} there that the plan of ${size} does not have`]),
  ];
  return seen.length === 0 ? null : seen.join(", and ");
}
