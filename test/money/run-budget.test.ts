import { expect, test } from "vitest";
import { budgetOf } from "../../src/money/run-budget.ts";

test("what children spend adds up, over looks, a canary and a judge; one that was stopped ends it", () => {
  const budget = budgetOf(1, 1)!;
  budget.charge({ spent: 0.25, stopped: false, worst: 0.01, guessed: 0 });
  budget.charge({ spent: 0.5, stopped: true, worst: 0.002, guessed: 3 });
  expect(budget).toMatchObject({ limit: 1, spent: 0.75, left: 0.25, stopped: true, worst: 0.01 });
  budget.charge({ spent: 0.5, stopped: false, worst: 0, guessed: 0 });
  expect(budget).toMatchObject({ left: 0, stopped: true });
});

test("before a call was made its worst case is that of the dearest reply", () => {
  const budget = budgetOf(1, 1)!;
  budget.setPrices([
    { label: "base:model1", price: { input: 1e-6, output: 2e-6 }, replyTokens: 1000 },
    { label: "judge", price: { input: 1e-6, output: 9e-6 }, replyTokens: 500 },
    { label: "head:model1", price: { input: 1e-6, output: 9e-6 }, replyTokens: null },
  ]);
  expect(budget.worst).toBeCloseTo(0.0045, 12);
});

test("a part of a sharded run has its share, and without a limit there is no budget", () => {
  expect(budgetOf(2, 8)?.limit).toBe(0.25);
  expect(budgetOf(undefined, 8)).toBeNull();
});
