import { DrawGuard, type Place } from "../../disk/draw-guard.ts";
import type { DrawSink } from "../../disk/fold-draws.ts";
import { withheldDraw } from "../../promptfoo/row/withheld.ts";
import { MOST_DRAWS, shownDraw, type ShownDraw } from "../../report/html/draw-data.ts";
import type { Draw } from "../../schema/draw.ts";
import type { Pack } from "../../schema/scenario.ts";
import { keyOfDraw } from "../../schema/store.ts";

/** What the page shows of the draws of one file: of each little more than its words, and of a large file only the first. */
export class ShownDraws implements DrawSink {
  readonly draws: ShownDraw[] = [];
  readonly #guard: DrawGuard;
  readonly #sealed: boolean;
  /** Where the faults stand, for a retry that comes later. */
  readonly #faults = new Map<string, number>();

  /** @param sealed whether the pack is sealed, so that no word is kept */
  constructor({ hash }: Pack, source: string, sealed: boolean) {
    this.#guard = new DrawGuard(hash, source);
    this.#sealed = sealed;
  }

  /** Also those that are not kept. */
  get size(): number {
    return this.#guard.size;
  }

  add(read: Draw, place: Place): void {
    const isRetry = this.#guard.admit(read, place) === "retry";
    const draw = shownDraw(this.#sealed ? withheldDraw(read) : read);
    const fault = isRetry ? this.#faults.get(keyOfDraw(read)) : undefined;
    if (fault !== undefined) this.draws[fault] = draw;
    else if (!isRetry && this.draws.length < MOST_DRAWS) {
      const at = this.draws.push(draw) - 1;
      if (read.labelling.label === "transport") this.#faults.set(keyOfDraw(read), at);
    }
  }
}
