import type { PlannedDraw } from "../scenario/plan.ts";
import type { Draw } from "../schema/draw.ts";
import { drawKey, SIDES } from "../schema/identity.ts";
import { keyOfDraw, storeKey } from "../schema/store.ts";

/**
 * Whether draws are the plan and nothing but the plan: every planned draw of every pair and side exactly once. A file's own
 * records of being complete count for nothing here.
 *
 * @returns null where they are; else how many are missing or too many
 */
export function incomplete(
  planned: readonly PlannedDraw[],
  pairs: readonly string[],
  draws: readonly Pick<Draw, "pair" | "side" | "identity">[],
): string | null {
  const wanted = new Set(
    planned.flatMap(({ identity }) => pairs.flatMap((pair) => SIDES.map((side) => storeKey(pair, side, drawKey(identity))))),
  );
  const size = wanted.size;
  let others = 0;
  for (const draw of draws) if (!wanted.delete(keyOfDraw(draw))) others += 1;
  const seen = [
    ...(wanted.size === 0 ? [] : [`${wanted.size} of ${size} planned draws are missing`]),
    ...(others === 0 ? [] : [`${others} ${others === 1 ? "draw is" : "draws are"} there that the plan of ${size} does not have`]),
  ];
  return seen.length === 0 ? null : seen.join(", and ");
}
