import type { PlanBill, PlanChances, PlanReport } from "../../src/schema/plan-report.ts";
import { planReport } from "../../src/verdict/power/plan.ts";
import { type Power, powerOf } from "../../src/verdict/power/power.ts";
import { billOf, type CallPlan, meanCalls } from "../../src/verdict/power/run-size.ts";
import type { Asked } from "./read-form.ts";
import { toForeseen, toPlan } from "./to-plan.ts";

/** What comes of a run whose gap really widened by `by`. */
export interface Point extends PlanChances {
  readonly by: number;
}

/** The answer in parts, the quick ones first: a page shows each as it comes. */
export type Part =
  | { readonly kind: "size"; readonly point: Point; readonly bill: PlanBill }
  | { readonly kind: "curve"; readonly points: readonly Point[] }
  | { readonly kind: "plan"; readonly report: PlanReport };

const STEPS = 30;

/** The widening of the question, then others around it, then all that `gyges plan` says of the run: by its code, nothing is computed twice over here. */
export function* answer(asked: Asked): Generator<Part> {
  const run = toForeseen(asked);
  const plan = toPlan(asked);
  const calls: CallPlan = { ...plan, columns: run.pairs, checkCalls: plan.checks.calls };
  const chances = powerOf(run);
  const sign = asked.direction === "negative" ? -1 : 1;
  const at = (by: number): Power => chances({ widening: sign * by });
  const asIs = at(asked.size);
  yield { kind: "size", point: pointOf(asked.size, asIs, run.pairs), bill: billOf(meanCalls(run, calls, asIs), plan.perCall) };
  const widest = Math.min(1, Math.max(0.3, 1.5 * asked.size, 3 * asked.margin));
  const sizes = Array.from({ length: STEPS + 1 }, (_, step) => (widest * step) / STEPS);
  yield { kind: "curve", points: sizes.map((by) => pointOf(by, at(by), run.pairs)) };
  yield { kind: "plan", report: planReport(plan) };
}

/** All columns have to pass, and one is enough to fail, as in the plan. */
function pointOf(by: number, { pass, fail }: Power, columns: number): Point {
  const [passing, failing] = [pass ** columns, 1 - (1 - fail) ** columns];
  return { by, pass: passing, fail: failing, inconclusive: Math.max(0, 1 - passing - failing) };
}
