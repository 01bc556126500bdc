import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { checkedCount } from "./checked.ts";
import { type NotEstimable, notEstimable } from "./estimable.ts";
import type { Fraction } from "./exact-sum.ts";

export interface SignFlip {
  readonly kind: "estimated";
  readonly p: number;
  /** Scenarios that differ at all; only these have a sign to flip. */
  readonly scenarios: number;
  /** The least p that this many scenarios can give. Where it is above the level, the test cannot speak. */
  readonly smallest: number;
  /** Whether all sign assignments were counted, not a sample of them. */
  readonly exact: boolean;
}

/** Different sums of half of the scenarios that are counted one by one: all those of 15, hence of 30 scenarios in two halves. */
const MOST_SUMS = 2n ** 15n;

/**
 * Tests that nothing widened systematically: each scenario's difference is as likely to be positive as negative.
 *
 * Method: two-sided sign-flip test. p is the share of the 2^S sign assignments whose sum is at least as far from 0 as the observed one.
 * The differences become whole numbers over their common denominator, so ties are exact (in floating point they break).
 * Counted in full up to 30 scenarios, and beyond where the differences lie on a grid that leaves few different sums, as they do with
 * equal draws; else estimated from seeded random flips as (1 + flips at least as far) / (1 + flips).
 * Source: Fisher 1935, "The Design of Experiments", section 21; plus one: Phipson and Smyth, arXiv 1603.05766.
 *
 * Edges: differences of 0 have no sign and are dropped, which changes no p; where none is left it is not estimable.
 * The smallest p is 2^(1-S), so under 6 scenarios it never falls below .05; with random flips it is 1 / (1 + flips).
 *
 * @example signFlip([{ numerator: 1, denominator: 2 }, { numerator: 1, denominator: 3 }, { numerator: -1, denominator: 6 }], 7, 999)
 * // p 0.5, 3 scenarios, smallest 0.25, exact true
 */
export function signFlip(differences: readonly Fraction[], seed: number, flips: number): SignFlip | NotEstimable {
  checkedCount(flips, "flips");
  const whole = inWholeNumbers(differences);
  const scenarios = whole.length;
  if (scenarios === 0) return notEstimable("no scenario differs");
  const observed = size(whole.reduce((total, each) => total + each, 0n));
  // Sorted sizes make the p a function of the differences alone, whatever their order.
  const sizes = whole.map(size).toSorted((a, b) => Number(a - b));
  const first = sizes.filter((_, index) => index % 2 === 0);
  const second = sizes.filter((_, index) => index % 2 === 1);
  if (sumsAtMost(first) > MOST_SUMS || sumsAtMost(second) > MOST_SUMS) {
    return { kind: "estimated", p: sampledShare(sizes, observed, seed, flips), scenarios, smallest: 1 / (1 + flips), exact: false };
  }
  const p = exactShare(sharesOfSums(first), sharesOfSums(second), observed);
  return { kind: "estimated", p, scenarios, smallest: 2 ** (1 - scenarios), exact: true };
}

/** The differences other than 0 in the largest unit in which all are whole. */
function inWholeNumbers(differences: readonly Fraction[]): bigint[] {
  for (const { numerator, denominator } of differences) {
    if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator === 0) {
      throw new RangeError(`wanted fractions of whole numbers with a denominator other than 0, saw ${numerator}/${denominator}`);
    }
  }
  const common = differences.reduce((product, { denominator }) => product * BigInt(denominator), 1n);
  const whole = differences.map(({ numerator, denominator }) => BigInt(numerator) * (common / BigInt(denominator)));
  const unit = whole.reduce(greatestDivisor, 0n);
  return whole.filter((each) => each !== 0n).map((each) => each / unit);
}

/** There are 2^S sums, and no more than the whole numbers between the extremes that are as even or odd as these. */
function sumsAtMost(sizes: readonly bigint[]): bigint {
  const points = sizes.reduce((sum, each) => sum + each, 1n);
  const assignments = 2n ** BigInt(sizes.length);
  return assignments < points ? assignments : points;
}

type Share = readonly [sum: bigint, share: number];

/** Every sum that flipping signs can give, from the smallest on, with the share of assignments that give it. */
function sharesOfSums(sizes: readonly bigint[]): readonly Share[] {
  let shares = new Map([[0n, 1]]);
  for (const each of sizes) {
    const next = new Map<bigint, number>();
    for (const [sum, share] of shares) {
      for (const flipped of [sum + each, sum - each]) next.set(flipped, (next.get(flipped) ?? 0) + share / 2);
    }
    shares = next;
  }
  return [...shares].toSorted(([a], [b]) => Number(a - b));
}

/**
 * Sums mirror at 0, so the share of both tails is twice that of one, and at most 1 where the observed sum is 0.
 * The larger the sum of the first half, the less the second must add.
 */
function exactShare(first: readonly Share[], second: readonly Share[], observed: bigint): number {
  const falling = second.toReversed();
  let [reached, next, upper] = [0, 0, 0];
  for (const [sum, share] of first) {
    for (let other = falling[next]; other !== undefined && sum + other[0] >= observed; other = falling[next]) {
      reached += other[1];
      next += 1;
    }
    upper += share * reached;
  }
  return Math.min(1, 2 * upper);
}

function sampledShare(sizes: readonly bigint[], observed: bigint, seed: number, flips: number): number {
  const rng = xoroshiro128plus(seed);
  let asFar = 0;
  for (let flip = 0; flip < flips; flip += 1) {
    const sum = sizes.reduce((total, each) => (uniformFloat64(rng) < 0.5 ? total + each : total - each), 0n);
    if (size(sum) >= observed) asFar += 1;
  }
  return (1 + asFar) / (1 + flips);
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [size(a), size(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
