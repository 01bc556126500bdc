import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { kappa, type Kappa } from "../../src/stats/kappa.ts";
import { estimated, expectNear } from "./golden.ts";

type Golden = Omit<Kappa, "kind"> & { readonly table: readonly (readonly number[])[]; readonly level: number };
/** Made by kappa.py beside it. */
const golden: readonly Golden[] = JSON.parse(readFileSync(new URL("../golden/kappa.json", import.meta.url), "utf8"));

const count = fc.integer({ min: 0, max: 60 });
/** A table of both labels in both columns, so that kappa is there. */
const twoByTwo = fc.tuple(fc.integer({ min: 1, max: 60 }), count, count, fc.integer({ min: 1, max: 60 }));
const tableOf = ([a, b, c, d]: readonly [number, number, number, number]): number[][] => [
  [a, b],
  [c, d],
];

test("kappa is that of statsmodels, its interval Wilson's of the agreement", () => {
  expect(golden.length).toBe(30);
  for (const { table, level, value, lower, upper, agreement, byChance, replies } of golden) {
    const seen = estimated(kappa(table, level));
    expectNear(seen.value, value);
    expectNear(seen.lower, lower);
    expectNear(seen.upper, upper);
    expectNear(seen.agreement, agreement);
    expectNear(seen.byChance, byChance);
    expect(seen.replies).toBe(replies);
  }
});

test("full agreement is exactly 1 and does not collapse; full disagreement of two even habits is exactly -1", () => {
  const full = estimated(
    kappa(
      [
        [7, 0],
        [0, 3],
      ],
      0.025,
    ),
  );
  expect([full.value, full.upper]).toEqual([1, 1]);
  expect(full.lower).toBeLessThan(0.7);
  const none = estimated(
    kappa(
      [
        [0, 5],
        [5, 0],
      ],
      0.025,
    ),
  );
  expect([none.value, none.lower]).toEqual([-1, -1]);
  expect(none.upper).toBeGreaterThan(-0.5);
});

test("labels that tell nothing apart agree no better than chance, also where one of them is constant", () => {
  expect(
    estimated(
      kappa(
        [
          [10, 10],
          [10, 10],
        ],
        0.05,
      ),
    ).value,
  ).toBe(0);
  expect(
    estimated(
      kappa(
        [
          [0, 7],
          [0, 93],
        ],
        0.05,
      ),
    ).value,
  ).toBe(0);
});

test("who comes first, and in which order the labels stand, changes nothing", () => {
  fc.assert(
    fc.property(twoByTwo, ([a, b, c, d]) => {
      const one = estimated(kappa(tableOf([a, b, c, d]), 0.05));
      for (const other of [tableOf([a, c, b, d]), tableOf([d, c, b, a])]) {
        const seen = estimated(kappa(other, 0.05));
        expectNear(seen.value, one.value);
        expectNear(seen.lower, one.lower);
        expectNear(seen.upper, one.upper);
      }
    }),
  );
});

test("the value lies in its interval; more replies alike, or a lower level of certainty, narrow it", () => {
  fc.assert(
    fc.property(twoByTwo, (counts) => {
      const seen = estimated(kappa(tableOf(counts), 0.05));
      expect(seen.lower).toBeLessThanOrEqual(seen.value);
      expect(seen.value).toBeLessThanOrEqual(seen.upper);
      expect(seen.upper).toBeLessThanOrEqual(1);
      expect(seen.upper).toBeGreaterThan(seen.lower);
      const more = estimated(
        kappa(
          tableOf(counts).map((row) => row.map((each) => 4 * each)),
          0.05,
        ),
      );
      expectNear(more.value, seen.value);
      expect(more.upper - more.lower).toBeLessThan(seen.upper - seen.lower);
      const surer = estimated(kappa(tableOf(counts), 0.01));
      expect(surer.upper - surer.lower).toBeGreaterThan(seen.upper - seen.lower);
    }),
  );
});

test("a label that nobody used changes nothing", () => {
  const three = [
    [20, 5, 0],
    [10, 15, 0],
    [0, 0, 0],
  ];
  expect(kappa(three, 0.025)).toEqual(
    kappa(
      [
        [20, 5],
        [10, 15],
      ],
      0.025,
    ),
  );
});

test("no reply, or one label for all of them, is not estimable and says why", () => {
  expect(kappa([], 0.05)).toEqual({ kind: "not-estimable", reason: "there is no reply that both labelled" });
  expect(
    kappa(
      [
        [0, 0],
        [0, 0],
      ],
      0.05,
    ),
  ).toEqual({ kind: "not-estimable", reason: "there is no reply that both labelled" });
  expect(
    kappa(
      [
        [0, 0],
        [0, 9],
      ],
      0.05,
    ),
  ).toEqual({ kind: "not-estimable", reason: "both put every reply under one label" });
  expect(
    estimated(
      kappa(
        [
          [1, 0],
          [0, 8],
        ],
        0.05,
      ),
    ).value,
  ).toBe(1);
});

test("what cannot be a table of counts is an error that says what was seen", () => {
  expect(() => kappa([[1, 2], [3]], 0.05)).toThrow("wanted a table with as many columns as rows, saw 2 rows of 2, 1 columns");
  expect(() => kappa([[1, 2]], 0.05)).toThrow("saw 1 rows of 2 columns");
  expect(() =>
    kappa(
      [
        [1, -1],
        [0, 1],
      ],
      0.05,
    ),
  ).toThrow("wanted counts that are whole numbers from 0 on, saw -1");
  expect(() =>
    kappa(
      [
        [1, 0.5],
        [0, 1],
      ],
      0.05,
    ),
  ).toThrow("saw 0.5");
  expect(() => kappa([[1]], 0)).toThrow("wanted level strictly between 0 and 1, saw 0");
  expect(() => kappa([[1]], 1)).toThrow("wanted level strictly between 0 and 1, saw 1");
});
