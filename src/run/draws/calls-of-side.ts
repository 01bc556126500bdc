import type { PlannedDraw } from "../../scenario/plan.ts";
import { cellKey } from "../../schema/identity.ts";
import type { CallPlan } from "../../verdict/power/run-size.ts";

/** What one side of one column draws. Controls are drawn as often whatever the plan is; all other cells at every round. */
export function callsOfSide(planned: readonly PlannedDraw[]): Pick<CallPlan, "callsPerDraw" | "callsOnce"> {
  const cells = planned.map(({ identity }) => identity.cell);
  const perRound = new Set(cells.filter(({ role }) => role !== "control").map(cellKey));
  return { callsPerDraw: perRound.size, callsOnce: cells.filter(({ role }) => role === "control").length };
}
