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

test("fewer than 2 arms with draws have nothing to differ from", () => {
  const one = { missing: 1, draws: 10 };
  for (const arms of [[], [one], [one, { missing: 0, draws: 0 }]]) {
    expect(chiSquare(arms)).toEqual({ kind: "not-estimable", reason: "fewer than 2 arms have draws" });
  }
});

test("where all draws or none are missing there is nothing to test", () => {
  for (const share of [0, 1]) {
    const arms = [10, 12].map((draws) => ({ missing: share * draws, draws }));
    expect(chiSquare(arms)).toEqual({ kind: "not-estimable", reason: "all arms miss the same share" });
  }
});
