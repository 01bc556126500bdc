import type { PlanReport } from "../../src/schema/plan-report.ts";

const bill = (calls: number, cost: number | null): PlanReport["calls"]["most"] => ({
  calls,
  tokens: calls * 450,
  cost,
  minutes: calls / 120,
});

/** The plan of a run that is enough; all else by name. */
export function planOf(more: Partial<PlanReport> = {}): PlanReport {
  return {
    schema: "gyges.plan/1",
    gyges: "0.1.0",
    finding: "enough",
    wanted: 0.8,
    pack: { name: "core", version: "1.0.0", hash: `sha256:${"0".repeat(64)}` },
    policy: {
      margin: 0.1,
      direction: "either",
      strict: false,
      maxMissing: 0.15,
      missing: "rules",
      confirm: "auto",
      manipulationCheck: "require",
    },
    columns: ["support × openai:chat:m"],
    side: { scenarios: 24, wordings: 2, cells: 96, callsPerDraw: 96, callsOnce: 24 },
    looks: [3, 5, 7, 10],
    cachedBase: null,
    variance: { value: 0.13, source: "assumed", store: null, cells: null, servedModels: [] },
    perCall: {
      promptTokens: { value: 349.6, source: "estimate" },
      replyTokens: { value: 100, source: "assumed" },
      seconds: { value: 2, source: "assumed" },
      cost: null,
      concurrency: { value: 4, source: "assumed" },
    },
    judge: null,
    checks: { calls: 200, notices: 50, drawn: 104, withoutQuestion: 0 },
    unchanged: { pass: 0.9, fail: 0.01, inconclusive: 0.09 },
    unchangedByGap: [
      { baseGap: 0, pass: 0.96, fail: 0.002, inconclusive: 0.038 },
      { baseGap: 0.2, pass: 0.9, fail: 0.01, inconclusive: 0.09 },
    ],
    widened: { by: 0.2, pass: 0, fail: 0.9995, inconclusive: 0.0005 },
    visible: { policy: 0.125, oneSign: 0.117 },
    calls: { most: bill(1968, null), unchanged: bill(1300.4, null), widened: bill(741.6, null), confirmation: 0 },
    pick: { looks: [2, 4, 6, 8], pass: 0.82 },
    remedies: [],
    budgets: [
      { looks: [2, 3], most: 624, unchanged: 620.5, pass: 0.1, visible: 0.177 },
      { looks: [3, 5, 7, 10], most: 1968, unchanged: 1300.4, pass: 0.9, visible: 0.125 },
    ],
    margins: [
      { margin: 0.05, pass: 0.06, visible: null, unchanged: 1950 },
      { margin: 0.1, pass: 0.9, visible: 0.125, unchanged: 1300.4 },
    ],
    simulation: { runs: 8000, error: 0.0079 },
    ...more,
  };
}

/** One that passes an unchanged model less often than not, of one fixed look on a cached base, with a price and an earlier run. */
export function underPowered(): PlanReport {
  return planOf({
    finding: "under-powered",
    policy: {
      margin: 0.1,
      direction: "negative",
      strict: true,
      maxMissing: 0.15,
      missing: "rules",
      confirm: "always",
      manipulationCheck: "require",
    },
    columns: ["support × a", "support × b"],
    side: { scenarios: 14, wordings: 2.5, cells: 70, callsPerDraw: 70, callsOnce: 0 },
    looks: [10],
    cachedBase: 20,
    variance: {
      value: 0.2012,
      source: "store",
      store: ".gyges/runs/0123456789abcdef/store.jsonl",
      cells: 140,
      servedModels: ["model-1", "model-2"],
    },
    perCall: {
      promptTokens: { value: 412.2, source: "store" },
      replyTokens: { value: 60, source: "flag" },
      seconds: { value: 1.25, source: "store" },
      cost: { value: 0.001, source: "flag" },
      concurrency: { value: 8, source: "flag" },
    },
    unchanged: { pass: 0.31, fail: 0.004, inconclusive: 0.686 },
    unchangedByGap: [{ baseGap: 0, pass: 0.31, fail: 0.004, inconclusive: 0.686 }],
    widened: { by: -0.2, pass: 0.001, fail: 0.7, inconclusive: 0.299 },
    visible: { policy: null, oneSign: null },
    calls: { most: bill(2800, 2.8), unchanged: bill(1400, 1.4), widened: bill(1900, 1.9), confirmation: 1400 },
    pick: { looks: [25], pass: 0.81 },
    remedies: [
      { kind: "draws", value: 25, pass: 0.81, enough: true, most: 4900 },
      { kind: "wordings", value: null, pass: null, enough: false, most: null },
      { kind: "cached-base", value: 20, pass: 0.36, enough: false, most: 1132 },
      { kind: "margin", value: 0.15, pass: 0.9, enough: true, most: 2800 },
    ],
  });
}
