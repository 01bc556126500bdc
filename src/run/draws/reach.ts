import { GygesError } from "../../schema/error.ts";
import type { Draw } from "../../schema/draw.ts";
import type { PairVerdict } from "../../schema/verdict.ts";
import type { Comparison } from "../comparison.ts";

/** How far the draws of one pair go by now. */
export interface Reach {
  readonly pair: string;
  /** Draws of a probe cell: those up to one of the looks. */
  readonly draws: number;
  /** True where fresh draws confirm a provisional fail. */
  readonly confirm: boolean;
}

type Verdict<Part extends keyof PairVerdict> = { readonly pairs: readonly Pick<PairVerdict, "pair" | Part>[] };

/** Every pair starts with the first look. */
export function firstReach({ matching, plan }: Pick<Comparison, "matching" | "plan">): readonly Reach[] {
  return matching.pairs.map(({ name }) => ({ pair: name, draws: looksOf(plan)[0]!, confirm: false }));
}

/** Draws of a probe cell at each look; all of them where there is one. */
export function looksOf({ draws, looks }: Comparison["plan"]): readonly number[] {
  return looks?.map((look) => look.draws) ?? [draws];
}

/**
 * What a verdict asks for next: pairs that are decided go no further.
 *
 * @returns null where the verdict is final
 */
export function nextReach(reach: readonly Reach[], { pairs }: Verdict<"next">): readonly Reach[] | null {
  const asked = reach.map((one) => {
    const next = pairs.find(({ pair }) => pair === one.pair)?.next ?? null;
    if (next === null) return one;
    return next.kind === "confirm" ? { ...one, confirm: true } : { ...one, draws: next.draws };
  });
  if (pairs.every(({ next }) => next === null)) return null;
  if (asked.every((one, index) => isSame(one, reach[index]!))) throw standsStill(reach);
  return asked;
}

/** How far the pairs of a verdict went that was given on a whole store. */
export function reachOf({ pairs }: Verdict<"look" | "confirmation">, comparison: Pick<Comparison, "matching" | "plan">): readonly Reach[] {
  return firstReach(comparison).map((first) => {
    const pair = pairs.find((one) => one.pair === first.pair);
    if (pair === undefined) return first;
    const { number, planned } = pair.look;
    return { ...first, draws: planned[number - 1] ?? comparison.plan.draws, confirm: pair.confirmation !== null };
  });
}

/** Whether a draw is one that its pair has been asked for so far. */
export function isWithin(reach: readonly Reach[], { pair, identity }: Pick<Draw, "pair" | "identity">): boolean {
  const own = reach.find((one) => one.pair === pair);
  if (own === undefined) return false;
  if (identity.confirm === true) return own.confirm;
  return own.draws >= identity.plan.draws || identity.draw < own.draws;
}

export function isSame(one: Reach, other: Reach): boolean {
  return one.draws === other.draws && one.confirm === other.confirm;
}

/** The draws that a look asks for are there by now; asking for them again would never end. */
function standsStill(reach: readonly Reach[]): GygesError {
  const seen = reach.map(({ pair, draws }) => `${JSON.stringify(pair)} at ${draws} draws a cell`).join(", ");
  return new GygesError("data", "run/look", `the looks come to no end: ${seen}. This is a fault of gyges; the draws are kept.`);
}
