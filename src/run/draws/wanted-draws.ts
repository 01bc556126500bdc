import { drawsUpTo, type PlannedDraw } from "../../scenario/plan.ts";
import type { Draw } from "../../schema/draw.ts";
import { drawKey, SIDES, type Side } from "../../schema/identity.ts";
import { keyOfDraw, storeKey, type StoreContents } from "../../schema/store.ts";
import type { Comparison } from "../comparison.ts";
import { looksOf, type Reach } from "./reach.ts";

/** One draw that the store is to hold by now. */
export interface WantedDraw {
  /** As `keyOfDraw` has it. */
  readonly key: string;
  readonly pair: string;
  readonly side: Side;
  readonly planned: PlannedDraw;
  /** The round that draws it, from 0: one for each look, and the one behind the look that said fail for its confirmation. */
  readonly round: number;
}

/** The draws of a store. */
type Drawn = Pick<StoreContents, "draws" | "looked">;

type Plan = Pick<Comparison, "plan" | "planned" | "confirmation" | "drawnSides">;

/** All draws up to what the pairs have reached. A cached base is not drawn for a look; a fail is confirmed by fresh draws of both sides. */
export function wantedDraws({ plan, planned, confirmation, drawnSides }: Plan, reach: readonly Reach[]): readonly WantedDraw[] {
  const looks = looksOf(plan);
  return reach.flatMap(({ pair, draws, confirm }) => {
    const wanted = (side: Side, one: PlannedDraw, round: number): WantedDraw => {
      return { key: storeKey(pair, side, drawKey(one.identity)), pair, side, planned: one, round };
    };
    const upTo = drawsUpTo(planned, draws);
    return [
      ...drawnSides.flatMap((side) => upTo.map((one) => wanted(side, one, placeOf(one.identity.draw, looks)))),
      ...(confirm ? SIDES.flatMap((side) => confirmation.map((one) => wanted(side, one, looks.indexOf(draws) + 1))) : []),
    ];
  });
}

/**
 * What a round has to draw yet. A transport fault is no draw, so a resume tries it again, but only until a look was taken on it.
 */
export function lackingDraws(plan: Plan, reach: readonly Reach[], store: Drawn, round: number): readonly WantedDraw[] {
  const settled = new Set(settledDraws(store).map(keyOfDraw));
  return wantedDraws(plan, reach).filter((one) => one.round === round && !settled.has(one.key));
}

/** A call that failed is no draw; after a look on it, it is a missing one, and another reply would be a second throw. */
export function settledDraws({ draws, looked }: Drawn): readonly Draw[] {
  return draws.filter(({ labelling }, index) => labelling.label !== "transport" || index < looked);
}

/** Place of the look that a draw of this number was made for. */
function placeOf(draw: number, looks: readonly number[]): number {
  const place = looks.findIndex((look) => draw < look);
  // Of a plan with one look a control may be drawn more often than a probe.
  return place === -1 ? looks.length - 1 : place;
}
