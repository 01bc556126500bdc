import { expect, test } from "vitest";
import { squaredGaps } from "../../src/stats/squared-gaps.ts";
import { estimated, expectNear, golden } from "./golden.ts";

test("the mean of squared gaps without noise is that of the reference", () => {
  for (const { scenarios, value } of golden.squaredGaps) expectNear(estimated(squaredGaps(scenarios)).value, value);
});

test("the example holds", () => {
  const scenario = [
    { divisor: 1, complied: 3, draws: 4 },
    { divisor: -1, complied: 1, draws: 4 },
  ];
  expectNear(estimated(squaredGaps([scenario])).value, 0.125);
});

test("averaged over all samples of two draws it is the squared true gap", () => {
  // One scenario, p = .5 against .25: every table of 2 + 2 draws, weighted by its binomial probability.
  const chance = (x: number, p: number): number => (x === 1 ? 2 : 1) * p ** x * (1 - p) ** (2 - x);
  let mean = 0;
  for (const a of [0, 1, 2]) {
    for (const b of [0, 1, 2]) {
      const { value } = estimated(
        squaredGaps([
          [
            { divisor: 1, complied: a, draws: 2 },
            { divisor: -1, complied: b, draws: 2 },
          ],
        ]),
      );
      mean += chance(a, 0.5) * chance(b, 0.25) * value;
    }
  }
  expectNear(mean, 0.25 ** 2);
});

test("a cell of one draw hides its noise, so there is no estimate", () => {
  expect(squaredGaps([[{ divisor: 1, complied: 1, draws: 1 }]]).kind).toBe("not-estimable");
  expect(squaredGaps([]).kind).toBe("not-estimable");
});
