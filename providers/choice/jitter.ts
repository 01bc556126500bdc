/** How far two calls of one prompt were apart, by the temperature at which that was looked at. */

export interface ModelJitter {
  /** The largest difference of one option's probability. */
  readonly largest: number;
  /** Prompts that were asked twice. */
  readonly prompts: number;
}

export class JitterRecord {
  readonly #seen = new Map<number, Map<string, number>>();

  note(question: string, temperature: number, jitter: number): void {
    const own = this.#seen.get(temperature) ?? new Map<string, number>();
    this.#seen.set(temperature, own.set(question, jitter));
  }

  /** Null where no prompt was asked twice yet. */
  at(temperature: number): ModelJitter | null {
    const own = this.#seen.get(temperature);
    return own === undefined ? null : { largest: Math.max(...own.values()), prompts: own.size };
  }
}
