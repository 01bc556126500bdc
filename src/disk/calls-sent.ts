import type { Draw } from "../schema/draw.ts";
import { keyOfDraw } from "../schema/store.ts";

/**
 * Calls of a store by what is known of them. Each process notes a call before it is sent, and its draw or answer when it came: what was noted and never
 * came was under way when a process died. It may be on the bill, and it is made again.
 */
export class CallsSent {
  /** How often each call was sent and nothing came of it; a call that was answered once and sent once is not in it. */
  readonly #open = new Map<string, number>();
  /** Those of a judge that were sent since it last told its bill. */
  readonly #judging = new Set<string>();
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
    if (isJudgeCall(call)) this.#judging.add(call);
  }

  /** A judge answers all that it is asked at a time, or nothing of it is kept. What an earlier process had asked it before it died stays open. */
  answerJudge(): void {
    for (const call of this.#judging) this.answer(call);
    this.#judging.clear();
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

/** One vote of a judge on one draw, as a call of a store; no draw and no question about a notice is called so. */
export function judgeCall(draw: Pick<Draw, "pair" | "side" | "identity">, vote: number): string {
  return JSON.stringify(["judge", vote, keyOfDraw(draw)]);
}

function isJudgeCall(call: string): boolean {
  return /^\["judge",\d/.test(call);
}
