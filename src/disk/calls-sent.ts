/**
 * Calls of a store by what is known of them. Each process notes a call before it is sent, and its draw or answer when it came: what was noted and never
 * came was under way when a process died. It may be on the bill, and it is made again.
 */
export class CallsSent {
  /** How often each call was sent and nothing came of it; a call that was answered once and sent once is not in it. */
  readonly #open = new Map<string, number>();
  #unanswered = 0;

  get unanswered(): number {
    return this.#unanswered;
  }

  /** Whether anything is waited for: most stores that are read hold millions of answers and no open call. */
  get isIdle(): boolean {
    return this.#open.size === 0;
  }

  send(call: string): void {
    this.#open.set(call, (this.#open.get(call) ?? 0) + 1);
    this.#unanswered += 1;
  }

  /** An answer to a call that nobody noted (of an earlier version, or out of a pool) settles nothing. */
  answer(call: string): void {
    const open = this.#open.get(call);
    if (open === undefined) return;
    this.#unanswered -= 1;
    if (open === 1) this.#open.delete(call);
    else this.#open.set(call, open - 1);
  }
}
