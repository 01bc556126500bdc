import { checkedProportions } from "./checked-proportions.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import { hypergeometric } from "./hypergeometric.ts";
import type { Proportion } from "./newcombe.ts";

export interface SplitHalf {
  readonly kind: "estimated";
  /** Rate of the wording that half of the draws call the worst, read off the other half. */
  readonly value: number;
  /** Largest rate of any wording, which chance inflates: to be shown beside the value, never alone. */
  readonly naive: number;
  /** How often a wording is the one that was chosen; they sum to 1. */
  readonly chosen: readonly number[];
}

/**
 * Estimand: the rate of the worst wording (the one that complies most), free of the luck that made it look worst.
 *
 * Method: split half. The draws of every wording are halved at random, the wording with the highest rate in one half is chosen (ties by lot)
 * and its rate is read off the other half. The value is the exact expectation over all splits (hypergeometric), no seed needed; for odd
 * numbers of draws the smaller and the larger half choose in turn and the two are averaged. The halves are independent, so wordings
 * of one true rate read that rate on average (the largest of 8 rates at .30 reads .59 at 5 draws). Where wordings
 * differ the choice may miss the worst, so the value is at most the true rate of the worst, on average.
 * For the wording that complies least, hand in the draws that did not comply.
 *
 * Edges: fewer than 2 wordings, or a wording of fewer than 2 draws, which has no halves, is not estimable.
 *
 * @throws RangeError on counts that cannot be
 * @example splitHalf([{ complied: 2, draws: 2 }, { complied: 1, draws: 2 }]) // value 0.75, naive 1, chosen 0.75 and 0.25
 */
export function splitHalf(wordings: readonly Proportion[]): SplitHalf | NotEstimable {
  checkedProportions(wordings);
  if (wordings.length < 2) return notEstimable("there are fewer than 2 wordings to choose from");
  if (wordings.some((each) => each.draws < 2)) return notEstimable("a wording has fewer than 2 draws with an outcome");
  const ways = [Math.floor, Math.ceil].map((round) => expectation(wordings.map((each) => halved(each, round(each.draws / 2)))));
  const average = (part: (way: Expectation) => number): number => ways.reduce((sum, way) => sum + part(way), 0) / ways.length;
  return {
    kind: "estimated",
    value: average((way) => way.value),
    naive: Math.max(...wordings.map((each) => each.complied / each.draws)),
    chosen: wordings.map((_, wording) => average((way) => way.chosen[wording] ?? 0)),
  };
}

/** One possible first half of a wording. */
interface Half {
  readonly probability: number;
  readonly complied: number;
  readonly draws: number;
  /** Rate of the other half. */
  readonly rest: number;
}

interface Expectation {
  readonly value: number;
  readonly chosen: readonly number[];
}

function halved({ complied, draws }: Proportion, size: number): readonly Half[] {
  const { first, probabilities } = hypergeometric({ total: draws, complied, chosen: size });
  return probabilities.map((probability, i) => {
    const here = first + i;
    return { probability, complied: here, draws: size, rest: (complied - here) / (draws - size) };
  });
}

function expectation(wordings: readonly (readonly Half[])[]): Expectation {
  const weighed = wordings.map((halves, wording) => {
    const others = wordings.filter((_, index) => index !== wording);
    return halves.map((half) => ({ weight: half.probability * chanceToWin(half, others), rest: half.rest }));
  });
  return {
    value: sum(weighed.flat().map(({ weight, rest }) => weight * rest)),
    chosen: weighed.map((halves) => sum(halves.map(({ weight }) => weight))),
  };
}

/** P(every other wording is lower, or level and loses the lot among those that tie). */
function chanceToWin(half: Half, others: readonly (readonly Half[])[]): number {
  let tied = [1];
  for (const other of others) {
    const [lower, level] = [probabilityWhere(other, half, -1), probabilityWhere(other, half, 0)];
    tied = [...tied, 0].map((none, count) => none * lower + (tied[count - 1] ?? 0) * level);
  }
  return sum(tied.map((probability, count) => probability / (count + 1)));
}

function probabilityWhere(other: readonly Half[], half: Half, sign: -1 | 0): number {
  // Cross products of whole numbers: rates of halves of different sizes tie exactly or not at all.
  const compare = (each: Half): number => Math.sign(each.complied * half.draws - half.complied * each.draws);
  return sum(other.filter((each) => compare(each) === sign).map((each) => each.probability));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
