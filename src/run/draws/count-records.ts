import { closeSync, openSync, readSync } from "node:fs";

/** Calls in a store, and what they cost. */
export interface Counted {
  /** Calls that came since the counter was made. */
  readonly since: number;
  /** All calls of the file that were not another run's. */
  readonly own: number;
  /** In US dollars, of those that say so. */
  readonly cost: number;
  /** How many say so. */
  readonly priced: number;
}

/** Counts finished lines of a growing file, reading only what is new. */
export class RecordCounter {
  readonly #path: string;
  readonly #before: number;
  /** One for as long as the file is watched: a new one at every look would pile up in a process that does nothing else, and so never collects. */
  readonly #chunk = Buffer.alloc(CHUNK_BYTES);
  #offset = 0;
  #calls = 0;
  #own = 0;
  #cost = 0;
  #priced = 0;
  #rest = "";

  constructor(path: string) {
    this.#path = path;
    this.#readNew();
    this.#before = this.#calls;
  }

  count(): Counted {
    this.#readNew();
    return { since: this.#calls - this.#before, own: this.#own, cost: this.#cost, priced: this.#priced };
  }

  #readNew(): void {
    let file: number;
    try {
      file = openSync(this.#path, "r");
    } catch {
      return; // The child has not made it yet; the count stays where it is.
    }
    const chunk = this.#chunk;
    try {
      for (
        let read = readSync(file, chunk, 0, chunk.length, this.#offset);
        read > 0;
        read = readSync(file, chunk, 0, chunk.length, this.#offset)
      ) {
        this.#offset += read;
        const lines = (this.#rest + chunk.toString("latin1", 0, read)).split("\n");
        this.#rest = lines.pop() ?? "";
        for (const line of lines) this.#add(line);
      }
    } finally {
      closeSync(file);
    }
  }

  #add(line: string): void {
    if (!CALL.test(line)) return;
    this.#calls += 1;
    if (REUSED.test(line)) return;
    this.#own += 1;
    const cost = COST.exec(line)?.[1];
    if (cost === undefined) return;
    this.#cost += Number(cost);
    this.#priced += 1;
  }
}

const CHUNK_BYTES = 1 << 16;
const CALL = /^\{"record":"(?:draw|check)"/;
/** An answer that another run has paid for. */
const REUSED = /,"reused":true/;
/** A reply cannot forge it: quotes within one are escaped in JSON, so no quote of its own stands behind a comma or a brace. */
const COST = /,"cost":(\d+(?:\.\d+)?(?:e-?\d+)?),"latencyMs":/;
