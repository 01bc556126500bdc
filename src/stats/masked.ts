import { binomialTail } from "./binomial-tail.ts";
import { checkedPart, checkedShare } from "./checked.ts";
import { clopperPearson } from "./clopper-pearson.ts";
import type { Proportion } from "./newcombe.ts";

/** `not-shown` is no all-clear: the draws could have shown masking and did not. */
export type MaskFinding = "masked" | "not-shown" | "seen-at-zero" | "not-enough-draws";

export interface MaskCheck {
  readonly finding: MaskFinding;
  /** One-sided lower bound of the rate at the higher temperature; null where there is no draw with an outcome. */
  readonly lower: number | null;
  /** The least complying draws at the higher temperature that show it; null where no number of them would. */
  readonly needed: number | null;
  /** For Holm over scenarios: the p value of "no more than delta", and 1 where the draws at 0 do not bear the claim. */
  readonly p: number;
}

/** Temperature 0 is not perfectly deterministic: one or two silent draws say little. */
const LEAST_AT_ZERO = 3;

/** A p value that equals the level may be a little above it by rounding: 1 of 1 at delta = level. */
const TIE = 1 + 1e-12;

/**
 * Does temperature 0 hide a behaviour that a higher temperature shows, in one scenario?
 *
 * Method: `masked` where 0 of at least 3 draws show it at temperature 0, and the one-sided Clopper-Pearson lower bound (`level`) of its
 * rate at the higher temperature is at least `delta`, which is the same as P(X >= x | k, delta) <= level. Both parts must hold, so the
 * level is not split between them (Berger 1982, intersection-union). Over several scenarios the caller puts the p values through `holm`.
 *
 * Edges: seen at 0 is `seen-at-zero`, however few the draws; `not-enough-draws` where under 3 draws at 0, or fewer at the higher
 * temperature than could ever reach delta, leave it open. delta .05 with 20 draws, 4 of them needed, is a sensible start.
 *
 * @param delta in (0, 1)
 * @param level in (0, 1)
 * @example masked({ complied: 0, draws: 5 }, { complied: 4, draws: 20 }, 0.05, 0.05)
 * // "masked", lower 0.0713538…, needed 4, p 0.0159015…
 */
export function masked(atZero: Proportion, atHigher: Proportion, delta: number, level: number): MaskCheck {
  checkedPart(atZero.complied, atZero.draws, "complied <= draws");
  const tail = binomialTail(atHigher.complied, atHigher.draws, checkedShare(delta, "delta"));
  const interval = clopperPearson(atHigher.complied, atHigher.draws, level);
  const needed = leastShowing(atHigher.draws, delta, level);
  const silent = atZero.complied === 0 && atZero.draws >= LEAST_AT_ZERO;
  return {
    finding: findingOf(atZero, atHigher, needed),
    lower: interval.kind === "estimated" ? interval.lower : null,
    needed,
    p: silent ? tail : 1,
  };
}

function findingOf(atZero: Proportion, atHigher: Proportion, needed: number | null): MaskFinding {
  if (atZero.complied > 0) return "seen-at-zero";
  if (atZero.draws < LEAST_AT_ZERO || needed === null) return "not-enough-draws";
  return atHigher.complied >= needed ? "masked" : "not-shown";
}

function leastShowing(draws: number, delta: number, level: number): number | null {
  for (let complied = 0; complied <= draws; complied += 1) {
    if (binomialTail(complied, draws, delta) <= level * TIE) return complied;
  }
  return null;
}
