import { inDollars } from "../money/in-dollars.ts";
import { duration } from "../report/words.ts";
import { RecordCounter } from "./draws/count-records.ts";

export interface Progress {
  tick(): void;
  stop(): void;
}

/** Calls of one step. */
export interface Planned {
  readonly total: number;
  /** Those that an earlier run left. */
  readonly done: number;
}

/** Before this many replies a rate would be that of the start: of promptfoo loading, and of calls that come back all at once. */
const FEWEST_REPLIES = 8;

/** How far a step has come, and what can honestly be said of the rest. */
export class Way {
  readonly #counter: RecordCounter;
  readonly #planned: Planned;
  readonly #now: () => number;
  /** The first replies that were seen, from which the rate is taken. */
  #first: { readonly calls: number; readonly at: number } | null = null;

  /** Calls that count as done do, whatever the file holds now: it also has answers and draws of other rounds. */
  constructor(path: string, planned: Planned, now: () => number) {
    this.#counter = new RecordCounter(path);
    this.#planned = planned;
    this.#now = now;
  }

  seen(): { readonly seen: number; readonly rest: readonly string[] } {
    const { total, done } = this.#planned;
    const { since, own, cost, priced } = this.#counter.count();
    const seen = Math.min(total, done + since);
    const left = total - seen;
    const seconds = this.#secondsLeft(since, left);
    const money =
      // A simulated model costs nothing, and that is no news.
      cost === 0
        ? []
        : [
            `${priced < own ? "at least " : ""}${inDollars(cost)} so far`,
            ...(left === 0 ? [] : [`about ${inDollars((cost / priced) * left)} to go`]),
          ];
    const waiting = since === 0 && left > 0 ? ["no reply yet"] : [];
    return {
      seen,
      rest: [`${left} to go`, ...waiting, ...(seconds === null || left === 0 ? [] : [`about ${duration(seconds)} left`]), ...money],
    };
  }

  #secondsLeft(calls: number, left: number): number | null {
    if (calls === 0) return null;
    this.#first ??= { calls, at: this.#now() };
    const since = calls - this.#first.calls;
    return since < FEWEST_REPLIES ? null : ((this.#now() - this.#first.at) / 1000 / since) * left;
  }
}
