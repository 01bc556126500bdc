import type { AskedPrice, Spent } from "../schema/budget.ts";

/** What a command may spend (`--max-cost`), over all promptfoo children that it starts. In US dollars. */
export class RunBudget {
  readonly limit: number;
  #spent = 0;
  #stopped = false;
  readonly #prices = new Map<string, Priced>();

  constructor(limit: number) {
    this.limit = limit;
  }

  /** Paid, or broken off and possibly billed. */
  get spent(): number {
    return this.#spent;
  }

  get left(): number {
    return Math.max(0, this.limit - this.#spent);
  }

  /** True where a request was kept back. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** By label in the config that promptfoo is given; empty until they were asked. */
  get prices(): ReadonlyMap<string, Priced> {
    return this.#prices;
  }

  setPrices(asked: readonly Priced[]): void {
    for (const one of asked) this.#prices.set(one.label, one);
  }

  charge({ spent, stopped }: Spent): void {
    this.#spent += spent;
    this.#stopped ||= stopped;
  }
}

export type Priced = Extract<AskedPrice, { readonly price: unknown }>;
