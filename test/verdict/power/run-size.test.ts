import { expect, test } from "vitest";
import type { PlanReport } from "../../../src/schema/plan-report.ts";
import { power } from "../../../src/verdict/power/power.ts";
import { billOf, confirmationCalls, meanCalls, mostCalls } from "../../../src/verdict/power/run-size.ts";
import { runOf } from "./questions.ts";

const plan = { columns: 2, callsPerDraw: 100, callsOnce: 12, checkCalls: 0 };

test("a run makes at most the calls of its last look, on both sides of each column", () => {
  expect(mostCalls(runOf(), plan)).toBe(2 * 2 * (12 + 1000));
  expect(confirmationCalls(runOf())).toBe(0);
});

test("the questions about the notices are put once, however many draws are made", () => {
  expect(mostCalls(runOf(), { ...plan, checkCalls: 200 })).toBe(200 + 2 * 2 * (12 + 1000));
  const unchanged = power(runOf(), { widening: 0 });
  expect(meanCalls(runOf(), { ...plan, checkCalls: 200 }, unchanged)).toBeCloseTo(200 + meanCalls(runOf(), plan, unchanged), 9);
});

test("a cached base is not drawn, but a fail is confirmed by five draws of the gap's cells on both sides", () => {
  expect(confirmationCalls(runOf({ cachedBase: 20 }))).toBe(960);
  expect(confirmationCalls(runOf({ judging: { confirm: "always" } }))).toBe(960);
  expect(mostCalls(runOf({ cachedBase: 20 }), plan)).toBe(2 * (1012 + 960));
  expect(mostCalls(runOf({ judging: { confirm: "always" } }), plan)).toBe(2 * (2024 + 960));
});

test("on average it makes those of the looks that decide, and of confirmations as often as they come", () => {
  const run = runOf({ cachedBase: 20 });
  const widened = power(run, { widening: 0.2 });
  expect(meanCalls(run, plan, widened)).toBeCloseTo(2 * (12 + (100 * widened.headCalls) / 96 + widened.confirmCalls), 9);
  const fresh = power(runOf(), { widening: 0 });
  expect(meanCalls(runOf(), plan, fresh)).toBeCloseTo(2 * 2 * (12 + (100 * fresh.headCalls) / 96), 9);
});

const perCall: PlanReport["perCall"] = {
  promptTokens: { value: 300, source: "estimate" },
  replyTokens: { value: 100, source: "assumed" },
  seconds: { value: 3, source: "flag" },
  cost: { value: 0.002, source: "flag" },
  concurrency: { value: 5, source: "flag" },
};

test("a bill is tokens, dollars and minutes of so many calls", () => {
  expect(billOf(1000, perCall)).toEqual({ calls: 1000, tokens: 400_000, cost: 2, minutes: 10 });
});

test("where no price is known the money is not either", () => {
  expect(billOf(1000, { ...perCall, cost: null }).cost).toBeNull();
});
