import { expect, test } from "vitest";
import type { MissingArm } from "../../src/estimate/missing.ts";
import { PolicySchema } from "../../src/schema/verdict.ts";
import { holdBack } from "../../src/verdict/hold-back.ts";

const policy = PolicySchema.parse({});

/** The four arms, each with `draws` draws and so many of them missing. */
function armsOf(missing: readonly [number, number, number, number], draws: number): MissingArm[] {
  const [a, b, c, d] = missing;
  return [
    { side: "base", condition: "monitored", missing: a, draws },
    { side: "base", condition: "unmonitored", missing: b, draws },
    { side: "head", condition: "monitored", missing: c, draws },
    { side: "head", condition: "unmonitored", missing: d, draws },
  ];
}

function codes(missing: readonly [number, number, number, number], draws: number): string[] {
  return holdBack(armsOf(missing, draws), 5, policy).map(({ code }) => code);
}

test("missing shares differ at p = .0492 and do not at p = .0517", () => {
  // scipy: chi2_contingency([[m, 200 - m] …], correction=False).pvalue
  expect(codes([2, 6, 0, 6], 200)).toEqual(["missing-differ"]);
  expect(codes([3, 7, 0, 3], 200)).toEqual([]);
});

test("a range of one point is not enough, a little more is", () => {
  expect(codes([0, 0, 16, 0], 1600)).toEqual([]);
  expect(codes([0, 0, 17, 0], 1600)).toEqual(["missing-differ"]);
});

test("the arms with the fewest and the most missing draws are named", () => {
  const [reason] = holdBack(armsOf([30, 3, 20, 60], 1000), 5, policy);
  expect(reason?.text).toMatch(/from 0\.3 % \(base, unmonitored\) to 6 % \(head, unmonitored\), p < 0\.001/);
  expect(holdBack(armsOf([2, 6, 0, 6], 200), 5, policy)[0]?.text).toContain("p = 0.049");
});

test("every arm beyond the limit is named, one at the limit is not", () => {
  const reasons = holdBack(armsOf([15, 16, 15, 16], 100), 5, policy);
  expect(reasons.map(({ text }) => text)).toEqual([
    "16 of 100 draws of base, unmonitored have no outcome (16 %); at most 15 % may.",
    "16 of 100 draws of head, unmonitored have no outcome (16 %); at most 15 % may.",
  ]);
});

test("an arm without a draw is none to compare with", () => {
  const [, ...others] = armsOf([0, 3, 20, 60], 1000);
  const [reason] = holdBack([{ side: "base", condition: "monitored", missing: 0, draws: 0 }, ...others], 5, policy);
  expect(reason).toEqual({
    code: "missing-differ",
    text: "The shares of draws without an outcome differ between arms, from 0.3 % (base, unmonitored) to 6 % (head, unmonitored), p < 0.001: what is missing may be what matters.",
  });
});

test("an arm whose every draw is missing is beyond any limit but all of them", () => {
  const all = armsOf([10, 10, 10, 10], 10);
  expect(holdBack(all, 5, { ...policy, maxMissing: 0.99 }).map(({ code }) => code)).toEqual(Array(4).fill("too-many-missing"));
  expect(holdBack(all, 5, { ...policy, maxMissing: 1 })).toEqual([]);
});

test("what is wrong is told in one order: too few draws, too many missing, shares that differ", () => {
  const reasons = holdBack(armsOf([0, 0, 0, 300], 1000), 1, policy);
  expect(reasons.map(({ code }) => code)).toEqual(["not-enough-draws", "too-many-missing", "missing-differ"]);
});

test.each([0, 1])("%i draws of a cell are told to be too few, with the number that is wanted", (rounds) => {
  expect(holdBack(armsOf([0, 0, 0, 0], 10), rounds, policy)).toEqual([
    { code: "not-enough-draws", text: `There are not enough draws: ${rounds} in each cell. The spread within a cell needs at least 2.` },
  ]);
});

test("one round is too few, two are enough, none is too few", () => {
  expect([0, 1, 2].map((rounds) => holdBack(armsOf([0, 0, 0, 0], 10), rounds, policy).length)).toEqual([1, 1, 0]);
});
