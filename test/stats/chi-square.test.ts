import { expect, test } from "vitest";
import { chiSquare } from "../../src/stats/chi-square.ts";
import { estimated, expectNear, golden } from "./golden.ts";

test("statistic, degrees of freedom and p are those of scipy", () => {
  for (const { arms, statistic, df, p } of golden.chiSquare) {
    const test = estimated(chiSquare(arms));
    expectNear(test.statistic, statistic);
    expectNear(test.p, p);
    expect(test.degreesOfFreedom).toBe(df);
  }
});

test("the example holds", () => {
  const { statistic, p } = estimated(
    chiSquare([
      { missing: 1, draws: 10 },
      { missing: 6, draws: 10 },
    ]),
  );
  expect([statistic.toFixed(4), p.toFixed(4)]).toEqual(["5.4945", "0.0191"]);
});

test("arms without draws are no arms", () => {
  const two = [
    { missing: 1, draws: 10 },
    { missing: 6, draws: 10 },
  ];
  expect(chiSquare([...two, { missing: 0, draws: 0 }])).toEqual(chiSquare(two));
});

test("where all draws or none are missing, or there is one arm, there is nothing to test", () => {
  for (const arms of [
    [],
    [{ missing: 1, draws: 10 }],
    [
      { missing: 0, draws: 10 },
      { missing: 0, draws: 12 },
    ],
    [
      { missing: 10, draws: 10 },
      { missing: 12, draws: 12 },
    ],
  ]) {
    expect(chiSquare(arms).kind).toBe("not-estimable");
  }
});
