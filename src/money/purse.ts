/**
 * What a run may still spend. Money is held before a request goes out, as much as it can take at worst, and paid when it is known what it took: so
 * what is paid and what is held together never pass the limit, however requests overlap, repeat and fail. In US dollars.
 */
export class Purse {
  readonly #limit: number;
  #paid = 0;
  #held = 0;
  /** Requests under way. Counted, since sums of fractions need not come back to zero. */
  #holders = 0;
  #closed = false;
  #worst = 0;
  #guessed = 0;
  #waiting: (() => void)[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  get paid(): number {
    return this.#paid;
  }

  /** Paid, or under way and so not yet known: what the bill cannot pass. */
  get committed(): number {
    return this.#paid + this.#held;
  }

  /** True once a request did not fit: from then on none goes out, so that a run stops at one place and does not pick cheap calls. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The most that was asked for one request. */
  get worst(): number {
    return this.#worst;
  }

  /** Requests that were paid at their worst. */
  get guessed(): number {
    return this.#guessed;
  }

  /** Holds money at once, or closes the purse. */
  take(worst: number): boolean {
    if (Number.isFinite(worst)) this.#worst = Math.max(this.#worst, worst);
    if (this.#closed || !this.#fits(worst)) {
      this.#close();
      return false;
    }
    this.#held += worst;
    this.#holders += 1;
    return true;
  }

  /** Waits while others give back what they hold, since most take far less than they might. Who waits must hold nothing, or two would wait for each other. */
  async takeLater(worst: number): Promise<boolean> {
    while (!this.#closed && !this.#fits(worst) && this.#holders > 0) await new Promise<void>((wake) => this.#waiting.push(wake));
    return this.take(worst);
  }

  /** @param held what was taken for a request, @param cost what it took */
  pay(held: number, cost: number): void {
    this.#holders -= 1;
    this.#held = this.#holders === 0 ? 0 : Math.max(0, this.#held - held);
    this.#paid += cost;
    this.#wake();
  }

  /** Pays all that was held, since nobody says what the request took. */
  payWorst(held: number): void {
    this.#guessed += 1;
    this.pay(held, held);
  }

  /** What nothing was held for. */
  charge(cost: number): void {
    this.#paid += cost;
  }

  #fits(worst: number): boolean {
    return this.#paid + this.#held + worst <= this.#limit;
  }

  #close(): void {
    this.#closed = true;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }
}
