import { setTimeout as sleep } from "node:timers/promises";
import { acquireLock, type Lock } from "../disk/lock.ts";
import { describeError, GygesError } from "../schema/error.ts";
import type { Halt } from "../schema/halt.ts";
import { Ledger, type LedgerEntry } from "./ledger.ts";
import { prepareBatch, type Body } from "./prepare.ts";
import { isUnbilled, type RequestEnd } from "./request-end.ts";
import type { BatchService } from "./service.ts";
import { Steps } from "./steps.ts";

export interface DeskOptions {
  /** Of this desk alone. */
  readonly folder: string;
  readonly service: () => Promise<BatchService>;
  /** How long a call waits for its batch; 0 answers at once that the batch is under way. */
  readonly waitMs: number;
  /** The batch is sent when no new call has come for this long. */
  readonly gatherMs: number;
  readonly pollMs: number;
  /** True where replies go to a store that asks for nothing which it holds; else each reply is given to one evaluation only. */
  readonly kept: boolean;
}

/** What a call is told. */
export type Answer =
  | { readonly kind: "end"; readonly end: RequestEnd; readonly batch: string }
  | { readonly kind: "halt"; readonly halt: Halt };

interface Waiting {
  readonly key: string;
  readonly attempt: number;
  readonly body: Body;
  readonly answer: (answer: Answer) => void;
}

interface Opened {
  readonly steps: Steps;
  readonly lock: Lock;
  readonly atExit: () => void;
}

/** The APIs take 50,000 (OpenAI) and 100,000 requests, and 200 MB. */
const MOST_REQUESTS = 10_000;
const MOST_BYTES = 100_000_000;

/**
 * Where calls of promptfoo become batches. promptfoo makes as many calls at a time as `--max-concurrency` says and waits for each, so a desk
 * that held them all would never see more than that. So without a wait a call is let go with "gathered" as soon as the next one comes; only
 * the newest is held, and when no other has come for a while, all that came are sent and the held one says so. A later process gets the replies.
 * With a wait all calls are held until their batch is over, which needs them all in flight: `gyges run` raises the concurrency for it.
 */
export class BatchDesk {
  readonly #options: DeskOptions;
  readonly #entries = new Map<string, LedgerEntry>();
  /** By key: in which batch a request is, the latest last. */
  readonly #places = new Map<string, { readonly hash: string; readonly customId: string }[]>();
  /** Batches whose results came in by this process, so that what failed in them is told once. */
  readonly #fresh = new Set<string>();
  readonly #overs = new Map<string, Promise<LedgerEntry>>();
  readonly #handedOut = new Set<string>();
  #taken: ReadonlySet<string> = new Set();
  #queue: Waiting[] = [];
  /** What is in the queue, so that a call which comes again before it is sent does not stand there twice. */
  readonly #queued = new Map<string, Promise<Answer>>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;
  #sentAlone = false;
  #opened: Promise<Opened> | undefined;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** @param key names the call: the same key is the same call, asked again by a later process */
  async ask(key: string, body: Body): Promise<Answer> {
    try {
      this.#opened ??= this.#open();
      await this.#opened;
      const known = this.#places.get(key)?.at(-1);
      if (known !== undefined) {
        const answer = await this.#known(known);
        if (answer !== null) return answer;
      }
      const queued = this.#queued.get(key) ?? this.#enqueue(key, this.#places.get(key)?.length ?? 0, body);
      this.#queued.set(key, queued);
      return await queued;
    } catch (cause) {
      return halted(cause);
    }
  }

