import type { Draw } from "../../schema/draw.ts";
import { Learner } from "../../verdict/power/learn.ts";
import { type PowerLineOptions, powerLine } from "../../verdict/power/power-line.ts";
import type { CachedBase } from "../draws/cached-base.ts";
import type { Comparison } from "../comparison.ts";
import { looksOf } from "../draws/reach.ts";

type Weighed = Pick<Comparison, "planned" | "plan" | "matching"> & { readonly options: Pick<Comparison["options"], "policy"> };

/**
 * A run that stopped at its first look leaves a base of few draws. Where an unchanged model would pass less often than not against it, and more often if
 * base were drawn anew, calls are saved at the wrong end: the plan's own figures say so, with the spread that these very draws show.
 */
export function isTooThin(comparison: Weighed, { draws }: Pick<CachedBase, "draws">): boolean {
  const power = (cachedBase: number | null): PowerLineOptions => ({
    cells: comparison.planned.map(({ identity }) => identity.cell),
    looks: looksOf(comparison.plan),
    cachedBase,
    policy: comparison.options.policy,
    pairs: comparison.matching.pairs.length,
    variance: spreadOf(draws),
  });
  return powerLine(power(roundsOf(draws))) !== null && powerLine(power(null)) === null;
}

/** Draws of the fullest probe cell. */
export function roundsOf(draws: readonly Draw[]): number {
  return draws.reduce((most, { identity }) => (identity.cell.role === "probe" ? Math.max(most, identity.draw + 1) : most), 0);
}

/** v as these draws show it; null where they do not. */
export function spreadOf(draws: readonly Draw[]): number | null {
  const learner = new Learner();
  for (const draw of draws) learner.add(draw);
  return learner.learned?.variance ?? null;
}
