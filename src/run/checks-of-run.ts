import { type CheckPlan, NO_CHECKS, planChecks } from "../scenario/plan-checks.ts";
import type { PlannedDraw } from "../scenario/plan.ts";
import { SIDES } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import type { Policy } from "../schema/verdict.ts";

/** The questions that a run puts. Both sides of every pair are asked, a base that was drawn before too, unless its store brings the answers along. */
export function checksOfRun(pack: Pack, planned: readonly PlannedDraw[], pairs: number, { manipulationCheck }: Policy): CheckPlan {
  return manipulationCheck === "off" ? NO_CHECKS : planChecks(pack, planned, pairs * SIDES.length);
}
