import { distance } from "../../src/choice/distance.ts";
import type { ListedToken } from "../../src/choice/temper.ts";

/** Which temperature the log-probabilities of a server are of: the one that it was asked to draw at, or 1 whatever it was asked. */
export type ListedAt = "one" | "asked";

/** Lists of one prompt that are closer than this cannot tell. */
const TELLING = 0.05;
/** What is said of one hypothesis must fit it this much better than the other. */
const CLEARLY = 3;

/**
 * One prompt's first token as listed at temperature 1 and at another, held against both.
 *
 * @returns null where the two cannot be told apart by this prompt, or fit neither
 */
export function listedAt(atOne: readonly ListedToken[], atAsked: readonly ListedToken[], asked: number): ListedAt | null {
  if (asked === 1) return "one";
  const [unchanged, tempered] = [distance(atOne, atAsked, 1), distance(atOne, atAsked, asked)];
  if (Math.abs(unchanged - tempered) < TELLING) return null;
  if (unchanged * CLEARLY < tempered) return "one";
  return tempered * CLEARLY < unchanged ? "asked" : null;
}
