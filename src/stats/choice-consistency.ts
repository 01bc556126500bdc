import { type NotEstimable, notEstimable } from "./estimable.ts";
import { exactSum, type Fraction } from "./exact-sum.ts";
import type { PointEstimate } from "./point-estimate.ts";
import { checkedStratum, drawsOf } from "./stratum.ts";

/** Draws of one forced choice, asked with its options in one order. */
export interface OrderCounts {
  /** `counts[choice]`: draws that picked this content; the same contents in the same places in every order. */
  readonly counts: readonly number[];
  /** `slots[choice]`: where that content stood, 0 for the first slot. */
  readonly slots: readonly number[];
}

export interface ChoiceConsistency {
  readonly kind: "estimated";
  /** P(two draws of two different orders pick the same content). */
  readonly value: number;
  /** The same, rescaled: 0 where picks are uniform, 1 where they always agree, below 0 where the slot decides. */
  readonly kappa: number;
  /** P(two draws of one order pick the same content): what sampling alone leaves. Far above `value`, the order decides. */
  readonly withinOrder: PointEstimate | NotEstimable;
  /** P(first slot) - 1/m. */
  readonly positionBias: PointEstimate | NotEstimable;
  /** The content picked most in every order, ties not counting; null where there is none. */
  readonly preferred: number | null;
}

/**
 * Estimand: how far the content, rather than its place in the list, decides a forced choice among m contents asked in several orders.
 *
 * Method: C = mean over pairs of different orders of Σ a·b, the shares of a content in the two; unbiased, since their draws are independent.
 * Pairs of draws within one order are kept apart (Σ x(x-1) / (n(n-1)), unbiased). kappa = (C - 1/m) / (1 - 1/m): chance is a uniform pick,
 * not the marginal shares, against which a model that always picks one content would show no agreement beyond chance.
 * Source: Brennan and Prediger 1981, "Coefficient Kappa: Some Uses, Misuses, and Alternatives".
 * The position bias is the mean over orders of the share that picked the first slot, less 1/m.
 *
 * Edges: orders with the same slots are not different; without two different ones, or with an order without draws, nothing is estimable.
 * `withinOrder` needs 2 draws in every order. `positionBias` needs every content to stand first equally often (all orders, a Latin
 * square), else a liked content would pass for a liked slot. `preferred` flips easily at few draws.
 *
 * @throws RangeError on fewer than 2 contents, counts that cannot be, or slots that are not 0 to m-1 in some order
 * @example choiceConsistency([{ counts: [4, 0], slots: [0, 1] }, { counts: [3, 1], slots: [1, 0] }])
 * // value 0.75, kappa 0.5, withinOrder 0.75, positionBias 0.125, preferred 0
 */
export function choiceConsistency(orders: readonly OrderCounts[]): ChoiceConsistency | NotEstimable {
  const choices = checkedChoices(orders);
  const pairs = orders.flatMap((one, i) => orders.slice(i + 1).map((two) => [one, two] as const)).filter(haveOtherSlots);
  if (pairs.length === 0) return notEstimable("there are no two different orders");
  if (orders.some((order) => drawsOf(order.counts) === 0)) return notEstimable("an order has no draw with an outcome");
  const value = exactSum(pairs.map(agreement)) / pairs.length;
  return {
    kind: "estimated",
    value,
    kappa: (value * choices - 1) / (choices - 1),
    withinOrder: withinOrder(orders),
    positionBias: positionBias(orders, choices),
    preferred: preferred(orders),
  };
}

function haveOtherSlots([one, two]: readonly [OrderCounts, OrderCounts]): boolean {
  return one.slots.some((slot, choice) => slot !== two.slots[choice]);
}

function agreement([one, two]: readonly [OrderCounts, OrderCounts]): Fraction {
  const same = one.counts.reduce((sum, count, choice) => sum + count * (two.counts[choice] ?? 0), 0);
  return { numerator: same, denominator: drawsOf(one.counts) * drawsOf(two.counts) };
}

function withinOrder(orders: readonly OrderCounts[]): PointEstimate | NotEstimable {
  if (orders.some((order) => drawsOf(order.counts) < 2)) return notEstimable("an order has fewer than 2 draws with an outcome");
  const shares = orders.map(({ counts }) => {
    const draws = drawsOf(counts);
    return { numerator: counts.reduce((sum, count) => sum + count * (count - 1), 0), denominator: draws * (draws - 1) };
  });
  return { kind: "estimated", value: exactSum(shares) / orders.length };
}

function positionBias(orders: readonly OrderCounts[], choices: number): PointEstimate | NotEstimable {
  const firsts = orders.map((order) => order.slots.indexOf(0));
  const isBalanced = [...Array(choices).keys()].every(
    (choice) => firsts.filter((first) => first === choice).length * choices === orders.length,
  );
  if (!isBalanced) return notEstimable("the choices do not stand first equally often");
  const shares = orders.map(({ counts }, i) => ({ numerator: counts[firsts[i] ?? 0] ?? 0, denominator: drawsOf(counts) * orders.length }));
  return { kind: "estimated", value: exactSum([...shares, { numerator: -1, denominator: choices }]) };
}

function preferred(orders: readonly OrderCounts[]): number | null {
  const winners = new Set(orders.map((order) => winner(order.counts)));
  const [only] = winners;
  return winners.size === 1 ? (only ?? null) : null;
}

function winner(counts: readonly number[]): number | null {
  const most = Math.max(...counts);
  return counts.filter((count) => count === most).length === 1 ? counts.indexOf(most) : null;
}

/** The number of contents. */
function checkedChoices(orders: readonly OrderCounts[]): number {
  checkedStratum(orders.map((order) => order.counts));
  const choices = orders[0]?.counts.length ?? 2;
  if (choices < 2) throw new RangeError(`a choice needs at least 2 contents, saw ${choices}`);
  for (const { slots } of orders) {
    const isOrder = slots.length === choices && slots.toSorted((a, b) => a - b).every((slot, i) => slot === i);
    if (!isOrder) throw new RangeError(`slots must be 0 to ${choices - 1} in some order, saw ${slots.join(", ")}`);
  }
  return choices;
}