  /** Notes whose replies were given out, and frees the folder. */
  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    if (opened === undefined) return;
    process.off("exit", opened.atExit);
    opened.atExit();
    await opened.lock.release();
  }

  async #open(): Promise<Opened> {
    const ledger = await Ledger.open(this.#options.folder);
    const lock = await acquireLock(this.#options.folder);
    try {
      const steps = new Steps(ledger, await this.#options.service());
      this.#taken = await ledger.taken();
      for (const entry of await ledger.entries()) {
        const settled = await steps.settle(entry);
        if (settled !== null) this.#learn(await this.#polled(steps, settled));
      }
      // promptfoo ends its process by itself, and tells no provider.
      const atExit = (): void => this.#noteTaken(ledger);
      process.once("exit", atExit);
      return { steps, lock, atExit };
    } catch (cause) {
      await lock.release();
      throw cause;
    }
  }

  #noteTaken(ledger: Ledger): void {
    if (!this.#options.kept) ledger.takeSync([...this.#handedOut]);
    this.#handedOut.clear();
  }

  #learn(entry: LedgerEntry): void {
    const { hash, requests } = entry.batch;
    if (!this.#entries.has(hash))
      for (const { key, customId } of requests) this.#places.set(key, [...(this.#places.get(key) ?? []), { hash, customId }]);
    this.#entries.set(hash, entry);
  }

  async #polled(steps: Steps, entry: LedgerEntry): Promise<LedgerEntry> {
    const polled = await steps.poll(entry);
    if (polled.note.state === "collected" && entry.note.state !== "collected") this.#fresh.add(entry.batch.hash);
    return polled;
  }

  /** @returns null where the request is to be asked anew */
  async #known({ hash, customId }: { hash: string; customId: string }): Promise<Answer | null> {
    if (this.#taken.has(customId)) return null;
    const entry = await this.#over(hash);
    if (entry.results === null || entry.note.state === "submitting") return pending(entry);
    const end = entry.results.get(customId) ?? { state: "missing", reason: "its results were cut" };
    if (isUnbilled(end) && !this.#fresh.has(hash)) return null;
    this.#handedOut.add(customId);
    return { kind: "end", end, batch: entry.note.batch };
  }

  #enqueue(key: string, attempt: number, body: Body): Promise<Answer> {
    return new Promise((answer) => {
      if (this.#options.waitMs === 0) this.#queue.at(-1)?.answer(gathered());
      this.#queue.push({ key, attempt, body, answer });
      this.#bytes += JSON.stringify(body).length;
      clearTimeout(this.#timer);
      if (this.#queue.length >= MOST_REQUESTS || this.#bytes >= MOST_BYTES) void this.#flush();
      else this.#timer = setTimeout(() => void this.#flush(), this.#options.gatherMs);
    });
  }

  async #flush(): Promise<void> {
    const queue = this.#queue;
    [this.#queue, this.#bytes] = [[], 0];
    this.#queued.clear();
    try {
      const answers = await this.#send(queue);
      for (const [index, { answer }] of queue.entries()) answer(answers[index]!);
    } catch (cause) {
      for (const { answer } of queue) answer(halted(cause));
    }
  }

  async #send(queue: readonly Waiting[]): Promise<readonly Answer[]> {
    if (queue.length === 1 && this.#sentAlone) throw oneAtATime();
    this.#sentAlone = queue.length === 1;
    const { steps } = await this.#opened!;
    const batch = prepareBatch(queue.map(({ key, attempt, body }) => ({ key, attempt, body })));
    this.#learn(await steps.submit(batch));
    const answers = batch.requests.map(({ customId }) => this.#known({ hash: batch.hash, customId }));
    return (await Promise.all(answers)).map((answer) => answer ?? gathered());
  }

  /** The batch once it is over, or as it stands when the wait is. All calls of a batch share one watch. */
  #over(hash: string): Promise<LedgerEntry> {
    const watched = this.#overs.get(hash) ?? this.#watch(hash);
    this.#overs.set(hash, watched);
    return watched;
  }

  async #watch(hash: string): Promise<LedgerEntry> {
    const { steps } = await this.#opened!;
    const until = performance.now() + this.#options.waitMs;
    for (;;) {
      const entry = this.#entries.get(hash)!;
      if (entry.note.state !== "submitted" || performance.now() >= until) return entry;
      await sleep(Math.min(this.#options.pollMs, Math.max(until - performance.now(), 1)));
      this.#entries.set(hash, await this.#polled(steps, entry));
    }
  }
}

function pending({ batch, note }: LedgerEntry): Answer {
  const id = note.state === "submitting" ? "(being sent)" : note.batch;
  const text = `batch ${id} of ${batch.requests.length} requests is submitted; run the same command again to collect its replies.`;
  return { kind: "halt", halt: { kind: "batch-pending", text } };
}

function gathered(): Answer {
  return {
    kind: "halt",
    halt: { kind: "batch-gathered", text: "this call is gathered into a batch; run the same command again to collect its reply." },
  };
}

function halted(cause: unknown): Answer {
  const code = cause instanceof GygesError && cause.code === "batch/unclear" ? "batch-unclear" : "batch-refused";
  return { kind: "halt", halt: { kind: code, text: describeError(cause) } };
}

function oneAtATime(): GygesError {
  return new GygesError(
    "usage",
    "batch/one-at-a-time",
    "promptfoo makes one call at a time here, and a batch of one is no batch. Run with --max-concurrency 2 or more; a prompt with _conversation forces 1.",
  );
}
