import type { Body } from "../../src/batch/prepare.ts";

/** A row that waits for its draw. */
export interface Waiting<Answer> {
  readonly answer: (answer: Answer) => void;
}

/** Rows that send the same. */
export interface Group<Answer> {
  readonly body: Body;
  readonly rows: readonly Waiting<Answer>[];
}

/**
 * Collects rows by what they send, until no other has come for a while: then whoever sends the same shares a call.
 *
 * @param send is given each group once, none larger than `most`
 */
export class Gathering<Answer> {
  readonly #waitMs: number;
  readonly #most: number;
  readonly #send: (group: Group<Answer>) => void;
  #groups = new Map<string, { readonly body: Body; rows: Waiting<Answer>[] }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(waitMs: number, most: number, send: (group: Group<Answer>) => void) {
    this.#waitMs = waitMs;
    this.#most = most;
    this.#send = send;
  }

  add(body: Body): Promise<Answer> {
    return new Promise((answer) => {
      const key = JSON.stringify(body);
      const group = this.#groups.get(key) ?? { body, rows: [] };
      this.#groups.set(key, group);
      group.rows.push({ answer });
      clearTimeout(this.#timer);
      if (group.rows.length < this.#most) {
        this.#timer = setTimeout(() => this.#flush(), this.#waitMs);
        return;
      }
      this.#groups.delete(key);
      this.#send(group);
      if (this.#groups.size > 0) this.#timer = setTimeout(() => this.#flush(), this.#waitMs);
    });
  }

  #flush(): void {
    const groups = [...this.#groups.values()];
    this.#groups = new Map();
    for (const group of groups) this.#send(group);
  }
}
