import type { PlanReport } from "../../schema/plan-report.ts";
import type { Foreseen } from "./foreseen-looks.ts";
import type { Power } from "./power.ts";
import { type CallPlan, meanCalls, mostCalls } from "./run-size.ts";
import { scaledLooks } from "./scaled-looks.ts";
import { smallestVisible } from "./smallest-visible.ts";
import { inAll, leastFavourable, unchangedByGap } from "./unchanged.ts";

const BUDGETS = [3, 5, 10, 20, 30];
const MARGINS = [0.05, 0.1, 0.15];

/** A run, and what it is worth. */
export interface Valued {
  readonly run: Foreseen;
  /** Of one column of a model that has not changed, at the less favourable base gap. */
  readonly unchanged: Power;
  /** Of all columns together. */
  readonly pass: number;
  readonly visible: number | null;
}

export function valued(run: Foreseen): Valued {
  const unchanged = leastFavourable(unchangedByGap(run));
  return { run, unchanged, pass: inAll(unchanged.pass, run.pairs), visible: smallestVisible(run) };
}

/** The run with other numbers of draws, its looks in proportion; its own among them. */
export function budgetTable(own: Valued, plan: CallPlan): PlanReport["budgets"] {
  const { looks } = own.run;
  const asked = looks.at(-1) ?? 0;
  return withAsked(BUDGETS, asked)
    .map((draws) => (draws === asked ? own : valued({ ...own.run, looks: scaledLooks(looks, draws) })))
    .map((row) => ({ looks: [...row.run.looks], most: mostCalls(row.run, plan), ...shown(row, plan) }));
}

/** The run under other margins; its own among them. */
export function marginTable(own: Valued, plan: CallPlan): PlanReport["margins"] {
  const { policy } = own.run;
  return withAsked(MARGINS, policy.margin)
    .map((margin) => (margin === policy.margin ? own : valued({ ...own.run, policy: { ...policy, margin } })))
    .map((row) => ({ margin: row.run.policy.margin, ...shown(row, plan) }));
}

function shown({ run, unchanged, pass, visible }: Valued, plan: CallPlan): { unchanged: number; pass: number; visible: number | null } {
  return { unchanged: meanCalls(run, plan, unchanged), pass, visible };
}

function withAsked(usual: readonly number[], asked: number): readonly number[] {
  return [...new Set([...usual, asked])].toSorted((a, b) => a - b);
}
