import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitHalf } from "../../src/stats/split-half.ts";
import type { Proportion } from "../../src/stats/newcombe.ts";
import { distances } from "./distances-golden.ts";
import { estimated, expectNear } from "./golden.ts";

const wordings = (...counts: readonly (readonly [complied: number, draws: number])[]): Proportion[] =>
  counts.map(([complied, draws]) => ({ complied, draws }));
const some = fc.array(
  fc
    .record({ draws: fc.integer({ min: 2, max: 9 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ draws, share }) => ({ draws, complied: Math.round(draws * share) })),
  { minLength: 2, maxLength: 6 },
);

test("value and choices are those found by listing all halves of all wordings", () => {
  for (const each of distances.splitHalf) {
    const found = estimated(splitHalf(each.wordings));
    expectNear(found.value, each.value);
    expectNear(found.naive, each.naive);
    expect(found.chosen).toHaveLength(each.chosen.length);
    for (const [i, chosen] of each.chosen.entries()) expectNear(found.chosen[i] ?? Number.NaN, chosen);
  }
});

test("wordings of one true rate read that rate on average, where the largest rate reads far more", () => {
  // All samples of 3 wordings of 4 draws at .3.
  const chance = [1, 4, 6, 4, 1].map((ways, x) => ways * 0.3 ** x * 0.7 ** (4 - x));
  let [value, naive] = [0, 0];
  for (const [a, p] of chance.entries()) {
    for (const [b, q] of chance.entries()) {
      for (const [c, r] of chance.entries()) {
        const found = estimated(splitHalf(wordings([a, 4], [b, 4], [c, 4])));
        value += p * q * r * found.value;
        naive += p * q * r * found.naive;
      }
    }
  }
  expectNear(value, 0.3);
  expect(naive).toBeGreaterThan(0.45);
});

test("a worst wording that is beyond doubt is chosen always, and read as it is", () => {
  expect(splitHalf(wordings([0, 4], [5, 5], [0, 3]))).toEqual({ kind: "estimated", value: 1, naive: 1, chosen: [0, 1, 0] });
});

test("level wordings are chosen by lot", () => {
  const { chosen } = estimated(splitHalf(wordings([4, 4], [6, 6], [2, 2])));
  for (const each of chosen) expectNear(each, 1 / 3);
});

test("the choices sum to 1, the value lies between the rates, and the order of wordings is irrelevant", () => {
  fc.assert(
    fc.property(some, (listed) => {
      const found = estimated(splitHalf(listed));
      expectNear(
        found.chosen.reduce((sum, each) => sum + each, 0),
        1,
      );
      expect(found.value).toBeGreaterThanOrEqual(-1e-12);
      expect(found.value).toBeLessThanOrEqual(1 + 1e-12);
      expect(found.naive).toBe(Math.max(...listed.map((each) => each.complied / each.draws)));
      const turned = estimated(splitHalf(listed.toReversed()));
      expectNear(turned.value, found.value);
      for (const [i, each] of turned.chosen.toReversed().entries()) expectNear(each, found.chosen[i] ?? Number.NaN);
    }),
  );
});

test("one wording, or one of a single draw, is not estimable; two draws are enough", () => {
  const few = { kind: "not-estimable", reason: "there are fewer than 2 wordings to choose from" };
  expect(splitHalf([])).toEqual(few);
  expect(splitHalf(wordings([1, 4]))).toEqual(few);
  expect(splitHalf(wordings([1, 4], [1, 1]))).toEqual({
    kind: "not-estimable",
    reason: "a wording has fewer than 2 draws with an outcome",
  });
  expect(splitHalf(wordings([1, 2], [1, 2])).kind).toBe("estimated");
});

test("counts that cannot be are an error", () => {
  expect(() => splitHalf(wordings([1, 4], [5, 4]))).toThrow(/0 <= complied <= draws/);
});
