import type { AskedPrice, Spent } from "../schema/budget.ts";

/** What a command may spend (`--max-cost`), over all promptfoo children that it starts. In US dollars. */
export class RunBudget {
  readonly limit: number;
  #spent = 0;
  #stopped = false;
  #worst = 0;
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

  /** What one more call may take at worst: as it was seen, and before any was by the limit of its reply alone. */
  get worst(): number {
    return [...this.#prices.values()].reduce(
      (most, { price, replyTokens }) => Math.max(most, (replyTokens ?? 0) * price.output),
      this.#worst,
    );
  }

  charge({ spent, stopped, worst }: Spent): void {
    this.#worst = Math.max(this.#worst, worst);
    this.#spent += spent;
    this.#stopped ||= stopped;
  }
}

/** Each part of a sharded run has its share, since none sees what the others spend. */
export function budgetOf(maxCost: number | undefined, parts: number): RunBudget | null {
  return maxCost === undefined ? null : new RunBudget(maxCost / parts);
}

export type Priced = Extract<AskedPrice, { readonly price: unknown }>;
