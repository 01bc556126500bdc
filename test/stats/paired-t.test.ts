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

test("fewer than 2 scenarios show no spread: not estimable, never of zero width", () => {
  for (const few of [[], [0.2]]) {
    expect(pairedT(few, 0.05)).toEqual({ kind: "not-estimable", reason: "fewer than 2 scenarios show no spread between scenarios" });
  }
});

test("scenarios that all agree show no spread either", () => {
  for (const flat of [
    [0, 0, 0],
    [0.1, 0.1],
  ]) {
    expect(pairedT(flat, 0.05)).toEqual({
      kind: "not-estimable",
      reason: "all scenarios differ by the same amount, which shows no spread between scenarios",
    });
  }
});

test("some scenarios that agree do not hide that others do not", () => {
  for (const tied of [
    [0.1, 0.1, 0.4],
    [0.4, 0.4, 0.1],
  ]) {
    // The half-width of three differences a, a, a ± .3 is t · .1, with t = 2.9199855803537242 on 2 degrees of freedom.
    const { value, interval } = estimated(pairedT(tied, 0.05));
    expectNear(interval.upper - value, 0.2919985580353724);
  }
});

test("the order of the scenarios is irrelevant, to the last bit", () => {
  const differences = [0.1, 0.7, -0.2, 0.3, 1e-17, -0.9];
  for (const turned of [differences.toReversed(), [...differences.slice(2), ...differences.slice(0, 2)]]) {
    expect(pairedT(turned, 0.05)).toEqual(pairedT(differences, 0.05));
  }
});
