import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choiceConsistency, type ChoiceConsistency, type OrderCounts } from "../../src/stats/choice-consistency.ts";
import { distances } from "./distances-golden.ts";
import { estimated, expectNear } from "./golden.ts";

const order = (counts: readonly number[], slots: readonly number[]): OrderCounts => ({ counts, slots });
/** Two contents in both orders. */
const both = (first: readonly number[], second: readonly number[]): ChoiceConsistency =>
  estimated(choiceConsistency([order(first, [0, 1]), order(second, [1, 0])]));

test("consistency, kappa, agreement within an order and position bias are those found by listing all pairs of draws", () => {
  for (const each of distances.choiceConsistency) {
    const found = estimated(choiceConsistency(each.orders));
    expectNear(found.value, each.value);
    expectNear(found.kappa, each.kappa);
    expectNear(estimated(found.withinOrder).value, each.withinOrder);
    expectNear(estimated(found.positionBias).value, each.positionBias);
  }
});

test("a model that goes by content agrees with itself in every order", () => {
  expect(both([5, 0], [3, 0])).toEqual({
    kind: "estimated",
    value: 1,
    kappa: 1,
    withinOrder: { kind: "estimated", value: 1 },
    positionBias: { kind: "estimated", value: 0 },
    preferred: 0,
  });
});

test("a model that always takes the first slot never agrees with itself in two orders, though it does within each", () => {
  const found = both([5, 0], [0, 3]);
  expect(found).toMatchObject({ value: 0, kappa: -1, preferred: null });
  expectNear(estimated(found.withinOrder).value, 1);
  expectNear(estimated(found.positionBias).value, 0.5);
  const last = both([0, 5], [3, 0]);
  expectNear(estimated(last.positionBias).value, -0.5);
});

test("averaged over all samples consistency is the agreement of the true shares", () => {
  // Two draws an order, content 0 with .5 and .25.
  const chance = (x: number, p: number): number => (x === 1 ? 2 : 1) * p ** x * (1 - p) ** (2 - x);
  let [value, within] = [0, 0];
  for (const a of [0, 1, 2]) {
    for (const b of [0, 1, 2]) {
      const found = both([a, 2 - a], [b, 2 - b]);
      value += chance(a, 0.5) * chance(b, 0.25) * found.value;
      within += chance(a, 0.5) * chance(b, 0.25) * estimated(found.withinOrder).value;
    }
  }
  expectNear(value, 0.5 * 0.25 + 0.5 * 0.75);
  expectNear(within, (0.5 + 0.25 ** 2 + 0.75 ** 2) / 2);
});

test("the order of the orders, and the names of the contents, are irrelevant", () => {
  const counts = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(counts, counts, counts, (one, two, three) => {
      const orders = [order(one, [0, 1, 2]), order(two, [1, 2, 0]), order(three, [2, 0, 1])];
      const found = estimated(choiceConsistency(orders));
      expect(choiceConsistency(orders.toReversed())).toEqual(found);
      const renamed = orders.map((each) => order(each.counts.toReversed(), each.slots.toReversed()));
      const preferred = found.preferred === null ? null : 2 - found.preferred;
      expect(choiceConsistency(renamed)).toEqual({ ...found, preferred });
    }),
  );
});

describe("the preferred content", () => {
  test("is picked most in every order", () => {
    expect(both([3, 2], [4, 1]).preferred).toBe(0);
    expect(both([2, 3], [1, 4]).preferred).toBe(1);
    expect(choiceConsistency([order([1, 1, 3], [0, 1, 2]), order([2, 2, 5], [2, 1, 0])])).toMatchObject({ preferred: 2 });
  });

  test("is none where orders differ or one is tied", () => {
    expect(both([3, 2], [1, 4]).preferred).toBeNull();
    expect(both([3, 2], [2, 2]).preferred).toBeNull();
    expect(both([2, 2], [2, 2]).preferred).toBeNull();
  });
});

describe("orders", () => {
  test("with the same slots are not different: their pairs do not count", () => {
    // Two label sets of one order and one of the other: 2 pairs of different orders.
    const found = estimated(choiceConsistency([order([4, 0], [0, 1]), order([0, 4], [0, 1]), order([4, 0], [1, 0])]));
    expect(found.value).toBe(0.5);
  });

  test("that are one order alone are not estimable", () => {
    const wanted = { kind: "not-estimable", reason: "there are no two different orders" };
    expect(choiceConsistency([])).toEqual(wanted);
    expect(choiceConsistency([order([4, 1], [0, 1])])).toEqual(wanted);
    expect(choiceConsistency([order([4, 1], [0, 1]), order([3, 1], [0, 1])])).toEqual(wanted);
  });

  test("without a draw are not estimable", () => {
    expect(choiceConsistency([order([4, 1], [0, 1]), order([0, 0], [1, 0])])).toEqual({
      kind: "not-estimable",
      reason: "an order has no draw with an outcome",
    });
  });

  test("of one draw have no agreement within, but the rest", () => {
    const found = both([1, 0], [3, 1]);
    expect(found.withinOrder).toEqual({ kind: "not-estimable", reason: "an order has fewer than 2 draws with an outcome" });
    expect(found.value).toBe(0.75);
    expect(both([1, 1], [3, 1]).withinOrder.kind).toBe("estimated");
  });

  test("that do not put every content first equally often cannot tell a liked slot from a liked content", () => {
    const missing = { kind: "not-estimable", reason: "the choices do not stand first equally often" };
    const three = [order([4, 0], [0, 1]), order([4, 0], [1, 0]), order([4, 0], [0, 1])];
    expect(estimated(choiceConsistency(three)).positionBias).toEqual(missing);
    expect(estimated(choiceConsistency([order([1, 1, 1], [0, 1, 2]), order([1, 1, 1], [1, 0, 2])])).positionBias).toEqual(missing);
    // One of three contents first once in three orders is not enough.
    const uneven = [order([1, 1, 1], [0, 1, 2]), order([1, 1, 1], [1, 0, 2]), order([1, 1, 1], [2, 0, 1])];
    expect(estimated(choiceConsistency(uneven)).positionBias).toEqual(missing);
    expect(estimated(choiceConsistency([...three, order([4, 0], [1, 0])])).positionBias).toEqual({ kind: "estimated", value: 0 });
  });
});

test("slots that are no order, or fewer than 2 contents, are an error", () => {
  const good = order([1, 2], [0, 1]);
  expect(() => choiceConsistency([good, order([1, 2], [1, 2])])).toThrow(new RangeError("slots must be 0 to 1 in some order, saw 1, 2"));
  expect(() => choiceConsistency([good, order([1, 2], [0, 0])])).toThrow("saw 0, 0");
  expect(() => choiceConsistency([good, order([1, 2], [1, 0, 2])])).toThrow("saw 1, 0, 2");
  expect(() => choiceConsistency([good, order([1, 2], [0])])).toThrow("saw 0");
  expect(() => choiceConsistency([order([1], [0]), order([1], [0])])).toThrow(new RangeError("a choice needs at least 2 contents, saw 1"));
  expect(() => choiceConsistency([good, order([1, 2, 3], [0, 1, 2])])).toThrow("every arm must count the same labels");
  expect(() => choiceConsistency([good, order([1, -2], [1, 0])])).toThrow("saw -2");
});
