import * as fc from "fast-check";
import { expect, test } from "vitest";
import { excessDisagreement } from "../../src/stats/excess-disagreement.ts";
import type { Proportion } from "../../src/stats/newcombe.ts";
import { varianceComponents } from "../../src/stats/variance-components.ts";
import { distances } from "./distances-golden.ts";
import { estimated, expectNear } from "./golden.ts";

const wordings = (...counts: readonly (readonly [complied: number, draws: number])[]): Proportion[] =>
  counts.map(([complied, draws]) => ({ complied, draws }));

test("the shares of differing pairs are those found by listing all pairs", () => {
  for (const { scenarios, disagreement } of distances.varianceComponents) {
    const found = estimated(excessDisagreement(scenarios));
    expectNear(found.between, disagreement.between);
    expectNear(found.within, disagreement.within);
    expectNear(found.value, disagreement.value);
  }
});

test("averaged over all samples the excess is twice the true wording variance", () => {
  for (const { outcomes, truth } of distances.varianceComponentDesigns) {
    const mean = outcomes.reduce((sum, each) => sum + each.probability * estimated(excessDisagreement(each.scenarios)).value, 0);
    expectNear(mean, 2 * truth.wording);
  }
});

test("it is twice the wording component of any sample", () => {
  const cell = fc
    .record({ draws: fc.integer({ min: 2, max: 9 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
    .map(({ draws, share }) => ({ draws, complied: Math.round(draws * share) }));
  const scenarios = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(scenarios, (some) => {
      expectNear(estimated(excessDisagreement(some)).value, 2 * estimated(varianceComponents(some).wording).value);
    }),
  );
});

test("wordings that decide all never agree, those that decide nothing agree as well as one", () => {
  expect(excessDisagreement([wordings([5, 5], [0, 5])])).toEqual({ kind: "estimated", value: 1, between: 1, within: 0 });
  expect(excessDisagreement([wordings([5, 5], [3, 3])])).toEqual({ kind: "estimated", value: 0, between: 0, within: 0 });
  expect(excessDisagreement([wordings([1, 2], [1, 2])])).toEqual({ kind: "estimated", value: -0.5, between: 0.5, within: 1 });
});

test("scenarios of one wording are left out", () => {
  const several = [wordings([1, 4], [3, 4])];
  expect(excessDisagreement([wordings([1, 1]), ...several])).toEqual(excessDisagreement(several));
});

test("without 2 wordings or 2 draws there is no estimate; counts that cannot be are an error", () => {
  expect(excessDisagreement([])).toEqual({ kind: "not-estimable", reason: "no scenario has 2 wordings" });
  expect(excessDisagreement([wordings([1, 4])])).toEqual({ kind: "not-estimable", reason: "no scenario has 2 wordings" });
  expect(excessDisagreement([wordings([1, 4], [1, 1])])).toEqual({
    kind: "not-estimable",
    reason: "a cell has fewer than 2 draws with an outcome",
  });
  expect(excessDisagreement([wordings([1, 2], [1, 2])]).kind).toBe("estimated");
  expect(() => excessDisagreement([wordings([3, 2])])).toThrow(/0 <= complied <= draws/);
});
