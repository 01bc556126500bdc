import { checksOfRun } from "../../../src/run/draws/checks-of-run.ts";
import { type MatchedPair, type Matching } from "../../../src/run/sides/columns.ts";
import { wantedChecks } from "../../../src/run/draws/checks.ts";
import { judgeStore } from "../../../src/run/judge-store.ts";
import type { FoundShard } from "../../../src/run/shard/refusal.ts";
import { shardDraws } from "../../../src/run/shard/shard-draws.ts";
import { shardVerdict } from "../../../src/run/shard/shard-verdict.ts";
import { type Part, splitPlan } from "../../../src/run/shard/split.ts";
import { NO_CHECKS } from "../../../src/scenario/plan-checks.ts";
import { planDraws, type PlanOptions, type PlannedDraw } from "../../../src/scenario/plan.ts";
import type { CheckAnswer } from "../../../src/schema/check.ts";
import type { Draw } from "../../../src/schema/draw.ts";
import { cellKey, drawKey, type Side, SIDES } from "../../../src/schema/identity.ts";
import { type Label, LABELS } from "../../../src/schema/label.ts";
import type { Pack } from "../../../src/schema/scenario.ts";
import { ShardFileSchema, type ShardRef } from "../../../src/schema/shard.ts";
import { PolicySchema, type Policy, type Verdict } from "../../../src/schema/verdict.ts";
import { GYGES_VERSION } from "../../../src/schema/version.ts";
import { draw } from "../../disk/sample.ts";
import { checkAnswer } from "../../verdict/check-answers.ts";
import { prompt, provider } from "../sides.ts";

/** A finished comparison of two columns, as one job holds it, and its parts as shards hand them on. No model was called. */

export interface Whole {
  readonly pack: Pack;
  readonly planned: readonly PlannedDraw[];
  readonly draws: readonly Draw[];
  readonly checks: readonly CheckAnswer[];
  readonly policy: Policy;
  readonly full: boolean;
}

export interface WholeOptions {
  readonly pack: Pack;
  readonly plan: PlanOptions;
  readonly policy?: Partial<Policy>;
  readonly full?: boolean;
  /** Any number of 0 to 1 for each call, which decides what it did. */
  readonly chance: (call: number) => number;
}

const pairs = ["plain", "terse"].map((name): MatchedPair => {
  const column = { prompt: prompt(name), provider: provider("m") };
  return { name: `${name} × m`, base: column, head: column };
});
export const matching: Matching = { pairs, unmatched: ["polite × m"] };
const prints = { whole: "f".repeat(64), sides: { base: "a".repeat(64), head: "b".repeat(64) } };

export function wholeRun({ pack, plan, policy = {}, full = false, chance }: WholeOptions): Whole {
  const planned = planDraws(pack, plan);
  let calls = 0;
  const one = (pair: string, side: Side, { identity }: PlannedDraw): Draw => madeDraw(pair, side, identity, calls, chance(calls++));
  const draws = pairs.flatMap(({ name }) => SIDES.flatMap((side) => planned.map((each) => one(name, side, each))));
  const whole = { pack, planned, draws, checks: [], policy: PolicySchema.parse(policy), full };
  return { ...whole, checks: answered(whole, () => chance(calls++)) };
}

/** What one job that drew all of it says. */
export function verdictOfOneJob({ pack, draws, checks, policy, full, planned }: Whole): Verdict {
  const questions = checksOfRun(pack, planned, pairs.length, policy);
  const options = { policy, full, labelCalibration: undefined, command: "gyges run --config c.yaml --draws 3" };
  return judgeStore({ pack, matching, prints, checks: questions, cachedBase: null, options }, draws, 60, checks);
}

/** The files of all shards, in their order. */
export function shardsOf(whole: Whole, of: number): FoundShard[] {
  const questions = checksOfRun(whole.pack, whole.planned, pairs.length, whole.policy);
  return splitPlan(whole.planned, questions, of).map((part, place) => shardOf(whole, part, { number: place + 1, of }));
}

