import type { Draw } from "../schema/draw.ts";
import { GygesError } from "../schema/error.ts";
import { cellKey } from "../schema/identity.ts";

/** Where a draw stands: a line or a row by its number, of which a million take little room, or in words. */
export type Place = number | string;

const NOTHING = 0;
const FAULT = 1;
const SETTLED = 2;

/**
 * What the draws of one file must not do. A later draw of the same key stands in for an earlier transport fault (a retry); any other repeat,
 * a cached reply and a response id seen twice are errors, because copies of one reply would pass for evidence.
 *
 * Keeps one small number a draw and the ids of the replies, and no draw.
 */
export class DrawGuard {
  readonly #packHash: string;
  readonly #source: string;
  readonly #replays: boolean;
  /** By column, side and cell: what stands in the place of each draw number. */
  readonly #cells = new Map<string, number[]>();
  readonly #responses = new Map<string, Place>();
  #size = 0;

  /**
   * @param source comes before a place that is a number: `store.jsonl, line`
   * @param replays whether replies may be copies of an earlier run's: only where nothing is compared with them
   */
  constructor(packHash: string, source: string, replays = false) {
    this.#packHash = packHash;
    this.#source = source;
    this.#replays = replays;
  }

  /** Draws admitted, a retry and its fault as one. */
  get size(): number {
    return this.#size;
  }

  /** Ids of the replies that were admitted. */
  get responses(): ReadonlyMap<string, unknown> {
    return this.#responses;
  }

  /** Throws what {@link DrawGuard.admit} would throw, and admits nothing. */
  check(draw: Draw, place: Place): void {
    this.#check(draw, this.#standing(draw), place);
  }

  /**
   * @returns `retry` where the draw stands in for an earlier fault
   * @throws GygesError `draws/other-pack`, `draws/cached`, `draws/replayed`, `draws/repeated` or `draws/same-response`
   */
  admit(draw: Draw, place: Place): "new" | "retry" {
    const cell = this.#standing(draw);
    this.#check(draw, cell, place);
    const number = draw.identity.draw;
    const before = cell[number] ?? NOTHING;
    while (cell.length < number) cell.push(NOTHING);
    cell[number] = draw.labelling.label === "transport" ? FAULT : SETTLED;
    if (draw.responseId !== null) this.#responses.set(draw.responseId, place);
    if (before === FAULT) return "retry";
    this.#size += 1;
    return "new";
  }

  #check(draw: Draw, cell: readonly number[], place: Place): void {
    if (draw.identity.pack.hash !== this.#packHash) throw otherPack(draw, this.#packHash, this.#tell(place));
    if (draw.cached) throw cached(this.#tell(place));
    if (draw.replayed !== undefined && !this.#replays) throw replayed(draw.replayed, this.#tell(place));
    if (cell[draw.identity.draw] === SETTLED) throw repeated(draw, this.#tell(place));
    const seenAt = draw.responseId === null ? undefined : this.#responses.get(draw.responseId);
    if (seenAt !== undefined) throw sameResponse(this.#tell(seenAt), this.#tell(place));
  }

  #standing({ pair, side, identity }: Draw): number[] {
    // No part but the last holds a bar, so that different cells have different keys.
    const key = `${side ?? "-"}|${identity.confirm === true ? "confirm" : "look"}|${cellKey(identity.cell)}|${pair}`;
    const found = this.#cells.get(key) ?? [];
    if (found.length === 0) this.#cells.set(key, found);
    return found;
  }

  #tell(place: Place): string {
    return typeof place === "number" ? `${this.#source} ${place}` : place;
  }
}

function otherPack(draw: Draw, packHash: string, where: string): GygesError {
  return new GygesError(
    "data",
    "draws/other-pack",
    `${where}: the draw is of pack ${draw.identity.pack.name} ${draw.identity.pack.version} (${short(draw.identity.pack.hash)}).\n  Wanted: draws of one pack only, here ${short(packHash)}.\n  Give each pack a file of its own.`,
  );
}

function cached(where: string): GygesError {
  return new GygesError(
    "data",
    "draws/cached",
    `${where}: the reply came out of a cache.\n  Wanted: a fresh call for every draw; a copy of a reply is no second observation.\n  Run again with promptfoo's cache off: promptfoo eval --no-cache`,
  );
}

function replayed(run: string, where: string): GygesError {
  return new GygesError(
    "data",
    "draws/replayed",
    `${where}: the reply was read again out of the store of ${run}.\n  Wanted: draws that were made; a copy is no second observation.\n  Name the store of ${run} itself.`,
  );
}

function repeated(draw: Draw, where: string): GygesError {
  const { cell, draw: number, confirm } = draw.identity;
  const what = `${confirm === true ? "confirming draw" : "draw"} ${number} of ${cell.scenario} / ${cell.wording} / ${cell.condition}`;
  return new GygesError(
    "data",
    "draws/repeated",
    `${where}: ${what} is there already${draw.side === null ? "" : ` on side ${draw.side}`}.\n  Wanted: each planned draw once.\n  Two runs were written into one file: give each its own.`,
  );
}

function sameResponse(seenAt: string, where: string): GygesError {
  return new GygesError(
    "data",
    "draws/same-response",
    `${where}: the response id is that of ${seenAt}.\n  Wanted: a reply of its own for every draw; one id twice is one reply twice.\n  Switch off the cache between promptfoo and the model, and run again.`,
  );
}

function short(hash: string): string {
  return hash.slice(0, 19);
}
