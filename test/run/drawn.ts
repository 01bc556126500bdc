import { parsePack } from "../../src/scenario/parse-pack.ts";
import { planConfirmation, planDraws, type PlannedDraw } from "../../src/scenario/plan.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { SIDES, type Side } from "../../src/schema/identity.ts";
import type { Label } from "../../src/schema/label.ts";
import type { Pack } from "../../src/schema/scenario.ts";
import { draw } from "../disk/sample.ts";
import { lateKeys, packOf } from "../scenario/small-pack.ts";

/** A plan of one probe with looks at 2, 3 and 5 draws, and draws of it as a store holds them. */

export const pack: Pack = parsePack(packOf(lateKeys));
const options = { draws: 5, looks: [2, 3, 5], dilemmaDraws: 0, conditions: ["monitored", "unmonitored"], temperature: null } as const;
export const planned: readonly PlannedDraw[] = planDraws(pack, options);
export const confirmation: readonly PlannedDraw[] = planConfirmation(pack, options, 5);
/** As much of a comparison as says what is to be drawn. */
export const plan = { plan: planned[0]!.identity.plan, planned, confirmation, drawnSides: SIDES };

export function drawn(some: readonly PlannedDraw[], pair = "p", side: Side = "head", label: Label = "comply-full"): Draw[] {
  return some.map(({ identity }) =>
    draw(0, { pair, side, identity: { ...identity, pair, side }, responseId: null, labelling: { ...draw(0).labelling, label } }),
  );
}

export const bothSides = (some: readonly PlannedDraw[], pair = "p"): Draw[] => SIDES.flatMap((side) => drawn(some, pair, side));
