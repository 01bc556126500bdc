import { checkedProportions } from "./checked-proportions.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import { exactSum, type Fraction } from "./exact-sum.ts";
import { mean } from "./moments.ts";
import type { Proportion } from "./newcombe.ts";

/** Probabilities that two draws of one scenario behave differently. */
export interface Disagreement {
  readonly kind: "estimated";
  /** Excess: between less within, twice the wording variance. Below 0 at times. */
  readonly value: number;
  /** Draws of two different wordings. */
  readonly between: number;
  /** Two draws of the same wording. */
  readonly within: number;
}

/**
 * Estimand: how much more often two answers differ if they come from different wordings than if they come from one:
 * P(differ | two wordings) - P(differ | one wording), mean over scenarios, `scenarios[scenario][wording]`. 0 where the wording makes no
 * difference. (The rate at which majority labels flip reads 27 to 50 % there at 5 draws, for rates of .3 to .5.)
 *
 * Method: the shares of differing pairs, each unbiased for any draws, so values below 0 happen and stay; scenarios of one wording are
 * left out. Call it with the wordings of one axis (language, length, person) for that axis alone.
 *
 * Edges: no scenario of 2 wordings, or a cell of fewer than 2 draws in one, is not estimable.
 *
 * @throws RangeError on counts that cannot be
 * @example excessDisagreement([[{ complied: 4, draws: 4 }, { complied: 2, draws: 4 }]]) // 0.1666…: between 0.5, within 0.3333…
 */
export function excessDisagreement(scenarios: readonly (readonly Proportion[])[]): Disagreement | NotEstimable {
  const several = scenarios.map(checkedProportions).filter((wordings) => wordings.length > 1);
  if (several.length === 0) return notEstimable("no scenario has 2 wordings");
  if (several.flat().some((cell) => cell.draws < 2)) return notEstimable("a cell has fewer than 2 draws with an outcome");
  const between = several.map((wordings) => exactMean(wordings.flatMap((one, i) => wordings.slice(i + 1).map((two) => differ(one, two)))));
  const within = several.map((wordings) => exactMean(wordings.map(differInside)));
  return {
    kind: "estimated",
    value: mean(between.map((each, i) => each - (within[i] ?? 0))),
    between: mean(between),
    within: mean(within),
  };
}

function differ(one: Proportion, two: Proportion): Fraction {
  const pairs = one.complied * (two.draws - two.complied) + two.complied * (one.draws - one.complied);
  return { numerator: pairs, denominator: one.draws * two.draws };
}

function differInside({ complied, draws }: Proportion): Fraction {
  return { numerator: 2 * complied * (draws - complied), denominator: draws * (draws - 1) };
}

function exactMean(fractions: readonly Fraction[]): number {
  return exactSum(fractions) / fractions.length;
}
