import type { PlanRemedy, PlanReport } from "../../schema/plan-report.ts";
import { drawsToSettle } from "../../stats/draws-to-settle.ts";
import type { Foreseen } from "./foreseen-looks.ts";
import { withWordings } from "./gap-shape.ts";
import { type CallPlan, mostCalls } from "./run-size.ts";
import { scaledLooks } from "./scaled-looks.ts";
import { passChance, WANTED_CHANCE } from "./unchanged.ts";

/** Beyond this a pack is too small for what is asked of it. Both are reached by doubling, as the search does. */
const MOST_DRAWS = 256;
const MOST_TIMES_THE_WORDINGS = 16;
const CACHED_DRAWS = 20;
const WIDER_MARGIN = 0.15;

/** The fewest draws at the last look, the others in proportion, with which an unchanged model passes as often as wanted. */
export function fewestDrawsToPass(run: Foreseen): PlanReport["pick"] {
  const withDraws = (last: number): Foreseen => ({ ...run, looks: scaledLooks(run.looks, last) });
  // From one draw on, which is too few to pass; whole draws make the chance flicker, so it may be off by one.
  const last = drawsToSettle(1, (draws) => draws <= MOST_DRAWS && passChance(withDraws(draws)) >= WANTED_CHANCE);
  if (last === null) return null;
  const { looks } = withDraws(last);
  return { looks: [...looks], pass: passChance(withDraws(last)) };
}

/** What would make an unchanged model pass as often as wanted, each by itself, with the chance that it gives. */
export function remedies(run: Foreseen, plan: CallPlan, pick: PlanReport["pick"]): PlanRemedy[] {
  const { cachedBase, policy } = run;
  return [
    moreDraws(run, plan, pick),
    moreWordings(run, plan),
    ...(cachedBase === null ? [remedy("cached-base", CACHED_DRAWS, { ...run, cachedBase: CACHED_DRAWS }, plan)] : []),
    ...(policy.margin < WIDER_MARGIN
      ? [remedy("margin", WIDER_MARGIN, { ...run, policy: { ...policy, margin: WIDER_MARGIN } }, plan)]
      : []),
  ];
}

function moreDraws(run: Foreseen, plan: CallPlan, pick: PlanReport["pick"]): PlanRemedy {
  return pick === null ? nothing("draws") : remedy("draws", pick.looks.at(-1) ?? 0, { ...run, looks: pick.looks }, plan);
}

function moreWordings(run: Foreseen, plan: CallPlan): PlanRemedy {
  const { shape } = run;
  const now = Math.max(1, Math.floor(shape.wordings));
  const withMore = (wordings: number): Foreseen => ({ ...run, shape: withWordings(shape, wordings / shape.wordings) });
  const most = MOST_TIMES_THE_WORDINGS * now;
  const wordings = drawsToSettle(now, (count) => count <= most && passChance(withMore(count)) >= WANTED_CHANCE);
  if (wordings === null) return nothing("wordings");
  return remedy("wordings", wordings, withMore(wordings), { ...plan, callsPerDraw: (plan.callsPerDraw * wordings) / shape.wordings });
}

function remedy(kind: PlanRemedy["kind"], value: number, run: Foreseen, plan: CallPlan): PlanRemedy {
  const pass = passChance(run);
  return { kind, value, pass, enough: pass >= WANTED_CHANCE, most: mostCalls(run, plan) };
}

function nothing(kind: PlanRemedy["kind"]): PlanRemedy {
  return { kind, value: null, pass: null, enough: false, most: null };
}
