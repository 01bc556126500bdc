import { drawsToSettle } from "./draws-to-settle.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import type { Finding } from "./check-margin.ts";
import { newcombe } from "./newcombe.ts";

/** Draws of one arm by label, the same labels in the same places in every arm; `missing` draws have no outcome. */
export interface LabelCounts {
  readonly counts: readonly number[];
  readonly missing: number;
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

const LEVEL = 0.025;

/**
 * Do the label distributions of several arms lie within `margin` of each other?
 *
 * Estimand: the largest total variation distance between two arms. It is max over sets of labels A of P(A) − Q(A), so every set gets
 * Newcombe's interval, and a missing draw counts for the worse (inside A in one arm, outside in the other).
 * `upper` is the largest upper bound over pairs and sets at one-sided .025. Saying "within" needs no correction for their number:
 * the set that attains the distance is one of those that must all hold (Berger 1982, intersection-union).
 * `lower` is the largest lower bound at .025 divided by the number of pairs and sets (Bonferroni).
 * Finding: `within` if upper <= margin; `beyond` if lower > 0 and the distance is above the margin; else `open`.
 *
 * The distance itself is biased upward (two equal halves show .18 at 10 draws), which is why the bounds decide.
 *
 * @param margin in (0, 1)
 */
export function labelShift(arms: readonly LabelCounts[], margin: number): LabelShift | NotEstimable {
  if (arms.length < 2) return notEstimable("there is only one arm");
  if (arms.some((arm) => outcomes(arm) === 0)) return notEstimable("one arm has no draw with an outcome");
  const here = shiftAt(arms, margin, 1);
  const now = Math.max(...arms.map((arm) => outcomes(arm) + arm.missing));
  const isSettled = (draws: number): boolean => shiftAt(arms, margin, draws / now).finding !== "open";
  return { kind: "estimated", ...here, drawsToSettle: here.finding === "open" ? drawsToSettle(now, isSettled) : null };
}

type Shift = Omit<LabelShift, "kind" | "drawsToSettle">;

function shiftAt(arms: readonly LabelCounts[], margin: number, scale: number): Shift {
  const pairs = arms.flatMap((first, index) => arms.slice(index + 1).map((second) => [first, second] as const));
  const seen = (arms[0]?.counts ?? []).filter((_, label) => arms.some((arm) => (arm.counts[label] ?? 0) > 0)).length;
  const sets = Math.max(1, 2 ** seen - 2) * pairs.length;
  let [distance, lower, upper] = [0, 0, 0];
  for (const [first, second] of pairs) {
    distance = Math.max(distance, totalVariation(first, second));
    for (const [a, b] of attainable(first, second)) {
      // The set's complement, which swaps the arms' roles, is attainable too, so one direction covers both.
      upper = Math.max(upper, boundOf("upper", first, second, a + first.missing, b, LEVEL, scale));
      lower = Math.max(lower, boundOf("lower", first, second, a, b + second.missing, LEVEL / sets, scale));
      lower = Math.max(lower, boundOf("lower", second, first, b, a + first.missing, LEVEL / sets, scale));
      upper = Math.max(upper, boundOf("upper", second, first, b + second.missing, a, LEVEL, scale));
    }
  }
  const finding = upper <= margin ? "within" : lower > 0 && distance > margin ? "beyond" : "open";
  return { distance, lower, upper, finding };
}

function boundOf(
  side: "lower" | "upper",
  first: LabelCounts,
  second: LabelCounts,
  a: number,
  b: number,
  level: number,
  scale: number,
): number {
  const found = newcombe(
    { complied: Math.round(a * scale), draws: Math.round((outcomes(first) + first.missing) * scale) },
    { complied: Math.round(b * scale), draws: Math.round((outcomes(second) + second.missing) * scale) },
    level,
  );
  return found.kind === "estimated" ? found[side] : side === "upper" ? 1 : 0;
}

function outcomes(arm: LabelCounts): number {
  return arm.counts.reduce((sum, count) => sum + count, 0);
}

function totalVariation(first: LabelCounts, second: LabelCounts): number {
  const [m, n] = [outcomes(first), outcomes(second)];
  return first.counts.reduce((sum, count, label) => sum + Math.abs(count / m - (second.counts[label] ?? 0) / n), 0) / 2;
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
