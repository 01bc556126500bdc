import { type CheckPlan, NO_CHECKS, planChecks } from "../../scenario/plan-checks.ts";
import type { PlannedDraw } from "../../scenario/plan.ts";
import { GygesError } from "../../schema/error.ts";
import { SIDES } from "../../schema/identity.ts";
import type { Pack } from "../../schema/scenario.ts";
import type { Policy } from "../../schema/verdict.ts";

/**
 * The questions that a run puts. Both sides of every pair are asked, a base that was drawn before too, unless its store brings the answers along.
 *
 * @throws GygesError `run/no-checks` where the policy requires answers and the pack has no question: no verdict could come of the calls
 */
export function checksOfRun(pack: Pack, planned: readonly PlannedDraw[], pairs: number, { manipulationCheck }: Policy): CheckPlan {
  if (manipulationCheck === "off") return NO_CHECKS;
  const checks = planChecks(pack, planned, pairs * SIDES.length);
  if (manipulationCheck === "require" && checks.drawn > 0 && checks.notices === 0) throw noQuestions(pack);
  return checks;
}

function noQuestions({ manifest }: Pack): GygesError {
  return new GygesError(
    "usage",
    "run/no-checks",
    `pack ${manifest.name} ${manifest.version} has no question about the notices that are drawn, so nobody could ask whether the model understands them.\n  Add checks to its scenarios: gyges pack check names the notices\n  Or draw without: --manipulation-check off`,
  );
}
