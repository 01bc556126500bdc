import { hashOfDraws } from "../../scenario/plan.ts";
import type { CheckAnswer } from "../../schema/check.ts";
import { cellKey, type PackRef, type Side, SIDES } from "../../schema/identity.ts";
import { partName, type ShardAnswer, type ShardDraws, type ShardRef } from "../../schema/shard.ts";
import type { Checked, TalliedSide } from "../../verdict.ts";
import { joined, keysOf } from "./column.ts";
import { refusal } from "./refusal.ts";

/** The draws of all parts, as those of one run. */

export interface DrawnPart {
  readonly shard: ShardRef;
  readonly drawn: ShardDraws;
}

/**
 * One side of the run.
 *
 * @param parts in their order, all of one run
 * @throws GygesError `merge/overlap` where a cell is in two parts, `merge/plan` where all parts together are not the plan
 */
export function joinedSide(side: Side, parts: readonly DrawnPart[]): TalliedSide {
  const { plan, pairs, labeller } = parts[0]!.drawn;
  refuseOverlap(side, parts);
  const columns = pairs.toSorted().map((pair) => {
    const own = parts.map(({ drawn }) => drawn.columns.find((column) => column.side === side && column.pair === pair)!);
    const keys = own.flatMap(keysOf);
    if (keys.length !== plan.size || hashOfDraws(keys) !== plan.id) {
      const seen = `all parts together hold ${keys.length} draws of ${side} in ${JSON.stringify(pair)}, which are not the ${plan.size} of the plan`;
      throw refusal("plan", seen, "Run all shards again with one version of gyges.");
    }
    return joined(own, plan);
  });
  return { columns, isSimulated: parts.some(({ drawn }) => drawn.simulated[side]), labeller };
}

/** @throws GygesError `merge/same-response`: one reply cannot be a draw of two parts */
export function refuseSharedReplies(parts: readonly DrawnPart[]): void {
  const seen = new Map<string, ShardRef>();
  for (const { shard, drawn } of parts) {
    const shared = drawn.replies.find((reply) => seen.has(reply));
    if (shared !== undefined) {
      const which = `${partName(seen.get(shared)!)} and ${partName(shard)}`;
      throw refusal(
        "same-response",
        `one reply is a draw of ${which}`,
        "Switch off the cache between promptfoo and the model, and run again.",
      );
    }
    for (const reply of drawn.replies) seen.set(reply, shard);
  }
}

/** @throws GygesError `merge/answers` where not every question has one answer, or a call without a reply */
export function joinedAnswers(parts: readonly DrawnPart[], pack: PackRef): Readonly<Record<Side, Checked>> {
  const { questions, pairs } = parts[0]!.drawn;
  const answers = parts.flatMap(({ drawn }) => drawn.answers);
  const keys = new Set(answers.map(({ side, pair, scenario, notice, first }) => JSON.stringify([side, pair, scenario, notice, first])));
  const wanted = questions * pairs.length * SIDES.length;
  if (keys.size !== answers.length || answers.length !== wanted) {
    throw refusal(
      "answers",
      `the parts hold ${keys.size} answers about the notices, and ${wanted} questions were put`,
      "Run all shards again.",
    );
  }
  const of = (side: Side): Checked => ({
    answers: answers.filter((answer) => answer.side === side).map((answer) => asAnswer(answer, pack)),
    wanted: true,
  });
  return { base: of("base"), head: of("head") };
}

function refuseOverlap(side: Side, parts: readonly DrawnPart[]): void {
  const seen = new Map<string, ShardRef>();
  for (const { shard, drawn } of parts) {
    for (const { cell, pair } of drawn.columns.flatMap(({ cells, ...column }) =>
      column.side === side ? cells.map(({ cell }) => ({ cell, pair: column.pair })) : [],
    )) {
      const key = JSON.stringify([pair, cellKey(cell)]);
      const before = seen.get(key);
      if (before !== undefined)
        throw refusal("overlap", `${cell.scenario} / ${cell.wording} / ${cell.condition} is in ${partName(before)} and ${partName(shard)}`);
      seen.set(key, shard);
    }
  }
}

/** As a store holds it, with nothing said. */
function asAnswer({ side, pair, scenario, notice, condition, first, answer, replied }: ShardAnswer, pack: PackRef): CheckAnswer {
  return {
    schema: "gyges.check/1",
    run: "merge",
    pair,
    row: {
      schema: "gyges.check-row/1",
      pack,
      scenario,
      notice,
      condition,
      order: first === "yes" ? ["yes", "no"] : ["no", "yes"],
      print: null,
      side,
      pair,
    },
    answer,
    fault: replied ? null : "no reply",
    reply: "",
    provider: "",
    servedModel: null,
    labeller: "",
    tokens: null,
    cost: null,
    latencyMs: null,
    at: null,
    reused: false,
  };
}
