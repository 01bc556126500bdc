import { drawsUpTo, type PlannedDraw } from "../scenario/plan.ts";
import type { Draw } from "../schema/draw.ts";
import { drawKey, SIDES, type Side } from "../schema/identity.ts";
import { keyOfDraw, storeKey } from "../schema/store.ts";
import type { Comparison } from "./comparison.ts";
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
 * What a round has to draw yet. A transport fault is no draw, so a resume tries it again, but only while its round is open: once draws
 * of a later round are there, the look was judged with the draw missing, and another reply would be a second throw.
 *
 * @param draws of the store
 */
export function lackingDraws(plan: Plan, reach: readonly Reach[], draws: readonly Draw[], round: number): readonly WantedDraw[] {
  if (latestRound(draws, looksOf(plan.plan)) > round) return [];
  const settled = new Set(draws.filter(isSettled).map(keyOfDraw));
  return wantedDraws(plan, reach).filter((one) => one.round === round && !settled.has(one.key));
}

/** A call that failed is no draw. */
export function isSettled({ labelling }: Pick<Draw, "labelling">): boolean {
  return labelling.label !== "transport";
}

function latestRound(draws: readonly Draw[], looks: readonly number[]): number {
  const looked = new Map<string, number>();
  const confirmed = new Set<string>();
  for (const { pair, identity } of draws) {
    if (identity.confirm === true) confirmed.add(pair);
    else looked.set(pair, Math.max(looked.get(pair) ?? 0, placeOf(identity.draw, looks)));
  }
  return Math.max(0, ...[...looked].map(([pair, place]) => place + (confirmed.has(pair) ? 1 : 0)));
}

/** Place of the look that a draw of this number was made for. */
function placeOf(draw: number, looks: readonly number[]): number {
  const place = looks.findIndex((look) => draw < look);
  // Of a plan with one look a control may be drawn more often than a probe.
  return place === -1 ? looks.length - 1 : place;
}
