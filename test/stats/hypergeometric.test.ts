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
