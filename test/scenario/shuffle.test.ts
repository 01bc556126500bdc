import { array, assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { shuffled } from "../../src/scenario/shuffle.ts";

test("a shuffle keeps every item and repeats itself for the same seed", () => {
  assert(
    property(array(integer()), integer(), (items, seed) => {
      const before = [...items];
      const order = shuffled(items, seed);
      expect(shuffled(items, seed)).toEqual(order);
      expect(order.toSorted((a, b) => a - b)).toEqual(items.toSorted((a, b) => a - b));
      expect(items).toEqual(before);
    }),
  );
});

test("the order of a seed is the same on every machine and in every release", () => {
  expect(shuffled(["a", "b", "c", "d", "e", "f"], 7).join("")).toMatchInlineSnapshot(`"afdcbe"`);
});

test("over 6,000 seeds each of the six orders of three items comes up about a thousand times", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = shuffled(["a", "b", "c"], seed).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  // Five standard deviations of a binomial count at n = 6000, p = 1/6.
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(5 * Math.sqrt((6000 * 5) / 36));
});
