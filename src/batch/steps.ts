import { describeError, GygesError } from "../schema/error.ts";
import { foldResults } from "./fold-results.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";
import type { PreparedBatch } from "./prepare.ts";
import type { RequestEnd } from "./request-end.ts";
import { isTurnedAway, type BatchService, type Progress } from "./service.ts";

/**
 * The three steps of a batch, each of which may be taken again from wherever the last process stopped: nothing is sent whose note says that
 * it was, and a note that says "perhaps" is settled with the API first.
 */
export class Steps {
  readonly #ledger: Ledger;
  readonly #service: BatchService;

  constructor(ledger: Ledger, service: BatchService) {
    this.#ledger = ledger;
    this.#service = service;
  }

  /**
   * @throws GygesError `batch/refused` where the API took nothing in, `batch/unclear` where nobody knows: then {@link Steps.settle} comes first
   */
  async submit(batch: PreparedBatch): Promise<LedgerEntry> {
    await this.#ledger.write(batch);
    await this.#ledger.note(batch.hash, { schema: "gyges.batch/1", state: "submitting", at: now() });
    try {
      return await this.#submitted(batch, await this.#service.submit(batch));
    } catch (cause) {
      if (cause instanceof GygesError) throw cause;
      if (!isTurnedAway(cause)) throw unclear(batch, describeError(cause), cause);
      await this.#ledger.forget(batch.hash);
      throw refused(batch, cause);
    }
  }

  /** @returns null where the API never had the batch, which is forgotten then. @throws GygesError `batch/unclear` */
  async settle(entry: LedgerEntry): Promise<LedgerEntry | null> {
    const { batch, note } = entry;
    if (note.state !== "submitting") return entry;
    const found = await this.#service.find(batch, new Date(note.at));
    if (found.kind === "found") return this.#submitted(batch, found.id);
    if (found.kind === "unclear") throw unclear(batch, `it may be ${found.ids.join(" or ")}, which does not show its requests yet`);
    await this.#ledger.forget(batch.hash);
    return null;
  }

  /** Asks how far a batch is, and collects its results where it is over. @throws GygesError `batch/unreachable` */
  async poll(entry: LedgerEntry): Promise<LedgerEntry> {
    const { batch, note } = entry;
    if (note.state !== "submitted") return entry;
    const results = await this.#resultsOf(batch, note.batch).catch((cause: unknown) => {
      throw unreachable(note.batch, cause);
    });
    if (results === null) return entry;
    await this.#ledger.results(batch.hash, results);
    const collected = { ...note, state: "collected" as const };
    await this.#ledger.note(batch.hash, collected);
    return { batch, note: collected, results };
  }

  async #resultsOf(batch: PreparedBatch, id: string): Promise<ReadonlyMap<string, RequestEnd> | null> {
    const progress = await this.#service.poll(id);
    return progress.over ? this.#collect(batch, id, progress) : null;
  }

  /** A download can end early without a sign, so one that lacks lines is made twice. */
  async #collect(batch: PreparedBatch, id: string, progress: Progress & { over: true }): Promise<ReadonlyMap<string, RequestEnd>> {
    const sent = batch.requests.map(({ customId }) => customId);
    const otherwise = endWithoutLine(progress);
    const first = foldResults(sent, await this.#service.collect(id), otherwise);
    if (![...first.values()].includes(otherwise) || otherwise.state !== "missing") return first;
    return foldResults(sent, await this.#service.collect(id), otherwise);
  }

  async #submitted(batch: PreparedBatch, id: string): Promise<LedgerEntry> {
    const note = { schema: "gyges.batch/1", state: "submitted", at: now(), batch: id } as const;
    await this.#ledger.note(batch.hash, note);
    return { batch, note, results: null };
  }
}

/** What expired or was cancelled has a line that says so. Only a batch that was refused as a whole has none, and then nothing was worked on. */
function endWithoutLine({ how, reason }: Progress & { over: true }): RequestEnd {
  if (how === "failed") return { state: "errored", reason: reason.slice(0, 300) };
  return { state: "missing", reason: `the batch is ${how} and holds no result for it` };
}

function refused({ requests }: PreparedBatch, cause: unknown): GygesError {
  return new GygesError(
    "data",
    "batch/refused",
    `the API did not take a batch of ${requests.length} requests: ${describeError(cause)}. Nothing was sent. Mend that and run again.`,
    { cause },
  );
}

function unreachable(id: string, cause: unknown): GygesError {
  return new GygesError(
    "data",
    "batch/unreachable",
    `batch ${id} is submitted, but the API could not be asked about it: ${describeError(cause)}. Run the same command again.`,
    { cause },
  );
}

function unclear({ requests }: PreparedBatch, seen: string, cause?: unknown): GygesError {
  return new GygesError(
    "data",
    "batch/unclear",
    `whether the API took a batch of ${requests.length} requests is not known: ${seen}. Nothing more is sent before it is. Run again in some minutes to look.`,
    { cause },
  );
}

function now(): string {
  return new Date().toISOString();
}
