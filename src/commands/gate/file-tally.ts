import { DrawGuard, type Place } from "../../disk/draw-guard.ts";
import type { DrawSink } from "../../disk/fold-draws.ts";
import { withheldDraw } from "../../promptfoo/row/withheld.ts";
import type { Draw } from "../../schema/draw.ts";
import type { Side } from "../../schema/identity.ts";
import type { Pack } from "../../schema/scenario.ts";
import { SideOfFile } from "./side-of-file.ts";
import { WaitingFaults } from "./waiting-faults.ts";

/**
 * The draws of one file, tallied side by side as they are read. A fault waits until the end, because a retry that comes later stands in for it;
 * nothing else of a draw is kept.
 */
export class FileTally implements DrawSink {
  readonly #guard: DrawGuard;
  readonly #pack: Pack;
  readonly #place: Side;
  readonly #sides = new Map<Side | null, SideOfFile>();
  readonly #waiting = new WaitingFaults();

  readonly #sealed: boolean;

  /**
   * @param place the side that the file was given as, for rows that name none
   * @param sealed whether the pack is sealed, so that no fault may be told in the provider's words
   */
  constructor(place: Side, pack: Pack, source: string, sealed = false) {
    this.#sealed = sealed;
    this.#guard = new DrawGuard(pack.hash, source);
    this.#pack = pack;
    this.#place = place;
  }

  get size(): number {
    return this.#guard.size;
  }

  add(read: Draw, place: Place): void {
    const draw = this.#sealed ? withheldDraw(read) : read;
    const isRetry = this.#guard.admit(draw, place) === "retry";
    if (draw.labelling.label === "transport") {
      this.#waiting.add(draw);
      return;
    }
    if (isRetry) this.#waiting.replace(draw);
    this.#side(draw.side).add(draw);
  }

  /** Ids of the replies, of all sides. */
  get responses(): ReadonlyMap<string, unknown> {
    return this.#guard.responses;
  }

  /** The sides of the file, faults that had no retry included; null stands for draws that name none. No draw comes after. */
  end(): ReadonlyMap<Side | null, SideOfFile> {
    for (const draw of this.#waiting.left()) this.#side(draw.side).add(draw);
    return this.#sides;
  }

  #side(side: Side | null): SideOfFile {
    const found = this.#sides.get(side) ?? new SideOfFile(side ?? this.#place, this.#pack);
    this.#sides.set(side, found);
    return found;
  }
}
