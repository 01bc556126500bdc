import * as fc from "fast-check";
import { expect, test } from "vitest";
import { newcombePaired, type PairedCounts } from "../../src/stats/newcombe-paired.ts";
import { newcombe } from "../../src/stats/newcombe.ts";
import { estimated, expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const count = fc.nat({ max: 40 });
const table: fc.Arbitrary<PairedCounts> = fc
  .record({ both: count, firstOnly: count, secondOnly: count, neither: count })
  .filter((counts) => Object.values(counts).some((each) => each > 0));

test("value and bounds are those of the reference, from one pair to 260", () => {
  for (const { counts, level, value, lower, upper } of intervals.newcombePaired) {
    const difference = estimated(newcombePaired(counts, level));
    expectNear(difference.value, value);
    expectNear(difference.lower, lower);
    expectNear(difference.upper, upper);
  }
});

test("Newcombe's published example: 20, 12, 2 and 16 pairs give 0.2, from 0.0562 to 0.3292", () => {
  const found = estimated(newcombePaired({ both: 20, firstOnly: 12, secondOnly: 2, neither: 16 }, 0.025));
  expect([found.value, found.lower, found.upper].map((each) => each.toFixed(4))).toEqual(["0.2000", "0.0562", "0.3292"]);
});

test("a correlation no larger than its correction counts as none: the interval is that of independent arms", () => {
  // both·neither - firstOnly·secondOnly is 4, half the pairs 4: corrected to 0. One pair more of both: 6 against 4.5, so it counts.
  const atEdge = estimated(newcombePaired({ both: 3, firstOnly: 1, secondOnly: 2, neither: 2 }, 0.05));
  const independent = estimated(newcombe({ complied: 4, draws: 8 }, { complied: 5, draws: 8 }, 0.05));
  expectNear(atEdge.lower, independent.lower);
  expectNear(atEdge.upper, independent.upper);
  const beyond = estimated(newcombePaired({ both: 4, firstOnly: 1, secondOnly: 2, neither: 2 }, 0.05));
  const apart = estimated(newcombe({ complied: 5, draws: 9 }, { complied: 6, draws: 9 }, 0.05));
  expect(beyond.lower).toBeGreaterThan(apart.lower + 0.001);
});

test("pairs that agree narrow the interval, pairs that disagree widen it", () => {
  const width = (counts: PairedCounts): number => {
    const { lower, upper } = estimated(newcombePaired(counts, 0.025));
    return upper - lower;
  };
  const agreeing = width({ both: 20, firstOnly: 5, secondOnly: 5, neither: 20 });
  const disagreeing = width({ both: 5, firstOnly: 20, secondOnly: 20, neither: 5 });
  const { lower, upper } = estimated(newcombe({ complied: 25, draws: 50 }, { complied: 25, draws: 50 }, 0.025));
  expect(agreeing).toBeLessThan(upper - lower);
  expect(disagreeing).toBeGreaterThan(upper - lower);
});

test("swapping the arms mirrors the interval", () => {
  fc.assert(
    fc.property(table, (counts) => {
      const one = estimated(newcombePaired(counts, 0.05));
      const two = estimated(newcombePaired({ ...counts, firstOnly: counts.secondOnly, secondOnly: counts.firstOnly }, 0.05));
      expectNear(two.value, -one.value);
      expectNear(two.lower, -one.upper);
      expectNear(two.upper, -one.lower);
    }),
  );
});

test("the interval holds its value, stays within -1 and 1 and never collapses", () => {
  fc.assert(
    fc.property(table, (counts) => {
      const { value, lower, upper } = estimated(newcombePaired(counts, 0.05));
      expect(lower <= value && value <= upper && lower < upper).toBe(true);
      expect(lower >= -1 - 1e-12 && upper <= 1 + 1e-12).toBe(true);
    }),
  );
});

test("no pair is not estimable, and what cannot be is an error", () => {
  expect(newcombePaired({ both: 0, firstOnly: 0, secondOnly: 0, neither: 0 }, 0.05)).toEqual({
    kind: "not-estimable",
    reason: "there is no pair with two outcomes",
  });
  expect(() => newcombePaired({ both: 3, firstOnly: -1, secondOnly: 0, neither: 2 }, 0.05)).toThrow(
    "0 <= firstOnly <= pairs, saw -1 and 4",
  );
  expect(() => newcombePaired({ both: 0.5, firstOnly: 0.5, secondOnly: 0, neither: 0 }, 0.05)).toThrow("0 <= both <= pairs, saw 0.5 and 1");
  expect(() => newcombePaired({ both: 1, firstOnly: 1, secondOnly: 1, neither: 1 }, 1)).toThrow(RangeError);
});
