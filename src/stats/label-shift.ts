import { drawsToSettle } from "./draws-to-settle.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import type { Bounds, Finding } from "./check-margin.ts";
import { FAIL_TAIL, PASS_TAIL } from "./margin-levels.ts";
import { newcombe } from "./newcombe.ts";
import { totalVariation } from "./total-variation.ts";
import { wilson } from "./wilson.ts";

/** Draws of one arm by label, the same labels in the same places in every arm; `missing` draws have no outcome. */
export interface LabelCounts {
  readonly counts: readonly number[];
  readonly missing: number;
  /** The draws repeat one call that leaves nothing to chance (temperature 0), so alike replies are copies. Default: no. */
  readonly repeats?: boolean;
}

export interface LabelShift {
  readonly kind: "estimated";
  /** Largest total variation distance between two arms, 0 to 1: the share of replies that would have to move. */
  readonly distance: number;
  readonly lower: number;
  readonly upper: number;
  readonly finding: Finding;
  /** Draws of one arm at which the same shares would settle it; null where it is settled or no number up to 5,000 would do. */
  readonly drawsToSettle: number | null;
}

/**
 * Do the label distributions of several arms lie within `margin` of each other?
 *
 * Estimand: the largest total variation distance between two arms. It is max over sets of labels A of P(A) − Q(A), so every set gets
 * Newcombe's interval, and a missing draw counts for the worse (inside A in one arm, outside in the other).
 * `upper` is the largest upper bound over pairs and sets at one-sided .04. Saying "within" needs no correction for their number:
 * the set that attains the distance is one of those that must all hold (Berger 1982, intersection-union).
 * `lower` is the largest lower bound at .025 divided by the number of pairs and sets (Bonferroni).
 * Finding: `within` if upper < margin; `beyond` if for some set the lower bound is above 0 and the difference above the margin; else `open`.
 *
 * An arm of repeats that are all alike is one reply (`isOneReply`), not so many draws: it has no error of its own, and the distance of
 * another arm from it is the share of draws with another label, with Wilson's interval of that arm alone. One other label puts that
 * share above 0, so `beyond` asks for a lower bound above the margin. What the fixed reply would be on another day is not estimated.
 * Repeats that differ are no copies and count as draws.
 *
 * Error rates, by enumeration at two labels, two arms and up to 120 draws: a distance of exactly the margin is `within` at most 5.5 %
 * of the time up to margin .20 and 6.4 % at .30, also where the repeats are draws after all that came out alike by chance, which the
 * fewest draws of a pass make rare. Equal arms are `beyond` at most 4.1 % of the time, one at the margin from a fixed reply 5.8 %.
 *
 * The distance itself is biased upward (two equal halves show .18 at 10 draws), which is why the bounds decide.
 *
 * @param margin in (0, 1)
 * @example labelShift([{ counts: [13], missing: 0 }, { counts: [13], missing: 0 }], 0.2) // distance 0, upper 0.19078…: "within"
 */
export function labelShift(arms: readonly LabelCounts[], margin: number): LabelShift | NotEstimable {
  if (arms.length < 2) return notEstimable("there is only one arm");
  if (arms.some((arm) => outcomes(arm) === 0)) return notEstimable("one arm has no draw with an outcome");
  const here = shiftAt(arms, margin, 1);
  const now = Math.max(...arms.map(planned));
  const isSettled = (draws: number): boolean => shiftAt(arms, margin, draws / now).finding !== "open";
  return { kind: "estimated", ...here, drawsToSettle: here.finding === "open" ? drawsToSettle(now, isSettled) : null };
}

/**
 * Do the draws of this arm repeat one reply? With a missing one nobody knows.
 *
 * @example isOneReply({ counts: [0, 5], missing: 0, repeats: true }) // true
 */
export function isOneReply(arm: LabelCounts): boolean {
  return arm.repeats === true && arm.missing === 0 && arm.counts.includes(outcomes(arm));
}

type Pair = readonly [first: LabelCounts, second: LabelCounts];
type Shift = Omit<LabelShift, "kind" | "drawsToSettle">;
/** What one set of labels, or one pair with a fixed reply, says. */
type Claim = Bounds & { readonly isBeyond: boolean };

