import { reachedRounds } from "../estimate/cells.ts";
import type { ColumnTally } from "../estimate/tally.ts";
import type { Policy } from "../schema/verdict.ts";
import { fixedLevels, type Levels, levelsAtLook } from "./levels.ts";

/** One planned analysis: how many draws of a cell it reads on either side, and the levels of its bounds. */
export interface Look {
  /** From 1. */
  readonly number: number;
  /** Draws of a cell; null reads all there are. */
  readonly base: number | null;
  readonly head: number | null;
  readonly levels: Levels;
}

/** How the draws of one pair are to be looked at. */
export interface Schedule {
  readonly looks: readonly [Look, ...Look[]];
  /** Draws of a head cell at each planned look; empty where there is one look at whatever is there. */
  readonly planned: readonly number[];
}

export interface ScheduleInput {
  readonly base: ColumnTally | null;
  readonly head: ColumnTally | null;
  readonly direction: Policy["direction"];
  /** Columns judged together: they share the level of a fail. */
  readonly pairs: number;
  /** True where the base was drawn before and all of it is read at every look. */
  readonly cachedBase: boolean;
}

/**
 * The looks that head's plan names. Information is counted in draws of a cell: that of head's gap is n, that of the widening
 * 1/(1/n_base + 1/n_head), the same rounds that the plan foresaw; draws without an outcome shrink all looks alike.
 */
export function schedule(input: ScheduleInput): Schedule {
  const { base, head, direction, pairs } = input;
  const planned = [...(head?.plans.values() ?? [])].find((plan) => plan.looks !== undefined)?.looks?.map(({ draws }) => draws) ?? [];
  if (planned.length === 0) {
    return { looks: [{ number: 1, base: null, head: null, levels: fixedLevels(direction, pairs) }], planned };
  }
  const ofBase = input.cachedBase && base !== null && reachedRounds(base) > 0 ? reachedRounds(base) : null;
  const information = { widening: planned.map((draws) => harmonic(ofBase ?? draws, draws)), gapHead: planned };
  const looks = planned.map((draws, index): Look => {
    const levels = levelsAtLook(direction, pairs, information, index);
    return { number: index + 1, base: ofBase === null ? draws : null, head: draws, levels };
  });
  const [first, ...rest] = looks;
  if (first === undefined) throw new RangeError("a plan with looks has at least one");
  return { looks: [first, ...rest], planned };
}

/** Whether both sides have drawn as far as a look reads. */
export function isReached(look: Look, { base, head }: Pick<ScheduleInput, "base" | "head">): boolean {
  const rounds = (column: ColumnTally | null): number => (column === null ? 0 : reachedRounds(column));
  return rounds(head) >= (look.head ?? 0) && rounds(base) >= (look.base ?? 0);
}

function harmonic(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : 1 / (1 / a + 1 / b);
}
