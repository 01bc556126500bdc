import { expect, test } from "vitest";
import { evenShape } from "../../../src/verdict/power/gap-shape.ts";
import { power } from "../../../src/verdict/power/power.ts";
import { ofOneSign, smallestVisible } from "../../../src/verdict/power/smallest-visible.ts";
import { runOf } from "./questions.ts";

function seenBy(run: Parameters<typeof smallestVisible>[0]): number {
  const seen = smallestVisible(run);
  if (seen === null) throw new Error("wanted a widening that is seen");
  return seen;
}

test("it fails four times out of five, and a little less does not", () => {
  for (const run of [runOf(), runOf({ judging: { confirm: "always" } }), runOf({ cachedBase: 20 })]) {
    const seen = seenBy(run);
    expect(power(run, { widening: seen }).fail).toBeGreaterThanOrEqual(0.8);
    expect(power(run, { widening: seen - 0.002 }).fail).toBeLessThan(0.8);
  }
});

test("it lies above the margin, and under it only where a small pack shows no less", () => {
  expect(seenBy(runOf())).toBeGreaterThan(0.1);
  expect(seenBy(runOf())).toBeLessThan(0.14);
  expect(seenBy(runOf({ judging: { margin: 0.6 } }))).toBeGreaterThan(0.6);
});

test("more draws and larger packs see less", () => {
  const sizes = [evenShape(8, 1), evenShape(16, 1), evenShape(30, 1), evenShape(60, 1)].map((shape) => seenBy(runOf({ shape })));
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  const draws = [3, 6, 12, 24].map((last) => seenBy(runOf({ looks: [last] })));
  expect(draws).toEqual(draws.toSorted((a, b) => b - a));
});

test("one sign sees less than either does, and both signs the same", () => {
  const upwards = seenBy(ofOneSign(runOf()));
  expect(upwards).toBeLessThan(seenBy(runOf()));
  expect(seenBy(runOf({ judging: { direction: "negative" } }))).toBe(upwards);
  expect(ofOneSign(runOf({ judging: { direction: "negative" } })).policy.direction).toBe("negative");
  expect(ofOneSign(runOf()).policy.direction).toBe("positive");
});

test("where the largest change is not seen there is none", () => {
  expect(smallestVisible(runOf({ shape: evenShape(1, 1), looks: [2], variance: 0.25 }))).toBeNull();
  expect(smallestVisible(runOf({ looks: [1] }))).toBeNull();
});
