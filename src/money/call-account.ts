import type { Purse } from "./purse.ts";

/** One request that has gone out. */
export interface Attempt {
  readonly worst: number;
}

/**
 * One call of a provider, and the requests that it makes: the first, repeats after faults, further turns. Each is held for at its worst before it goes
 * out. One that the server refused costs nothing; one that broke off may have been worked for, and is paid at its worst; the last that was answered is
 * paid as the provider reports it.
 */
export class CallAccount {
  readonly #purse: Purse;
  readonly #answered: Attempt[] = [];
  #under = 0;
  #denied = false;

  constructor(purse: Purse) {
    this.#purse = purse;
  }

  /** True where a request of this call was not let out. */
  get denied(): boolean {
    return this.#denied;
  }

  /** @returns null where it must not go out */
  async start(worst: number): Promise<Attempt | null> {
    const holdsNothing = this.#under === 0 && this.#answered.length === 0;
    const taken = holdsNothing ? await this.#purse.takeLater(worst) : this.#purse.take(worst);
    if (!taken) {
      this.#denied = true;
      return null;
    }
    this.#under += 1;
    return { worst };
  }

  /** An error status: servers bill none. */
  refused({ worst }: Attempt): void {
    this.#under -= 1;
    this.#purse.pay(worst, 0);
  }

  /** No answer came, and the model may have worked all the same. */
  lost({ worst }: Attempt): void {
    this.#under -= 1;
    this.#purse.payWorst(worst);
  }

  answered(attempt: Attempt): void {
    this.#under -= 1;
    this.#answered.push(attempt);
  }

  /** @param cost of the call as the provider reports it; null where it does not */
  end(cost: number | null): void {
    const last = this.#answered.pop();
    if (last !== undefined && cost === null) this.#purse.payWorst(last.worst);
    else if (last !== undefined) this.#purse.pay(last.worst, cost ?? 0);
    // A provider that sends nothing by a way that is watched is billed by its own word.
    else if (cost !== null) this.#purse.charge(cost);
    for (const { worst } of this.#answered.splice(0)) this.#purse.payWorst(worst);
  }
}
