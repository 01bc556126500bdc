import { expect, test } from "vitest";
import { pairedT } from "../../src/stats/paired-t.ts";
import { estimated, expectNear, golden } from "./golden.ts";

test("mean, standard error and interval are those of scipy", () => {
  for (const { differences, value, se, lower, upper } of golden.pairedT) {
    const t = estimated(pairedT(differences, 0.05));
    expectNear(t.value, value);
    expectNear(t.standardError, se);
    expectNear(t.interval.lower, lower);
    expectNear(t.interval.upper, upper);
    expect(t.degreesOfFreedom).toBe(differences.length - 1);
  }
});

test("the example holds", () => {
  const { value, interval } = estimated(pairedT([0.1, 0.3, 0.2, 0.4], 0.05));
  expectNear(value, 0.25);
  expect(interval.lower.toFixed(4)).toBe("0.0981");
  expect(interval.upper.toFixed(4)).toBe("0.4019");
});

test("one scenario, or scenarios that all agree, show no spread: not estimable, never of zero width", () => {
  for (const flat of [[], [0.2], [0, 0, 0], [0.1, 0.1]]) expect(pairedT(flat, 0.05).kind).toBe("not-estimable");
});
