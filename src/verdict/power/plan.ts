import type { PackRef } from "../../schema/identity.ts";
import type { PlanChances, PlanReport } from "../../schema/plan-report.ts";
import type { Policy } from "../../schema/verdict.ts";
import type { Foreseen } from "./foreseen-looks.ts";
import type { GapShape } from "./gap-shape.ts";
import { MIRRORED_PAIRS, monteCarloError } from "./noise.ts";
import { budgetTable, marginTable, type Valued } from "./plan-tables.ts";
import { type Power, power } from "./power.ts";
import { fewestDrawsToPass, remedies } from "./remedies.ts";
import { billOf, type CallPlan, confirmationCalls, meanCalls, mostCalls } from "./run-size.ts";
import { ofOneSign, smallestVisible } from "./smallest-visible.ts";
import { inAll, leastFavourable, UNDER_POWERED, unchangedByGap, WANTED_CHANCE } from "./unchanged.ts";

/** A run as its flags and its config ask for it, and what is known of the model. */
export interface PlannedRun {
  /** Version of gyges. */
  readonly gyges: string;
  readonly pack: PackRef;
  readonly policy: Policy;
  readonly columns: readonly string[];
  /** The cells of one side's gap. */
  readonly shape: GapShape;
  readonly callsPerDraw: number;
  readonly callsOnce: number;
  readonly looks: readonly number[];
  readonly cachedBase: number | null;
  readonly variance: PlanReport["variance"];
  readonly perCall: PlanReport["perCall"];
  readonly checks: PlanReport["checks"];
  /** Calls of a judge about one reply; null where no judge is asked. */
  readonly judgeVotes: number | null;
}

/** The widening whose cost is told beside that of no change. */
const WIDENED_BY = 0.2;

/** What a run costs and what it can see. */
export function planReport(planned: PlannedRun): PlanReport {
  const run = foreseen(planned);
  const plan = { ...planned, columns: run.pairs, checkCalls: planned.checks.calls };
  const byGap = unchangedByGap(run);
  const unchanged = leastFavourable(byGap);
  const own: Valued = { run, unchanged, pass: inAll(unchanged.pass, run.pairs), visible: smallestVisible(run) };
  const by = run.policy.direction === "negative" ? -WIDENED_BY : WIDENED_BY;
  const widened = power(run, { widening: by });
  const pick = fewestDrawsToPass(run);
  const calls = callsOf(run, plan, { unchanged, widened }, planned.perCall);
  const replies = Math.round(calls.most.calls) - planned.checks.calls;
  return {
    ...identity(planned),
    judge: planned.judgeVotes === null ? null : { votes: planned.judgeVotes, most: planned.judgeVotes * replies },
    finding: own.pass >= WANTED_CHANCE ? "enough" : own.pass >= UNDER_POWERED ? "short" : "under-powered",
    wanted: WANTED_CHANCE,
    unchanged: chances(unchanged, run.pairs),
    unchangedByGap: byGap.map((each) => ({ baseGap: each.baseGap, ...chances(each.power, run.pairs) })),
    widened: { by, ...chances(widened, run.pairs) },
    visible: { policy: own.visible, oneSign: run.policy.direction === "either" ? smallestVisible(ofOneSign(run)) : own.visible },
    calls,
    pick,
    remedies: own.pass >= WANTED_CHANCE ? [] : remedies(run, plan, pick),
    budgets: budgetTable(own, plan),
    margins: marginTable(own, plan),
    simulation: { runs: 2 * MIRRORED_PAIRS, error: monteCarloError(0.5) },
  };
}

function foreseen({ shape, looks, cachedBase, policy, columns, variance }: PlannedRun): Foreseen {
  return { shape, looks, cachedBase, policy, pairs: columns.length, variance: variance.value };
}

type Identity = "schema" | "gyges" | "pack" | "policy" | "columns" | "side" | "looks" | "cachedBase" | "variance" | "perCall" | "checks";

function identity({ shape, callsPerDraw, callsOnce, ...planned }: PlannedRun): Pick<PlanReport, Identity> {
  const { gyges, pack, policy, columns, looks, cachedBase, variance, perCall, checks } = planned;
  const { scenarios, wordings, cells } = shape;
  return {
    schema: "gyges.plan/1",
    gyges,
    pack,
    policy,
    columns: [...columns],
    side: { scenarios, wordings, cells, callsPerDraw, callsOnce },
    looks: [...looks],
    cachedBase,
    variance,
    perCall,
    checks,
  };
}

function callsOf(
  run: Foreseen,
  plan: CallPlan,
  { unchanged, widened }: { readonly unchanged: Power; readonly widened: Power },
  perCall: PlanReport["perCall"],
): PlanReport["calls"] {
  return {
    most: billOf(mostCalls(run, plan), perCall),
    unchanged: billOf(meanCalls(run, plan, unchanged), perCall),
    widened: billOf(meanCalls(run, plan, widened), perCall),
    confirmation: plan.columns * confirmationCalls(run),
  };
}

/** All columns have to pass, and one is enough to fail; the draws of each are its own. */
function chances({ pass, fail }: Power, columns: number): PlanChances {
  const passing = inAll(pass, columns);
  const failing = 1 - (1 - fail) ** columns;
  return { pass: passing, fail: failing, inconclusive: Math.max(0, 1 - passing - failing) };
}