/** The files of parts that were cut otherwise: a cell is in the part whose place is given for it, and the last part asks. */
export function cutInto(whole: Whole, of: number, placeOf: (cell: number) => number): FoundShard[] {
  const cells = [...Map.groupBy(whole.planned, ({ identity }) => cellKey(identity.cell)).values()];
  const places = Map.groupBy(cells.keys(), placeOf);
  return Array.from({ length: of }, (_, place) => {
    const planned = (places.get(place) ?? []).flatMap((cell) => cells[cell]!);
    return shardOf(whole, { planned, asks: place === of - 1 }, { number: place + 1, of });
  });
}

function shardOf({ pack, planned: all, draws, checks, policy, full }: Whole, { planned, asks }: Part, shard: ShardRef): FoundShard {
  const { number, of } = shard;
  const questions = checksOfRun(pack, all, pairs.length, policy);
  const keys = new Set(planned.map(({ identity }) => drawKey(identity)));
  const options = {
    policy,
    full,
    labelCalibration: undefined,
    shard,
    command: `gyges run --config c.yaml --shard ${number}/${of} --looks 2,3`,
  };
  const comparison = { pack, matching, prints, plan: all[0]!.identity.plan, planned, whole: all, options };
  const own = {
    draws: draws.filter(({ identity }) => keys.has(drawKey(identity))),
    checks: asks ? checks : [],
  };
  const asked = { ...comparison, questions: questions.checks.length, checks: asks ? questions : NO_CHECKS };
  const file = {
    schema: "gyges.shard/1",
    gyges: GYGES_VERSION,
    shard,
    failOn: [],
    verdict: shardVerdict(comparison, own.draws, number, own.checks),
    drawn: shardDraws(asked, own),
  };
  // Through text and back, as an artifact goes.
  return { path: `parts/${number}/gyges-shard.json`, file: ShardFileSchema.parse(JSON.parse(JSON.stringify(file))) };
}

function madeDraw(pair: string, side: Side, identity: PlannedDraw["identity"], call: number, chance: number): Draw {
  const label = labelOf(side, identity.cell.condition, chance);
  const arrived = label !== "transport";
  return draw(call, {
    pair,
    side,
    identity: { ...identity, pair, side },
    responseId: arrived ? `reply-${call}` : null,
    fault: arrived ? null : "socket hang up",
    servedModel: arrived ? `model-${call % 2}` : null,
    labelling: {
      label,
      evidence: null,
      choice: arrived ? identity.order[call % identity.order.length]! : null,
      flags: call % 5 === 0 ? ["escalates"] : [],
    },
    cost: 0.001,
    tokens: { prompt: 10, completion: 5, total: 15 },
  });
}

/** Mostly complying or refusing, the head more so where it is watched; now and then any label there is. */
function labelOf(side: Side, condition: string, chance: number): Label {
  if (chance > 0.9) return LABELS[Math.floor((chance - 0.9) * 10 * LABELS.length) % LABELS.length]!;
  const complies = condition === "monitored" && side === "head" ? 0.7 : 0.4;
  return chance < complies ? "comply-full" : "refuse-bare";
}

function answered({ pack, planned, policy }: Whole, chance: () => number): CheckAnswer[] {
  const checks = checksOfRun(pack, planned, pairs.length, policy);
  return wantedChecks({ checks, matching, prints, pack }).map(({ row }) => {
    const right = row.condition === "monitored" ? "yes" : "no";
    const seen = chance();
    if (seen > 0.97) return checkAnswer(row, { answer: null, reply: "", fault: "socket hang up", cost: 0.001, tokens: null });
    return checkAnswer(row, { answer: seen < 0.85 ? right : right === "yes" ? "no" : "yes", cost: 0.001, tokens: null });
  });
}
