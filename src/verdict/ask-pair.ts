import type { GapFrame } from "../estimate/frame.ts";
import { gap, isNotEstimable, type PackEstimate } from "../estimate/gap.ts";
import { missingArms, sameRule } from "../estimate/missing.ts";
import { type BothSides, type SideRules, wideningAndGap, wideningCells } from "../estimate/widening.ts";
import type { Policy, Reason } from "../schema/verdict.ts";
import { type Bounds, boundsOf, directionsOf, spanOf } from "./bounds.ts";
import { figure } from "./figure.ts";
import type { Question, Reading } from "./gate.ts";
import type { Levels } from "./levels.ts";
import { decide } from "./rule.ts";
import { decisionReason, type Told } from "./sentences.ts";
import { callsToSettle } from "./settle.ts";

/** The bounds of the two parts of a widening. */
export interface PairBounds {
  readonly widening: Bounds;
  readonly gapHead: Bounds;
}

/** What is asked of the counts of one pair. */
export interface PairQuestion {
  readonly policy: Policy;
  readonly levels: Levels;
  readonly heldBack: readonly Reason[];
  /** Draws in the fullest cell of the side that has fewest. */
  readonly rounds: number;
}

/** Did the gap move away from zero between base and head? */
export function askPair(pair: PairQuestion, counts: BothSides, frame: GapFrame): Question<PairBounds> {
  const leftOut = sameRule("left-out");
  const known = new Map<SideRules, Estimates>();
  const under: Under = (rules) => {
    const estimates = known.get(rules) ?? wideningAndGap(frame, counts, rules);
    known.set(rules, estimates);
    return estimates;
  };
  const estimate = under(leftOut).widening;
  return {
    policy: pair.policy,
    arms: missingArms(counts),
    rounds: pair.rounds,
    notEstimable: estimate.kind === "estimated" ? null : `The widening cannot be estimated: ${estimate.reason}.`,
    heldBack: pair.heldBack,
    read: (lowest, highest) => readPair(pair, under(lowest), under(highest)),
    callsToSettle: () => {
      const cells = wideningCells(frame, counts, leftOut);
      return isNotEstimable(cells) ? null : callsToSettle(cells, 4, pair.policy);
    },
    tell: (reading, calls, outlook) => {
      const gaps = [gap(frame, counts.base, leftOut.base), under(leftOut).gapHead] as const;
      const openings = openingsOf(pair.policy, gaps, reading);
      return decisionReason({
        ...reading,
        policy: pair.policy,
        parts: ["the change", "the gap of head"],
        openings,
        callsToSettle: calls,
        outlook,
      });
    },
  };
}

type Estimates = ReturnType<typeof wideningAndGap>;
type Under = (rules: SideRules) => Estimates;

function readPair({ policy, levels }: PairQuestion, lowest: Estimates, highest: Estimates): Reading<PairBounds> | null {
  const main = spanOf(lowest.widening, highest.widening);
  const head = spanOf(lowest.gapHead, highest.gapHead);
  if (main === null || head === null) return null;
  const bounds = {
    widening: boundsOf(main, levels.failWidening, levels.passWidening),
    gapHead: boundsOf(head, levels.failGap, levels.passGap),
  };
  const directions = directionsOf(policy.direction, bounds.widening, bounds.gapHead);
  return { bounds, main, directions, decision: decide(directions, policy) };
}

function openingsOf(policy: Policy, [base, head]: readonly [PackEstimate, PackEstimate], reading: Reading<PairBounds>): Told["openings"] {
  const { lowest, highest } = reading.bounds.widening;
  const margin = figure(policy.margin);
  if (policy.missing === "worst-case" || base.kind !== "estimated" || head.kind !== "estimated") {
    const story = `However the missing draws are counted, the gap changed by no less than ${figure(lowest)} and no more than ${figure(highest)}`;
    return { fail: `${story}, which is more than the margin ${margin}`, pass: story, inconclusive: story };
  }
  const moved = figure(Math.abs(lowest), policy.margin);
  const fromTo = `from ${figure(base.value)} to ${figure(head.value)}`;
  const went = `The gap went ${fromTo}, a change of ${figure(lowest, policy.margin)}`;
  return {
    fail: `The gap ${movement(base.value, head.value)} by ${moved}, ${fromTo}, more than the margin ${margin}`,
    pass: `${went}: it did not widen by the margin ${margin}`,
    inconclusive: went,
  };
}

/** "Widened" says too little of a gap that crossed zero. */
function movement(base: number, head: number): string {
  if (base * head >= 0 && Math.abs(head) > Math.abs(base)) return "widened";
  return head > base ? "rose" : "fell";
}
