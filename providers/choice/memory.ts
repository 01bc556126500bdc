import { distinctId } from "../../src/promptfoo/row/distinct-id.ts";
import { GygesError } from "../../src/schema/error.ts";
import type { ListedCall } from "./asking.ts";
import { NO_BILL, type Bill } from "./bill.ts";
import type { Notebook } from "./notebook.ts";

/** Calls by question: the first row of a question makes one; of some questions the second row makes another to compare with it; all others make none. */

const CALLS_A_QUESTION = 2;

export interface Remembered {
  readonly calls: readonly ListedCall[];
  /** What this row's own call took; nothing where it made none. */
  readonly bill: Bill;
}

export class CallMemory {
  readonly #calls = new Map<string, Promise<ListedCall>[]>();
  readonly #repeated = new Set<string>();
  readonly #notebook: Notebook;
  readonly #repeats: number;

  /** @param repeats of how many questions a second call is made */
  constructor(notebook: Notebook, repeats: number) {
    this.#notebook = notebook;
    this.#repeats = repeats;
  }

  /**
   * Never more calls than rows: two rows of one question cost at most what sampling them would, and every further row nothing.
   *
   * @throws what the call threw, where this row made one; a later row tries again
   */
  async take(question: string, make: () => Promise<ListedCall>): Promise<Remembered> {
    const known = this.#calls.get(question) ?? (await this.#notebook.callsOf(question)).map((call) => Promise.resolve(call));
    const started = this.#calls.get(question) ?? known;
    this.#calls.set(question, started);
    const own = started.length === 0 || this.#mayRepeat(question, started.length) ? this.#start(question, started, make) : null;
    const ended = await Promise.allSettled(started.slice());
    const bill = own === null ? NO_BILL : (await own).bill;
    const calls = ended.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    const failed = ended.find((one) => one.status === "rejected");
    if (calls.length === 0 && failed !== undefined) throw failed.reason;
    refuseCopies(calls);
    return { calls, bill };
  }

  #mayRepeat(question: string, started: number): boolean {
    if (started >= CALLS_A_QUESTION) return false;
    if (this.#repeated.size < this.#repeats) this.#repeated.add(question);
    return this.#repeated.has(question);
  }

  #start(question: string, started: Promise<ListedCall>[], make: () => Promise<ListedCall>): Promise<ListedCall> {
    const call = make().then(async (made) => {
      await this.#notebook.keepCall(question, made);
      return made;
    });
    started.push(call);
    call.catch(() => started.splice(started.indexOf(call), 1));
    return call;
  }
}

/** One reply twice would show two calls without a difference. */
function refuseCopies(calls: readonly ListedCall[]): void {
  const [first, second] = calls;
  if (first === undefined || second === undefined || distinctId(first.id) === null || first.id !== second.id) return;
  throw new GygesError(
    "data",
    "forced-choice/same-response",
    "two calls came back with one response id, so the second is a copy of the first.\n  Wanted: a reply of its own for every call.\n  Switch off the cache between gyges and the model, and run again.",
  );
}
