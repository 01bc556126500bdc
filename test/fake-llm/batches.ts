import { shuffled } from "../../src/scenario/shuffle.ts";
import type { Meter, Usage } from "./meter.ts";

/** Batches of either protocol on the shelf of a fake server, and what a script makes of their requests. */

/** What becomes of one request of a batch: a reply, one of the ends that the APIs know, or a line that is not as it should be. */
export type Outcome = "reply" | "error" | "expired" | "cancelled" | "missing" | "twice" | "stranger" | "malformed";

export interface BatchScript {
  /** How often a client is told to wait. */
  readonly polls?: number;
  readonly outcome?: (customId: string, index: number) => Outcome;
  /** Results come in another order than the requests. */
  readonly shuffled?: boolean;
  /** The API refuses the whole batch once it has read it (OpenAI's status `failed`). */
  readonly failed?: boolean;
}

export interface BatchRequest<Body> {
  readonly customId: string;
  readonly body: Body;
}

export interface Ended<Body, Answer> extends BatchRequest<Body> {
  readonly outcome: Outcome;
  /** Null where the model never worked for it. */
  readonly answer: Answer | null;
}

export interface ShelvedBatch<Body, Answer> {
  readonly id: string;
  readonly createdAt: Date;
  readonly requests: readonly BatchRequest<Body>[];
  readonly metadata: Readonly<Record<string, string>>;
  waits: number;
  /** A client has asked how it is. */
  asked: boolean;
  /** A client wants it stopped. */
  cancelledAt: Date | null;
  /** Null while it is under way. */
  ended: readonly Ended<Body, Answer>[] | null;
}

export class Shelf<Body, Answer> {
  readonly batches: ShelvedBatch<Body, Answer>[] = [];
  readonly #script: () => BatchScript;
  readonly #meter: Meter;
  readonly #answer: (body: Body) => Answer;
  readonly #usage: (answer: Answer) => Usage;

  constructor(script: () => BatchScript, meter: Meter, answer: (body: Body) => Answer, usage: (answer: Answer) => Usage) {
    this.#script = script;
    this.#meter = meter;
    this.#answer = answer;
    this.#usage = usage;
  }

  take(id: string, requests: readonly BatchRequest<Body>[], metadata: Readonly<Record<string, string>> = {}): ShelvedBatch<Body, Answer> {
    const waits = this.#script().polls ?? 0;
    const batch = { id, createdAt: new Date(), requests, metadata, waits, asked: false, cancelledAt: null, ended: null };
    this.batches.push(batch);
    this.#meter.batches += 1;
    return batch;
  }

  /** Every question brings the end nearer, so that a test needs no clock. */
  ask(id: string): ShelvedBatch<Body, Answer> | null {
    const batch = this.batches.find((one) => one.id === id);
    if (batch === undefined) return null;
    if (batch.ended === null && batch.waits === 0) this.#end(batch);
    if (batch.waits > 0) batch.waits -= 1;
    batch.asked = true;
    return batch;
  }

  /** Stops a batch that is under way: nothing of it is worked on, and nothing is paid. */
  cancel(id: string): ShelvedBatch<Body, Answer> | null {
    const batch = this.find(id);
    if (batch === null) return null;
    if (batch.ended !== null) throw new Error(`cannot cancel ${id}: it is over`);
    batch.cancelledAt ??= new Date();
    return batch;
  }

  find(id: string): ShelvedBatch<Body, Answer> | null {
    return this.batches.find((one) => one.id === id) ?? null;
  }

  #end(batch: ShelvedBatch<Body, Answer>): void {
    const { outcome = () => "reply", failed = false, shuffled: mixed = false } = this.#script();
    const endOf = batch.cancelledAt === null ? outcome : (): Outcome => "cancelled";
    const ended = failed ? [] : batch.requests.map((one, index) => this.#work(one, endOf(one.customId, index)));
    batch.ended = mixed ? shuffled(ended, 7) : ended;
  }

  #work(request: BatchRequest<Body>, outcome: Outcome): Ended<Body, Answer> {
    if (!isPaid(outcome)) return { ...request, outcome, answer: null };
    const answer = this.#answer(request.body);
    this.#meter.bill(this.#usage(answer), "batched");
    return { ...request, outcome, answer };
  }
}

/** What the model has worked for, whatever the client gets of it. */
function isPaid(outcome: Outcome): boolean {
  return outcome !== "error" && outcome !== "expired" && outcome !== "cancelled";
}

/** Lines of results: one, none, or two for a request; a stranger's has an id that nobody sent. */
export function linesOf<Body, Answer>(ended: readonly Ended<Body, Answer>[], line: (one: Ended<Body, Answer>) => string): string[] {
  return ended.flatMap((one) => {
    if (one.outcome === "missing") return [];
    if (one.outcome === "twice") return [line(one), line(one)];
    if (one.outcome === "stranger") return [line({ ...one, customId: `${one.customId}-of-somebody-else` })];
    return [line(one)];
  });
}
