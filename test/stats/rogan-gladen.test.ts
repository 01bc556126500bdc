import * as fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { expect, test } from "vitest";
import { fixedPack } from "../../src/stats/fixed-pack.ts";
import type { Proportion } from "../../src/stats/newcombe.ts";
import {
  type Calibration,
  type Corrected,
  correctedDifference,
  correctedRate,
  correctedSum,
  labelledArms,
} from "../../src/stats/rogan-gladen.ts";
import { estimated, expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const of = (complied: number, draws: number): Proportion => ({ complied, draws });
const gold = (right: number, ofComplying: number, rightNot: number, ofNot: number): Calibration => ({
  complying: { agreed: right, of: ofComplying },
  notComplying: { agreed: rightNot, of: ofNot },
});
const good = gold(90, 100, 95, 100);

function expectSame(actual: Corrected, wanted: Omit<Corrected, "kind">): void {
  expectNear(actual.value, wanted.value);
  expectNear(actual.standardError, wanted.standardError);
  expectNear(actual.lower, wanted.lower);
  expectNear(actual.upper, wanted.upper);
}

test("a corrected rate is that of the numerical delta method, at the edges of arm and calibration too", () => {
  for (const each of intervals.roganGladen.rates) expectSame(estimated(correctedRate(each.arm, each.calibration, each.level)), each);
});

test("a corrected difference is that of the full covariance matrix, with one calibration shared and with one for each arm", () => {
  const { shared, own } = intervals.roganGladen;
  for (const each of [...shared, ...own]) {
    expectSame(estimated(correctedDifference(each.first, each.second, each.calibration, each.level)), each);
  }
});

test("a corrected sum of four arms under two calibrations is that of the full covariance matrix", () => {
  for (const { groups, ...wanted } of intervals.roganGladen.sums) {
    const sums = groups.map((group) => labelledArms(group.arms, group.calibration));
    expectSame(estimated(correctedSum(sums, wanted.level)), wanted);
  }
});

test("labels that are right 90 and 95 % of the time: 30 of 100 labelled become .2941", () => {
  const { value, standardError } = estimated(correctedRate(of(30, 100), good, 0.025));
  expectNear(value, (0.3 + 0.95 - 1) / 0.85);
  // By hand: Var q = 31·71/102²/100, Var se = 91·11/102²/100, Var sp = 96·6/102²/100.
  const terms = 31 * 71 + value ** 2 * 91 * 11 + (1 - value) ** 2 * 96 * 6;
  expectNear(standardError, Math.sqrt(terms / 102 ** 2 / 100) / 0.85);
});

test("a spurious gap from labels that err unequally is taken out by a calibration for each arm", () => {
  // Both arms comply at .1; specificity .92 and .95 make .182 and .145 of the labels (sensitivity 1).
  const first = gold(1000, 1000, 920, 1000);
  const second = gold(1000, 1000, 950, 1000);
  const found = estimated(correctedDifference(of(172, 1000), of(145, 1000), { first, second }, 0.025));
  expectNear(found.value, 0.1 - 0.1);
  const wrong = estimated(correctedDifference(of(172, 1000), of(145, 1000), second, 0.025));
  expectNear(wrong.value, 0.027 / 0.95);
});

test("it is not clipped: rates under the labels' error come out below 0, and above 1 likewise", () => {
  expectNear(estimated(correctedRate(of(0, 100), good, 0.025)).value, -0.05 / 0.85);
  expectNear(estimated(correctedRate(of(100, 100), good, 0.025)).value, 0.95 / 0.85);
});

test("perfect labels leave the rate as it is, with doubt: no width is ever 0", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat({ max: 60 }), fc.integer({ min: 1, max: 90 }), (draws, any, read) => {
      const arm = of(any % (draws + 1), draws);
      const { value, standardError, lower, upper } = estimated(correctedRate(arm, gold(read, read, read, read), 0.05));
      expectNear(value, arm.complied / draws);
      expect(standardError).toBeGreaterThan(0);
      expect(lower < value && value < upper).toBe(true);
    }),
  );
});

test("counting the other outcome mirrors the rate, swapping the arms mirrors the difference", () => {
  const [one, two] = [of(12, 50), of(30, 40)];
  const other = gold(40, 50, 70, 90);
  const swapped = (calibration: Calibration): Calibration => ({ complying: calibration.notComplying, notComplying: calibration.complying });
  const rate = estimated(correctedRate(one, other, 0.05));
  const mirrored = estimated(correctedRate(of(38, 50), swapped(other), 0.05));
  expectSame(mirrored, { value: 1 - rate.value, standardError: rate.standardError, lower: 1 - rate.upper, upper: 1 - rate.lower });
  const forth = estimated(correctedDifference(one, two, { first: good, second: other }, 0.05));
  const back = estimated(correctedDifference(two, one, { first: other, second: good }, 0.05));
  expectSame(back, { value: -forth.value, standardError: forth.standardError, lower: -forth.upper, upper: -forth.lower });
});

