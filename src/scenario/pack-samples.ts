import type { PackSample } from "../schema/plain-draw.ts";
import type { Pack } from "../schema/scenario.ts";
import { type CellOptions, cellsToDraw, drawsOf, ordersOf } from "./plan-cells.ts";
import { packRef } from "./plan.ts";

/** Another harness asks for a temperature by itself. */
export type SampleOptions = Omit<CellOptions, "temperature" | "publication">;

/**
 * The cells of a pack for another harness to draw, in the order of the pack: what each puts into the system message, and the user's turn of its draws, which
 * begin again behind the last.
 */
export function packSamples(pack: Pack, options: SampleOptions): readonly PackSample[] {
  return cellsToDraw(pack, { ...options, temperature: null }).map((planned) => {
    const drawn = drawsOf(planned, ordersOf(planned.scenario).length);
    const { cell, notice } = planned;
    return {
      schema: "gyges.sample/1",
      id: [cell.scenario, cell.wording, cell.condition, ...(cell.notice === null ? [] : [cell.notice])].join("/"),
      pack: packRef(pack),
      cell,
      notice,
      turns: drawn.map(({ userText }) => userText),
      orders: drawn.map(({ order }) => [...order]),
    };
  });
}
