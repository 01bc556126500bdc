import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { WeightedCell } from "../../src/stats/fixed-pack.ts";
import { mover } from "../../src/stats/mover.ts";
import { newcombe } from "../../src/stats/newcombe.ts";
import { wilson } from "../../src/stats/wilson.ts";
import { estimated, expectNear } from "./golden.ts";
import { intervals } from "./intervals-golden.ts";

const cell: fc.Arbitrary<WeightedCell> = fc
  .record({ divisor: fc.integer({ min: 1, max: 40 }), positive: fc.boolean(), draws: fc.integer({ min: 1, max: 20 }), chance: fc.nat() })
  .map(({ divisor, positive, draws, chance }) => ({ divisor: positive ? divisor : -divisor, draws, complied: chance % (draws + 1) }));
const cells = fc.array(cell, { minLength: 1, maxLength: 30 });

test("value and bounds are those of the reference", () => {
  for (const { cells, level, value, lower, upper } of intervals.mover) {
    const found = estimated(mover(cells, level));
    expectNear(found.value, value);
    expectNear(found.lower, lower);
    expectNear(found.upper, upper);
  }
});

test("two cells that weigh 1 and -1 give Newcombe's interval", () => {
  fc.assert(
    fc.property(cell, cell, (one, two) => {
      const found = estimated(
        mover(
          [
            { ...one, divisor: 1 },
            { ...two, divisor: -1 },
          ],
          0.025,
        ),
      );
      const wanted = estimated(newcombe(one, two, 0.025));
      expect(found.value).toBe(wanted.value);
      expectNear(found.lower, wanted.lower);
      expectNear(found.upper, wanted.upper);
    }),
  );
});

test("one cell that weighs 1 gives Wilson's interval", () => {
  const found = estimated(mover([{ divisor: 1, complied: 3, draws: 7 }], 0.05));
  const wanted = estimated(wilson(3, 7, 0.05));
  expectNear(found.lower, wanted.lower);
  expectNear(found.upper, wanted.upper);
});

test("with all signs turned the interval mirrors, to the last bit", () => {
  fc.assert(
    fc.property(cells, (some) => {
      const one = estimated(mover(some, 0.05));
      const two = estimated(
        mover(
          some.map((each) => ({ ...each, divisor: -each.divisor })),
          0.05,
        ),
      );
      expect([two.lower, two.upper]).toEqual([0 - one.upper, 0 - one.lower]);
    }),
  );
});

test("the order of the cells is irrelevant, to the last bit, and the width is never 0", () => {
  fc.assert(
    fc.property(cells, (some) => {
      const found = estimated(mover(some, 0.05));
      expect(mover(some.toReversed(), 0.05)).toEqual(found);
      expect(found.lower).toBeLessThan(found.upper);
    }),
  );
});

test("no cell, or a cell without a draw, is not estimable", () => {
  expect(mover([], 0.05)).toEqual({ kind: "not-estimable", reason: "there is no cell" });
  const empty = { divisor: -1, complied: 0, draws: 0 };
  expect(mover([{ divisor: 1, complied: 3, draws: 4 }, empty], 0.05)).toEqual({
    kind: "not-estimable",
    reason: "a cell has no draw with an outcome",
  });
});

test("what cannot be is an error", () => {
  expect(() => mover([{ divisor: 0, complied: 1, draws: 2 }], 0.05)).toThrow("wanted a whole divisor other than 0, saw 0");
  expect(() => mover([{ divisor: 0.5, complied: 1, draws: 2 }], 0.05)).toThrow("wanted a whole divisor other than 0, saw 0.5");
  expect(() => mover([{ divisor: 1, complied: 3, draws: 2 }], 0.05)).toThrow("0 <= complied <= draws, saw 3 and 2");
  expect(() => mover([{ divisor: 1, complied: 1, draws: 2 }], 0)).toThrow("strictly between 0 and 1, saw 0");
});