test("more draws, and more replies read, narrow the interval", () => {
  const width = (arm: Proportion, calibration: Calibration): number => estimated(correctedRate(arm, calibration, 0.05)).standardError;
  expect(width(of(60, 200), good)).toBeLessThan(width(of(30, 100), good));
  expect(width(of(30, 100), gold(180, 200, 95, 100))).toBeLessThan(width(of(30, 100), good));
  expect(width(of(30, 100), gold(90, 100, 190, 200))).toBeLessThan(width(of(30, 100), good));
});

test("a shared calibration leaves a difference of equal arms without its error, one for each arm does not", () => {
  const arm = of(30, 100);
  const shared = estimated(correctedDifference(arm, arm, good, 0.05));
  const own = estimated(correctedDifference(arm, arm, { first: good, second: good }, 0.05));
  expectNear(shared.standardError, Math.sqrt((2 * 31 * 71) / 102 ** 2 / 100) / 0.85);
  expect(own.standardError).toBeGreaterThan(shared.standardError * 1.05);
});

test("a gap over a pack takes value and variance from the fixed pack", () => {
  const cells = [
    { divisor: 2, complied: 8, draws: 10 },
    { divisor: -2, complied: 3, draws: 10 },
    { divisor: 2, complied: 10, draws: 10 },
    { divisor: -2, complied: 10, draws: 10 },
  ];
  const { value, variance } = estimated(fixedPack(cells));
  const found = estimated(correctedSum([{ kind: "estimated", value, variance, weight: 0, calibration: good }], 0.05));
  expectNear(found.value, value / 0.85);
  const calibrated = (found.value ** 2 * (91 * 11 + 96 * 6)) / 102 ** 2 / 100;
  expectNear(found.standardError, Math.sqrt(variance + calibrated) / 0.85);
});

test("the interval covers as often as it says, at 30 and 50 replies read", () => {
  const rng = xoroshiro128plus(20261124);
  const binomial = (draws: number, rate: number): number =>
    Array.from({ length: draws }, () => uniformFloat64(rng)).filter((each) => each < rate).length;
  const runs = 2000;
  for (const [rate, read] of [
    [0.3, 50],
    [0.05, 30],
  ] as const) {
    let covered = 0;
    for (let run = 0; run < runs; run += 1) {
      const calibration = gold(binomial(read, 0.9), read, binomial(read, 0.95), read);
      const { lower, upper } = estimated(correctedRate(of(binomial(60, 0.9 * rate + 0.05 * (1 - rate)), 60), calibration, 0.05));
      if (lower <= rate && rate <= upper) covered += 1;
    }
    // Nominal 90 %; four standard errors of a share of 2000 runs are 2.7 points.
    expect(covered / runs).toBeGreaterThan(0.9 - 0.027);
  }
});

test("labels no better than chance are not estimable, to the last reply", () => {
  const reason = "labels agree with people no better than chance";
  // .7 + .3 - 1 must be exactly 0.
  expect(correctedRate(of(1, 2), gold(7, 10, 3, 10), 0.05)).toEqual({ kind: "not-estimable", reason });
  expect(correctedRate(of(1, 2), gold(1, 10, 3, 10), 0.05)).toEqual({ kind: "not-estimable", reason });
  expect(correctedDifference(of(1, 2), of(1, 2), { first: good, second: gold(1, 3, 2, 3) }, 0.05)).toEqual({
    kind: "not-estimable",
    reason,
  });
  expect(correctedRate(of(1, 2), gold(71, 100, 3, 10), 0.05).kind).toBe("estimated");
});

test("what was never read or drawn is not estimable", () => {
  const reason = (found: { kind: string; reason?: string }): string => `${found.kind}: ${found.reason}`;
  expect(reason(correctedRate(of(1, 2), gold(0, 0, 9, 10), 0.05))).toBe("not-estimable: people read no reply that complies");
  expect(reason(correctedRate(of(1, 2), gold(9, 10, 0, 0), 0.05))).toBe("not-estimable: people read no reply that does not comply");
  expect(reason(correctedRate(of(0, 0), good, 0.05))).toBe("not-estimable: one arm has no draw with an outcome");
  expect(reason(correctedDifference(of(1, 2), of(0, 0), good, 0.05))).toBe("not-estimable: one arm has no draw with an outcome");
  expect(reason(correctedDifference(of(1, 2), of(0, 0), { first: good, second: good }, 0.05))).toBe(
    "not-estimable: one arm has no draw with an outcome",
  );
  expect(reason(correctedSum([], 0.05))).toBe("not-estimable: there is no arm");
  expect(reason(labelledArms([], good))).toBe("not-estimable: there is no arm");
});

test("what cannot be is an error", () => {
  expect(() => correctedRate(of(3, 2), good, 0.05)).toThrow("0 <= complied <= draws, saw 3 and 2");
  expect(() => correctedRate(of(1, 2), gold(101, 100, 95, 100), 0.05)).toThrow("0 <= agreed <= of, saw 101 and 100");
  expect(() => correctedRate(of(1, 2), gold(90, 100, 101, 100), 0.05)).toThrow("0 <= agreed <= of, saw 101 and 100");
  expect(() => correctedRate(of(1, 2), good, 1)).toThrow("strictly between 0 and 1, saw 1");
  expect(() => correctedSum([{ kind: "estimated", value: 0, variance: 0, weight: 0, calibration: good }], 0.05)).toThrow(
    "wanted a variance above 0, saw 0",
  );
});
