import type { PlanBill, PlanReport } from "../../schema/plan-report.ts";
import { CONFIRM_DRAWS } from "../confirm.ts";
import type { Foreseen } from "./foreseen-looks.ts";
import type { Power } from "./power.ts";

/** How many calls a plan makes beside those of the gap's cells. */
export interface CallPlan {
  readonly columns: number;
  /** Calls of one side of one column: what each further draw of a cell adds, and those made once, such as controls. */
  readonly callsPerDraw: number;
  readonly callsOnce: number;
  /** Calls that ask whether the notices are understood, of all sides and columns together. */
  readonly checkCalls: number;
}

/** As much of a run as says how many calls it takes at most. */
export type Sized = Pick<Foreseen, "looks" | "cachedBase" | "policy"> & { readonly shape: Pick<Foreseen["shape"], "cells"> };

/** Calls of a run that goes to its last look and confirms a fail if it has to: no run makes more. */
export function mostCalls(run: Sized, plan: CallPlan): number {
  return plan.checkCalls + plan.columns * (sideCalls(run, plan, run.looks.at(-1) ?? 0) + confirmationCalls(run));
}

/** Calls of a run on average. */
export function meanCalls(run: Foreseen, plan: CallPlan, { headCalls, confirmCalls }: Power): number {
  return plan.checkCalls + plan.columns * (sideCalls(run, plan, headCalls / run.shape.cells) + confirmCalls);
}

/** Calls of one column that confirm a fail, where one has to be confirmed. */
export function confirmationCalls({ shape, cachedBase, policy }: Sized): number {
  return cachedBase === null && policy.confirm !== "always" ? 0 : 2 * CONFIRM_DRAWS * shape.cells;
}

/** What calls come to. */
export function billOf(calls: number, perCall: PlanReport["perCall"]): PlanBill {
  const { promptTokens, replyTokens, cost, seconds, concurrency } = perCall;
  return {
    calls,
    tokens: calls * (promptTokens.value + replyTokens.value),
    cost: cost === null ? null : calls * cost.value,
    minutes: (calls * seconds.value) / concurrency.value / 60,
  };
}

function sideCalls({ cachedBase }: Sized, { callsPerDraw, callsOnce }: CallPlan, draws: number): number {
  return (cachedBase === null ? 2 : 1) * (callsOnce + callsPerDraw * draws);
}
