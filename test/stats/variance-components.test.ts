import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Proportion } from "../../src/stats/newcombe.ts";
import { varianceComponents } from "../../src/stats/variance-components.ts";
import { distances } from "./distances-golden.ts";
import { estimated, expectNear } from "./golden.ts";

const wordings = (...counts: readonly (readonly [complied: number, draws: number])[]): Proportion[] =>
  counts.map(([complied, draws]) => ({ complied, draws }));
const missing = (reason: string): { kind: string; reason: string } => ({ kind: "not-estimable", reason });

test("the components are those of the reference", () => {
  for (const each of distances.varianceComponents) {
    const { sampling, wording, scenario } = varianceComponents(each.scenarios);
    expectNear(estimated(sampling).value, each.sampling);
    expectNear(estimated(wording).value, each.wording);
    if (each.scenario === null) expect(scenario.kind).toBe("not-estimable");
    else expectNear(estimated(scenario).value, each.scenario);
  }
});

test("averaged over all samples of wordings and draws they are the variances of the populations, unequal cells too", () => {
  for (const { outcomes, truth } of distances.varianceComponentDesigns) {
    const mean = { sampling: 0, wording: 0, scenario: 0 };
    for (const { scenarios, probability } of outcomes) {
      const found = varianceComponents(scenarios);
      mean.sampling += probability * estimated(found.sampling).value;
      mean.wording += probability * estimated(found.wording).value;
      mean.scenario += probability * estimated(found.scenario).value;
    }
    expectNear(mean.sampling, truth.sampling);
    expectNear(mean.wording, truth.wording);
    expectNear(mean.scenario, truth.scenario);
  }
});

test("wordings that differ less than chance would have them give less than 0, and it stays", () => {
  const { wording, scenario } = varianceComponents([wordings([1, 2], [1, 2]), wordings([1, 2], [1, 2])]);
  expectNear(estimated(wording).value, -0.25);
  expectNear(estimated(scenario).value, 0);
});

test("the order of scenarios and wordings is irrelevant, to the last bit", () => {
  const cell = fc.record({ draws: fc.integer({ min: 2, max: 9 }), share: fc.double({ min: 0, max: 1, noNaN: true }) });
  const scenario = fc.array(cell, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(scenario, { minLength: 2, maxLength: 5 }), (some) => {
      const scenarios = some.map((cells) => cells.map(({ draws, share }) => ({ draws, complied: Math.round(draws * share) })));
      const turned = scenarios.map((cells) => cells.toReversed()).toReversed();
      expect(varianceComponents(turned)).toEqual(varianceComponents(scenarios));
      const flipped = scenarios.map((cells) => cells.map(({ complied, draws }) => ({ complied: draws - complied, draws })));
      const [one, two] = [varianceComponents(scenarios), varianceComponents(flipped)];
      for (const part of ["sampling", "wording", "scenario"] as const) expectNear(estimated(one[part]).value, estimated(two[part]).value);
    }),
  );
});

test("one wording: no wording component, and scenarios cannot be told from wordings", () => {
  const { sampling, wording, scenario } = varianceComponents([wordings([1, 4]), wordings([2, 4])]);
  expectNear(estimated(sampling).value, (0.25 + 1 / 3) / 2);
  expect(wording).toEqual(missing("no scenario has 2 wordings"));
  expect(scenario).toEqual(missing("fewer than 2 scenarios have 2 wordings"));
  expect(varianceComponents([wordings([1, 4], [2, 4]), wordings([2, 4])]).scenario).toEqual(
    missing("fewer than 2 scenarios have 2 wordings"),
  );
});

test("one scenario: none between scenarios", () => {
  const { wording, scenario } = varianceComponents([wordings([1, 4], [2, 4])]);
  expect(wording.kind).toBe("estimated");
  expect(scenario).toEqual(missing("there is only one scenario"));
  expect(varianceComponents([wordings([1, 4])]).scenario).toEqual(missing("there is only one scenario"));
});

test("a scenario of one wording counts for sampling alone", () => {
  const two = [wordings([1, 4], [4, 4]), wordings([0, 4], [2, 4])];
  const [plain, more] = [varianceComponents(two), varianceComponents([...two, wordings([2, 4])])];
  expect([more.wording, more.scenario]).toEqual([plain.wording, plain.scenario]);
  expectNear(estimated(more.sampling).value, (2 / 3) * estimated(plain.sampling).value + (1 / 3) * (1 / 3));
});

test("one draw a cell hides the sampling variance; scenarios can do without it", () => {
  const reason = "a cell has fewer than 2 draws with an outcome";
  const found = varianceComponents([wordings([1, 1], [0, 1]), wordings([0, 1], [0, 1])]);
  expect(found.sampling).toEqual(missing(reason));
  expect(found.wording).toEqual(missing(reason));
  expectNear(estimated(found.scenario).value, 0.125 - 0.125);
  // In a scenario of one wording it hides nothing that the wording component needs.
  const other = varianceComponents([wordings([1, 2], [0, 2]), wordings([0, 1])]);
  expect(other.sampling).toEqual(missing(reason));
  expectNear(estimated(other.wording).value, 0.125 - 0.125);
});

test("no cell, or one without draws, leaves all three missing", () => {
  for (const scenarios of [[], [[]]]) {
    const why = missing("there is no cell");
    expect(varianceComponents(scenarios)).toEqual({ sampling: why, wording: why, scenario: why });
  }
  const why = missing("a cell has no draw with an outcome");
  expect(varianceComponents([wordings([1, 4], [0, 0]), wordings([1, 4], [2, 4])])).toEqual({ sampling: why, wording: why, scenario: why });
});

test("scenarios without a wording are left out", () => {
  const two = [wordings([1, 4], [4, 4]), wordings([0, 4], [2, 4])];
  expect(varianceComponents([...two, []])).toEqual(varianceComponents(two));
});

test("counts that cannot be are an error", () => {
  expect(() => varianceComponents([wordings([1, 4], [5, 4])])).toThrow(/0 <= complied <= draws/);
});
