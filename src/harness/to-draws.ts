import { packRef } from "../scenario/plan.ts";
import type { Draw } from "../schema/draw.ts";
import type { PlanRef } from "../schema/identity.ts";
import type { Labelling } from "../schema/label.ts";
import type { Pack } from "../schema/scenario.ts";
import { planOfTold } from "./plan-of-told.ts";
import type { ToldDraw } from "./told-draw.ts";

/** What is made of a reply. */
export interface Read {
  readonly labelling: Labelling;
  /** Labeller that spoke; null where there was nothing to label. */
  readonly by: string | null;
  /** Ids of the options as the call showed them. */
  readonly order: readonly string[];
}

/** Draws of a file, with the place in it that each is told from. */
export interface PlacedDraw {
  readonly draw: Draw;
  readonly where: string;
}

/** Calls that another harness made, as the draws of one pack. What could not be labelled is of the labeller of the rest. */
export function toDraws(told: readonly ToldDraw[], pack: Pack, read: (draw: ToldDraw) => Read, where: string): readonly PlacedDraw[] {
  const plan = planOfTold(told, where);
  const all = told.map((one) => ({ told: one, read: read(one) }));
  const labeller = all.find((one) => one.read.by !== null)?.read.by ?? "none";
  return all.map((one) => ({ draw: toDraw(one.told, one.read, { pack, plan, labeller }), where: one.told.where }));
}

interface OfAll {
  readonly pack: Pack;
  readonly plan: PlanRef;
  readonly labeller: string;
}

function toDraw(told: ToldDraw, { labelling, by, order }: Read, { pack, plan, labeller }: OfAll): Draw {
  const { where: _where, cell, number, order: _order, labelled: _labelled, sent: _sent, ...rest } = told;
  return {
    schema: "gyges.draw/1",
    side: null,
    identity: {
      schema: "gyges.identity/1",
      pack: packRef(pack),
      plan,
      cell,
      order: [...order],
      draw: number,
      side: null,
      pair: null,
    },
    ...rest,
    cached: false,
    transformed: false,
    labelling,
    labeller: by ?? labeller,
  };
}
