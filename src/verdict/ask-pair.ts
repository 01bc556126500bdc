import { reachedRounds } from "../estimate/cells.ts";
import type { GapFrame } from "../estimate/frame.ts";
import { gap, isNotEstimable, type PackEstimate } from "../estimate/gap.ts";
import { missingArms, sameRule } from "../estimate/missing.ts";
import { type BothSides, type SideRules, widening, wideningCells } from "../estimate/widening.ts";
import type { Draw } from "../schema/draw.ts";
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

export interface PairDraws {
  readonly base: readonly Draw[];
  readonly head: readonly Draw[];
  readonly policy: Policy;
  readonly levels: Levels;
  readonly heldBack: readonly Reason[];
}

/** Did the gap move away from zero between base and head? */
export function askPair(pair: PairDraws, counts: BothSides, frame: GapFrame): Question<PairBounds> {
  const leftOut = sameRule("left-out");
  const estimate = widening(frame, counts, leftOut);
  const cells = wideningCells(frame, counts, leftOut);
  return {
    policy: pair.policy,
    arms: missingArms(counts),
    rounds: Math.min(reachedRounds(pair.base), reachedRounds(pair.head)),
    notEstimable: estimate.kind === "estimated" ? null : `The widening cannot be estimated: ${estimate.reason}.`,
    heldBack: pair.heldBack,
    read: (lowest, highest) => readPair(pair, counts, frame, lowest, highest),
    callsToSettle: () => (isNotEstimable(cells) ? null : callsToSettle(cells, 4, pair.policy)),
    tell: (reading, calls) => {
      const gaps = [gap(frame, counts.base, leftOut.base), gap(frame, counts.head, leftOut.head)] as const;
      const openings = openingsOf(pair.policy, gaps, reading);
      return decisionReason({ ...reading, policy: pair.policy, parts: ["the change", "the gap of head"], openings, callsToSettle: calls });
    },
  };
}

function readPair(
  { policy, levels }: PairDraws,
  counts: BothSides,
  frame: GapFrame,
  lowest: SideRules,
  highest: SideRules,
): Reading<PairBounds> | null {
  const main = spanOf(widening(frame, counts, lowest), widening(frame, counts, highest));
  const head = spanOf(gap(frame, counts.head, lowest.head), gap(frame, counts.head, highest.head));
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
