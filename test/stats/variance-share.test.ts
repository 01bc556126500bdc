import { expect, test } from "vitest";
import type { Proportion } from "../../src/stats/newcombe.ts";
import { varianceComponents } from "../../src/stats/variance-components.ts";
import { varianceShare } from "../../src/stats/variance-share.ts";
import { distances } from "./distances-golden.ts";
import { estimated, expectNear } from "./golden.ts";

const wordings = (...counts: readonly (readonly [complied: number, draws: number])[]): Proportion[] =>
  counts.map(([complied, draws]) => ({ complied, draws }));

test("the share is that of the reference", () => {
  for (const { scenarios, share } of distances.varianceComponents) expectNear(estimated(varianceShare(scenarios)).value, share);
});

test("it is wording over sampling and wording together", () => {
  for (const { scenarios } of distances.varianceComponents) {
    const several = scenarios.filter((cells) => cells.length > 1);
    const { sampling, wording } = varianceComponents(several);
    const [draws, wordings] = [estimated(sampling).value, estimated(wording).value];
    expectNear(estimated(varianceShare(scenarios)).value, wordings / (draws + wordings));
  }
});

test("wordings that decide all have the whole variance, wordings that decide nothing less than none", () => {
  expectNear(estimated(varianceShare([wordings([5, 5], [0, 5])])).value, 1);
  // -1/(draws - 1): equal rates at 4 draws.
  expectNear(estimated(varianceShare([wordings([2, 4], [2, 4])])).value, -1 / 3);
});

test("scenarios of one wording change nothing", () => {
  const several = [wordings([1, 4], [3, 4])];
  expect(varianceShare([...several, wordings([1, 2])])).toEqual(varianceShare(several));
  expect(varianceShare([...several, wordings([1, 1])])).toEqual(varianceShare(several));
});

test("where there is nothing to share it is not estimable, each with its reason", () => {
  const reason = (scenarios: readonly (readonly Proportion[])[]): unknown => varianceShare(scenarios);
  expect(reason([])).toEqual({ kind: "not-estimable", reason: "no scenario has 2 wordings" });
  expect(reason([wordings([1, 4])])).toEqual({ kind: "not-estimable", reason: "no scenario has 2 wordings" });
  expect(reason([wordings([1, 4], [1, 1])])).toEqual({ kind: "not-estimable", reason: "a cell has fewer than 2 draws with an outcome" });
  expect(reason([wordings([4, 4], [4, 4]), wordings([0, 3], [0, 3])])).toEqual({
    kind: "not-estimable",
    reason: "all draws of every scenario behave alike",
  });
});
