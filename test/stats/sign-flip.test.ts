import * as fc from "fast-check";
import { expect, test } from "vitest";
import { binomialTail } from "../../src/stats/binomial-tail.ts";
import type { Fraction } from "../../src/stats/exact-sum.ts";
import { signFlip } from "../../src/stats/sign-flip.ts";
import { estimated, expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const over = (denominator: number, numerators: readonly number[]): Fraction[] =>
  numerators.map((numerator) => ({ numerator, denominator }));

const fraction: fc.Arbitrary<Fraction> = fc.record({
  numerator: fc.integer({ min: -30, max: 30 }),
  denominator: fc.integer({ min: 1, max: 20 }),
});

/** Powers of 2: no sum of some of them equals another, so nothing lies on a coarse grid. */
const withoutGrid = (scenarios: number): Fraction[] =>
  over(
    7,
    Array.from({ length: scenarios }, (_, i) => 2 ** i),
  );

test("p is that of listing all assignments, and of counting them on a grid for 24 and 64 scenarios", () => {
  for (const { differences, p, scenarios } of intervals.signFlip) {
    const found = estimated(signFlip(differences, 1, 99));
    expectNear(found.p, p);
    expect(Math.abs(found.p / p - 1)).toBeLessThan(1e-12);
    expect(found).toMatchObject({ scenarios, smallest: 2 ** (1 - scenarios), exact: true });
  }
});

test("ties are exact, where floating point breaks them", () => {
  // In tenths 1 + 2 + 3 - 4 = 2, and only 1 - 2 - 3 + 4 = 0 and its mirror are nearer to 0; 0.1 + 0.2 + 0.3 - 0.4 is 0.20000000000000007.
  expect(estimated(signFlip(over(10, [1, 2, 3, -4]), 1, 99)).p).toBe(14 / 16);
  expect(estimated(signFlip([...over(3, [1]), ...over(6, [1]), ...over(2, [-1])], 1, 99)).p).toBe(1);
});

test("differences that all have one sign give the smallest p there is", () => {
  expect(signFlip(over(10, [1, 3, 2, 5, 4]), 1, 99)).toEqual({
    kind: "estimated",
    p: 2 ** -4,
    scenarios: 5,
    smallest: 2 ** -4,
    exact: true,
  });
  expect(estimated(signFlip(over(10, [-1, -1, -1, -1, -1, -1]), 1, 99)).p).toBe(2 ** -5);
});

test("differences of 0 are dropped and change no p", () => {
  const [with0, without] = [signFlip(over(10, [0, 1, 3, 0, 2]), 1, 99), signFlip(over(10, [1, 3, 2]), 1, 99)];
  expect(with0).toEqual(without);
  expect(estimated(with0).scenarios).toBe(3);
});

test("turning all signs, the order and the way a fraction is written do not matter", () => {
  fc.assert(
    fc.property(fc.array(fraction, { minLength: 1, maxLength: 9 }), (some) => {
      const found = signFlip(some, 1, 99);
      expect(signFlip(some.toReversed(), 1, 99)).toEqual(found);
      expect(
        signFlip(
          some.map((each) => ({ ...each, numerator: -each.numerator })),
          1,
          99,
        ),
      ).toEqual(found);
      expect(
        signFlip(
          some.map(({ numerator, denominator }) => ({ numerator: -6 * numerator, denominator: -6 * denominator })),
          1,
          99,
        ),
      ).toEqual(found);
      if (found.kind === "estimated") expect(found.smallest <= found.p && found.p <= 1).toBe(true);
    }),
  );
});

test("30 scenarios are counted in full whatever their differences; 31 off a grid are sampled", () => {
  const full = estimated(signFlip(withoutGrid(30), 1, 99));
  expect(full).toEqual({ kind: "estimated", p: 2 ** -29, scenarios: 30, smallest: 2 ** -29, exact: true });
  const sampled = estimated(signFlip(withoutGrid(31), 1, 99));
  expect(sampled).toEqual({ kind: "estimated", p: 1 / 100, scenarios: 31, smallest: 1 / 100, exact: false });
});

test("on a grid its points between the extremes decide: half of the scenarios may have 2^15 of them, whichever half", () => {
  const withOneOf = (last: number, ones: number): Fraction[] => over(1, [last, ...Array.from({ length: ones }, () => 1)]);
  // 15 ones and the last: 16 + last points. With one scenario more the last falls into the half of 16 ones.
  expect(estimated(signFlip(withOneOf(2 ** 15 - 16, 31), 1, 9)).exact).toBe(true);
  expect(estimated(signFlip(withOneOf(2 ** 15 - 15, 31), 1, 9)).exact).toBe(false);
  expect(estimated(signFlip(withOneOf(2 ** 15 - 17, 32), 1, 9)).exact).toBe(true);
  expect(estimated(signFlip(withOneOf(2 ** 15 - 16, 32), 1, 9)).exact).toBe(false);
});

test("a grid is as coarse as what its differences have in common", () => {
  const coarse = over(1, [2 ** 15 - 16, ...Array.from({ length: 31 }, () => 1)]).map((each) => ({
    ...each,
    numerator: 10 * each.numerator,
  }));
  expect(estimated(signFlip(coarse, 1, 9)).exact).toBe(true);
});

test("sampled flips come near the exact p, and ties count among them", () => {
  // 20 of 32 equal differences are positive, their sum is 8; a tiny 33rd takes them off the grid and lets half of the sums of 8 count.
  const differences = [
    ...over(
      1,
      Array.from({ length: 32 }, (_, i) => (i < 20 ? 1 : -1)),
    ),
    { numerator: 1, denominator: 2 ** 20 },
  ];
  const exact = 2 * binomialTail(21, 32, 0.5) + (binomialTail(20, 32, 0.5) - binomialTail(21, 32, 0.5));
  const flips = 20_000;
  const found = estimated(signFlip(differences, 5, flips));
  expect(found.exact).toBe(false);
  expect(Math.abs(found.p - exact)).toBeLessThan(4 * Math.sqrt((exact * (1 - exact)) / flips));
});

test("where no sum is nearer to 0 every flip counts: the sampled p is 1", () => {
  // 2^30 - (2^29 + … + 1) = 1, and sums of these are odd.
  const nearest = withoutGrid(31).map((each, i) => (i < 30 ? { ...each, numerator: -each.numerator } : each));
  expect(signFlip(nearest, 1, 99)).toEqual({ kind: "estimated", p: 1, scenarios: 31, smallest: 1 / 100, exact: false });
});

test("the same seed gives the same p, another seed another", () => {
  const differences = withoutGrid(31).map((each, i) => ({ ...each, numerator: i % 2 === 0 ? each.numerator : -each.numerator }));
  expect(signFlip(differences, 1, 999)).toEqual(signFlip(differences, 1, 999));
  expect(signFlip(differences.toReversed(), 1, 999)).toEqual(signFlip(differences, 1, 999));
  expect(estimated(signFlip(differences, 1, 999)).p).not.toBe(estimated(signFlip(differences, 2, 999)).p);
});

test("where no scenario differs it is not estimable", () => {
  for (const same of [[], over(3, [0]), over(-3, [0, 0])]) {
    expect(signFlip(same, 1, 99)).toEqual({ kind: "not-estimable", reason: "no scenario differs" });
  }
});

test("what cannot be is an error", () => {
  expect(() => signFlip([{ numerator: 1, denominator: 0 }], 1, 99)).toThrow(
    "wanted fractions of whole numbers with a denominator other than 0, saw 1/0",
  );
  expect(() => signFlip([{ numerator: 0.5, denominator: 2 }], 1, 99)).toThrow("saw 0.5/2");
  expect(() => signFlip([{ numerator: 1, denominator: 2.5 }], 1, 99)).toThrow("saw 1/2.5");
  expect(() => signFlip(over(2, [1]), 1, 0)).toThrow("wanted flips to be a whole number from 1 on, saw 0");
});
