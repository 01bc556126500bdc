import { closeSync, openSync, readSync } from "node:fs";

/** Calls in a store, and what they cost. */
export interface Counted {
  readonly calls: number;
  /** In US dollars, of the calls that say so. */
  readonly cost: number;
  /** How many say so. */
  readonly priced: number;
}

/** Counts finished lines of a growing file, reading only what is new. */
export class RecordCounter {
  readonly #path: string;
  readonly #there: Counted;
  #offset = 0;
  #calls = 0;
  #cost = 0;
  #priced = 0;
  #rest = "";

  constructor(path: string) {
    this.#path = path;
    this.#readNew();
    this.#there = this.#all();
  }

  /** What came since this counter was made. */
  since(): Counted {
    this.#readNew();
    const { calls, cost, priced } = this.#all();
    return { calls: calls - this.#there.calls, cost: cost - this.#there.cost, priced: priced - this.#there.priced };
  }

  #all(): Counted {
    return { calls: this.#calls, cost: this.#cost, priced: this.#priced };
  }

  #readNew(): void {
    let file: number;
    try {
      file = openSync(this.#path, "r");
    } catch {
      return; // The child has not made it yet; the count stays where it is.
    }
    const chunk = Buffer.alloc(1 << 20);
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
    const cost = COST.exec(line)?.[1];
    if (cost === undefined) return;
    this.#cost += Number(cost);
    this.#priced += 1;
  }
}

const CALL = /^\{"record":"(?:draw|check)"/;
/** A reply cannot forge it: quotes within one are escaped in JSON, so no quote of its own stands behind a comma or a brace. */
const COST = /,"cost":(\d+(?:\.\d+)?(?:e-?\d+)?),"latencyMs":/;
