import type { Draw } from "../../schema/draw.ts";
import { cellKey } from "../../schema/identity.ts";
import { isSamePlan } from "./side-of-file.ts";

/** Faults of one cell of one column of one side. */
interface FaultsOfCell {
  /** One draw for all that count alike. Of their texts only the first is kept: no more than the first is ever shown. */
  readonly alike: Draw[];
  /** By draw number, the place of its like. */
  readonly places: Map<number, number>;
}

/**
 * Calls that failed, until the end of the file says that no retry came. They may be many where a key runs dry half way, so that of each only its
 * number is kept where another one of its cell says the same.
 */
export class WaitingFaults {
  readonly #cells = new Map<string, FaultsOfCell>();

  /** A later fault of the same draw stands in for the earlier. */
  add(draw: Draw): void {
    const key = keyOf(draw);
    const cell = this.#cells.get(key) ?? { alike: [], places: new Map<number, number>() };
    this.#cells.set(key, cell);
    const known = cell.alike.findIndex((one) => countsAlike(one, draw));
    cell.places.set(draw.identity.draw, known === -1 ? cell.alike.push(draw) - 1 : known);
  }

  /** Forgets the fault that this draw is the retry of. */
  replace(draw: Draw): void {
    this.#cells.get(keyOf(draw))?.places.delete(draw.identity.draw);
  }

  /** The draws that are left; the first of a column is the first that came. */
  *left(): Generator<Draw> {
    for (const { alike, places } of this.#cells.values()) {
      for (const [number, place] of places) {
        const like = alike[place];
        if (like !== undefined) yield { ...like, identity: { ...like.identity, draw: number } };
      }
    }
  }
}

function keyOf({ pair, side, identity }: Draw): string {
  return `${side ?? "-"}|${identity.confirm === true ? "confirm" : "look"}|${cellKey(identity.cell)}|${pair}`;
}

/** Whether a tally and a bill take two faults of a cell alike. */
function countsAlike(one: Draw, other: Draw): boolean {
  return (
    one.run === other.run &&
    one.labeller === other.labeller &&
    one.servedModel === other.servedModel &&
    one.transformed === other.transformed &&
    one.cost === other.cost &&
    one.tokens?.total === other.tokens?.total &&
    one.settings.applied.temperature === other.settings.applied.temperature &&
    isSamePlan(one.identity.plan, other.identity.plan) &&
    isBare(one) &&
    isBare(other)
  );
}

/** A fault says nothing of a choice; one that does is kept as it is. */
function isBare({ reasoning, labelling }: Draw): boolean {
  return reasoning === null && labelling.choice === null && labelling.flags.length === 0;
}
