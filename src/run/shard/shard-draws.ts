import { LABELLER } from "../../label/label-reply.ts";
import { outlineOf } from "../../scenario/outline.ts";
import { sha256Hex } from "../../scenario/pack-hash.ts";
import { hashOfDraws } from "../../scenario/plan.ts";
import type { CheckAnswer } from "../../schema/check.ts";
import { drawKey, type Side, SIDES } from "../../schema/identity.ts";
import type { ShardAnswer, ShardDraws } from "../../schema/shard.ts";
import type { StoreContents } from "../../schema/store.ts";
import { tallySide } from "../../verdict.ts";
import { checkedSides } from "../draws/checks.ts";
import type { Comparison } from "../comparison.ts";
import type { RunOptions } from "../run-options.ts";
import { shardColumn } from "./column.ts";

/** As much of a comparison as a shard hands on. */
type Parted = Pick<Comparison, "pack" | "matching" | "prints" | "plan" | "planned" | "questions" | "checks"> & {
  readonly options: Pick<RunOptions, "full" | "labelCalibration">;
};

/** What a shard's store holds, as its file hands it on: counted, with nothing that a model wrote. */
export function shardDraws(comparison: Parted, { draws, checks }: Pick<StoreContents, "draws" | "checks">): ShardDraws {
  const { options, pack, matching, prints, plan, planned, questions } = comparison;
  const tallied = (side: Side): ReturnType<typeof tallySide> => {
    return tallySide(
      side,
      draws.filter((draw) => draw.side === side),
      pack,
    );
  };
  const sides = { base: tallied("base"), head: tallied("head") };
  const checked = checkedSides(comparison, checks);
  return {
    fingerprint: prints.whole,
    sides: prints.sides,
    plan,
    part: { id: hashOfDraws(planned.map(({ identity }) => drawKey(identity))), size: planned.length },
    pairs: matching.pairs.map(({ name }) => name),
    providers: matching.pairs.map(({ base, head }) => ({ base: base.provider.id, head: head.provider.id })),
    labeller: sides.head.labeller ?? LABELLER,
    questions,
    full: options.full === true,
    labelCalibration: options.labelCalibration ?? null,
    pack: outlineOf(pack),
    simulated: { base: sides.base.isSimulated, head: sides.head.isSimulated },
    columns: SIDES.flatMap((side) => sides[side].columns.map((column) => shardColumn(side, column))),
    answers: SIDES.flatMap((side) => checked[side].answers.map((answer) => shardAnswer(side, answer))),
    replies: draws.flatMap(({ responseId }) => (responseId === null ? [] : [sha256Hex(responseId).slice(0, 16)])).toSorted(),
  };
}

function shardAnswer(side: Side, { pair, row, answer, fault }: CheckAnswer): ShardAnswer {
  const { scenario, notice, condition, order } = row;
  return { side, pair, scenario, notice, condition, first: order[0]!, answer, replied: fault === null };
}
