import { chiSquareCdf } from "./distributions.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";

/** Draws of one arm, and how many of them have no outcome. */
export interface MissingCount {
  readonly missing: number;
  readonly draws: number;
}

export interface ChiSquare {
  readonly kind: "estimated";
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

/**
 * Tests whether the share of missing draws is the same in all arms. Method: Pearson's chi-square of the
 * arms × {missing, seen} table, without continuity correction. Source: Pearson 1900.
 *
 * Edges: arms without draws are left out; with fewer than 2 arms, or where all draws or none are missing, the
 * shares cannot differ and there is no test. With few missing draws the p is approximate, which is why
 * the verdict asks for a range of shares as well. Counts are taken as they come: whole, with missing <= draws.
 *
 * @example chiSquare([{ missing: 1, draws: 10 }, { missing: 6, draws: 10 }]) // statistic 5.4945…, p 0.0190…
 */
export function chiSquare(arms: readonly MissingCount[]): ChiSquare | NotEstimable {
  const used = arms.filter((arm) => arm.draws > 0);
  const draws = used.reduce((total, arm) => total + arm.draws, 0);
  const missing = used.reduce((total, arm) => total + arm.missing, 0);
  if (used.length < 2) return notEstimable("fewer than 2 arms have draws");
  if (missing === 0 || missing === draws) return notEstimable("all arms miss the same share");
  const share = missing / draws;
  // (seen - expected)² is the same for the two columns, and 1/share + 1/(1-share) sums their weights.
  const statistic = used.reduce((total, arm) => total + (arm.missing - arm.draws * share) ** 2 / (arm.draws * share * (1 - share)), 0);
  const degreesOfFreedom = used.length - 1;
  return { kind: "estimated", statistic, degreesOfFreedom, p: Math.max(0, 1 - chiSquareCdf(statistic, degreesOfFreedom)) };
}