function shiftAt(arms: readonly LabelCounts[], margin: number, scale: number): Shift {
  const pairs = arms.flatMap((first, index) => arms.slice(index + 1).map((second): Pair => [first, second]));
  const seen = (arms[0]?.counts ?? []).filter((_, label) => arms.some((arm) => (arm.counts[label] ?? 0) > 0)).length;
  const sets = pairs.reduce((sum, pair) => sum + (fixedOf(pair) === null ? Math.max(1, 2 ** seen - 2) : 1), 0);
  const claims = pairs.flatMap((pair) => claimsOf(pair, margin, FAIL_TAIL / sets, scale));
  const upper = Math.max(...claims.map((claim) => claim.upper));
  return {
    distance: Math.max(0, ...pairs.map(distanceOf)),
    lower: Math.max(0, ...claims.map((claim) => claim.lower)),
    upper,
    finding: upper < margin ? "within" : claims.some((claim) => claim.isBeyond) ? "beyond" : "open",
  };
}

function distanceOf([first, second]: Pair): number {
  const between = totalVariation(first.counts, second.counts);
  return between.kind === "estimated" ? between.value : 0;
}

function claimsOf(pair: Pair, margin: number, failTail: number, scale: number): readonly Claim[] {
  const fixed = fixedOf(pair);
  if (fixed !== null) return [awayFrom(fixed, margin, failTail, scale)];
  const [first, second] = pair;
  // A set's complement, in which the arms exchange their roles, is attainable too, so one direction covers both.
  return attainable(first, second).map(([a, b]) => {
    const most = newcombe(part(first, a + first.missing, scale), part(second, b, scale), PASS_TAIL);
    const least = newcombe(part(first, a, scale), part(second, b + second.missing, scale), failTail);
    if (most.kind === "not-estimable" || least.kind === "not-estimable") return NOTHING_KNOWN;
    return { lower: least.lower, upper: most.upper, isBeyond: least.lower > 0 && least.value > margin };
  });
}

/** Down-scaling can round an arm to no draw at all. */
const NOTHING_KNOWN: Claim = { lower: 0, upper: 1, isBeyond: false };

/** Draws of an arm that could have had another label than one fixed reply. */
interface Fixed {
  readonly other: LabelCounts;
  readonly away: number;
}

function fixedOf([first, second]: Pair): Fixed | null {
  if (isOneReply(first) === isOneReply(second)) return null;
  const [fixed, other] = isOneReply(first) ? [first, second] : [second, first];
  const label = fixed.counts.findIndex((count) => count > 0);
  return { other, away: outcomes(other) - (other.counts[label] ?? 0) };
}

function awayFrom({ other, away }: Fixed, margin: number, failTail: number, scale: number): Claim {
  const [most, least] = [part(other, away + other.missing, scale), part(other, away, scale)];
  const [above, below] = [wilson(most.complied, most.draws, PASS_TAIL), wilson(least.complied, least.draws, failTail)];
  if (above.kind === "not-estimable" || below.kind === "not-estimable") return NOTHING_KNOWN;
  return { lower: below.lower, upper: above.upper, isBeyond: below.lower > margin };
}

/** `count` of an arm's planned draws, at `scale` times as many. */
function part(arm: LabelCounts, count: number, scale: number): { complied: number; draws: number } {
  return { complied: Math.round(count * scale), draws: Math.round(planned(arm) * scale) };
}

function planned(arm: LabelCounts): number {
  return outcomes(arm) + arm.missing;
}

function outcomes(arm: LabelCounts): number {
  return arm.counts.reduce((sum, count) => sum + count, 0);
}

/** Every pair of counts that some set of labels has in the two arms; at most the square of the draws, however many labels. */
function attainable(first: LabelCounts, second: LabelCounts): readonly (readonly [number, number])[] {
  let found = new Map<string, readonly [number, number]>([["0,0", [0, 0]]]);
  first.counts.forEach((count, label) => {
    const other = second.counts[label] ?? 0;
    const grown = [...found.values()].map(([a, b]) => [a + count, b + other] as const);
    found = new Map([...found, ...grown.map((pair) => [pair.join(), pair] as const)]);
  });
  return [...found.values()];
}
