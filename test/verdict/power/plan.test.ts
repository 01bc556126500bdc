import { expect, test } from "vitest";
import { PlanReportSchema } from "../../../src/schema/plan-report.ts";
import { evenShape } from "../../../src/verdict/power/gap-shape.ts";
import { planReport } from "../../../src/verdict/power/plan.ts";
import { power } from "../../../src/verdict/power/power.ts";
import { fewestDrawsToPass } from "../../../src/verdict/power/remedies.ts";
import { ofOneSign, smallestVisible } from "../../../src/verdict/power/smallest-visible.ts";
import { plannedRun } from "./planned-run.ts";
import { runOf } from "./questions.ts";

const small = plannedRun({ shape: evenShape(14, 2), callsPerDraw: 56, callsOnce: 12 });
const short = planReport(small);

function sorted(values: readonly number[], sign: 1 | -1): readonly number[] {
  return values.toSorted((a, b) => sign * (a - b));
}

test("a run of the default size is enough for a typical model", () => {
  const report = planReport(plannedRun());
  const run = runOf();
  const [without, withGap] = [power(run, { widening: 0 }), power(run, { widening: 0, baseGap: 0.2 })];
  expect(PlanReportSchema.parse(report)).toEqual(report);
  expect(report).toMatchObject({
    finding: "enough",
    wanted: 0.8,
    columns: ["support × model"],
    side: { scenarios: 24, wordings: 2, cells: 96, callsPerDraw: 96, callsOnce: 24 },
    looks: [3, 5, 7, 10],
    unchanged: { pass: withGap.pass, fail: expect.closeTo(withGap.fail, 12), inconclusive: expect.closeTo(withGap.inconclusive, 12) },
    unchangedByGap: [
      { baseGap: 0, pass: without.pass },
      { baseGap: 0.2, pass: withGap.pass },
    ],
    widened: { by: 0.2, fail: power(run, { widening: 0.2 }).fail },
    visible: { policy: smallestVisible(run), oneSign: smallestVisible(ofOneSign(run)) },
    pick: fewestDrawsToPass(run),
    remedies: [],
    simulation: { runs: 8000, error: 0.5 / Math.sqrt(4000) },
  });
  expect(report.calls.most).toEqual({ calls: 2 * (24 + 960), tokens: 1968 * 450, cost: null, minutes: (1968 * 2) / 4 / 60 });
  expect(report.calls.unchanged.calls).toBeCloseTo(2 * (24 + withGap.headCalls), 9);
  expect(report.calls.widened.calls).toBeCloseTo(2 * (24 + power(run, { widening: 0.2 }).headCalls), 9);
  expect(report.calls.confirmation).toBe(0);
});

test("a judge is asked about every reply at worst, and never about an answer to a question about a notice", () => {
  const checks = { calls: 200, notices: 50, drawn: 104, withoutQuestion: 0 };
  expect(planReport(plannedRun({ judgeVotes: 3, checks })).judge).toEqual({ votes: 3, most: 3 * 1968 });
  expect(planReport(plannedRun()).judge).toBeNull();
});

test("one that passes an unchanged model less often than wanted is short, and less often than not under-powered; both say what would help", () => {
  expect(short.finding).toBe("short");
  expect(short.unchanged.pass).toBeGreaterThan(0.5);
  expect(short.unchanged.pass).toBeLessThan(0.8);
  expect(short.remedies.map(({ kind }) => kind)).toEqual(["draws", "wordings", "cached-base", "margin"]);
  const under = planReport({ ...small, variance: { ...small.variance, value: 0.2 } });
  expect(under.finding).toBe("under-powered");
  expect(under.unchanged.pass).toBeLessThan(0.5);
  expect(under.remedies).toHaveLength(4);
});

test("the table over budgets is monotone: more calls, more passes, smaller widenings seen", () => {
  const { budgets } = short;
  expect(budgets.map(({ looks }) => looks.at(-1))).toEqual([3, 5, 10, 20, 30]);
  for (const figures of [budgets.map(({ most }) => most), budgets.map(({ unchanged }) => unchanged), budgets.map(({ pass }) => pass)]) {
    expect(figures).toEqual(sorted(figures, 1));
    expect(new Set(figures).size).toBe(5);
  }
  const seen = budgets.map(({ visible }) => visible ?? 1);
  expect(seen).toEqual(sorted(seen, -1));
  expect(budgets[2]).toMatchObject({ looks: [3, 5, 7, 10], most: 2 * (12 + 560) });
});

test("the table over margins is monotone: a wider one passes more, on fewer calls, and sees less", () => {
  const { margins } = short;
  expect(margins.map(({ margin }) => margin)).toEqual([0.05, 0.1, 0.15]);
  expect(margins.map(({ pass }) => pass)).toEqual(
    sorted(
      margins.map(({ pass }) => pass),
      1,
    ),
  );
  expect(margins.map(({ unchanged }) => unchanged)).toEqual(
    sorted(
      margins.map(({ unchanged }) => unchanged),
      -1,
    ),
  );
  const seen = margins.map(({ visible }) => visible ?? 1);
  expect(seen).toEqual(sorted(seen, 1));
});

test("the run that is asked for stands in both tables, whatever its size", () => {
  const report = planReport({ ...small, looks: [4, 12], policy: { ...small.policy, margin: 0.12 } });
  expect(report.budgets.map(({ looks }) => looks.join())).toEqual(["2,3", "2,5", "3,10", "4,12", "7,20", "10,30"]);
  expect(report.margins.map(({ margin }) => margin)).toEqual([0.05, 0.1, 0.12, 0.15]);
  expect(report.budgets[3]?.pass).toBe(report.unchanged.pass);
  expect(report.margins[2]).toMatchObject({ pass: report.unchanged.pass, visible: report.visible.policy });
});

test("all columns have to pass and one is enough to fail; each makes its own calls", () => {
  const two = planReport(plannedRun({ columns: ["a", "b"] }));
  const each = power(runOf({ pairs: 2 }), { widening: 0, baseGap: 0.2 });
  expect(two.unchanged.pass).toBeCloseTo(each.pass ** 2, 12);
  expect(two.unchanged.fail).toBeCloseTo(1 - (1 - each.fail) ** 2, 12);
  expect(two.unchanged.pass + two.unchanged.fail + two.unchanged.inconclusive).toBeCloseTo(1, 12);
  expect(two.calls.most.calls).toBe(4 * (24 + 960));
});

test("a policy of one sign is told in its own sign, with one base gap and one smallest widening", () => {
  const report = planReport(plannedRun({ judging: { direction: "negative" } }));
  expect(report.widened.by).toBe(-0.2);
  expect(report.widened.fail).toBeGreaterThan(0.99);
  expect(report.unchangedByGap).toHaveLength(1);
  expect(report.visible.oneSign).toBe(report.visible.policy);
});

test("a cached base costs no calls, and each fail a confirmation", () => {
  const report = planReport(plannedRun({ cachedBase: 20, columns: ["a", "b"] }));
  expect(report.calls.confirmation).toBe(2 * 960);
  expect(report.calls.most.calls).toBe(2 * (24 + 960 + 960));
  expect(report.cachedBase).toBe(20);
});
