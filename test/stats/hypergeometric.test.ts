import { expect, test } from "vitest";
import { hypergeometric } from "../../src/stats/hypergeometric.ts";
import { expectNear, golden } from "./golden.ts";

test("probabilities are those of scipy, from certain counts to 400 draws", () => {
  for (const { first, probabilities, ...drawn } of golden.hypergeometric) {
    const ours = hypergeometric(drawn);
    expect(ours.first).toBe(first);
    expect(ours.probabilities).toHaveLength(probabilities.length);
    for (const [i, p] of probabilities.entries()) expectNear(ours.probabilities[i] ?? Number.NaN, p);
  }
});

test("the example holds", () => {
  const { probabilities } = hypergeometric({ total: 4, complied: 2, chosen: 2 });
  for (const [i, sixths] of [1, 4, 1].entries()) expectNear(probabilities[i] ?? Number.NaN, sixths / 6);
});

test("80,000 draws overflow nothing: counts are reached from the most probable one", () => {
  const { first, probabilities } = hypergeometric({ total: 80_000, complied: 40_000, chosen: 40_000 });
  expect([first, probabilities.length]).toEqual([0, 40_001]);
  // C(40000, k)² / C(80000, 40000) in whole numbers of any size. Small beside expectNear's absolute part, so relative here.
  expect((probabilities[20_000] ?? 0) / 0.0056418429429520465).toBeCloseTo(1, 9);
  expect((probabilities[20_100] ?? 0) / 0.002075561269136904).toBeCloseTo(1, 9);
  expect(probabilities[0]).toBe(0);
});

test("where all draws comply, or all are chosen, one count is certain", () => {
  expect(hypergeometric({ total: 5, complied: 5, chosen: 3 })).toEqual({ first: 3, probabilities: [1] });
  expect(hypergeometric({ total: 5, complied: 2, chosen: 5 })).toEqual({ first: 2, probabilities: [1] });
  expect(hypergeometric({ total: 0, complied: 0, chosen: 0 })).toEqual({ first: 0, probabilities: [1] });
});
