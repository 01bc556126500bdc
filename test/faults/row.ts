/** One row of the table of faults: something goes wrong on purpose, often, and what must hold all the same is counted. */
export interface FaultRow {
  readonly name: string;
  /** What must hold, in words and numbers. */
  readonly target: string;
  /** @param short the form that every change is tried with, in seconds; else at the numbers of the target */
  measure(short: boolean): Promise<Measured>;
}

export interface Measured {
  /** The numbers that were seen. */
  readonly seen: string;
  /** What did not hold; nothing where all did. */
  readonly wrong: readonly string[];
  /** Why the row could not be tried on this machine. */
  readonly skipped?: string;
}

/** Collects what did not hold, so that a row goes on to its end and says all of it. */
export class Findings {
  readonly wrong: string[] = [];

  hold(holds: boolean, otherwise: string): void {
    if (!holds) this.wrong.push(otherwise);
  }

  measured(seen: string): Measured {
    return { seen, wrong: this.wrong };
  }
}
