import type { MessageBatch, MessageBatchResult } from "@anthropic-ai/sdk/resources/messages/batches";
import type { Message } from "@anthropic-ai/sdk/resources/messages/messages";
import * as z from "zod";
import { MessageRequestSchema, type MessageRequest } from "./anthropic-message.ts";
import { linesOf, type Ended, type Outcome, type Shelf, type ShelvedBatch } from "./batches.ts";

/** Anthropic's message batches: requests in, lines of results out. A batch carries no note of the client's, and shows nothing of its requests until it has ended. */

const CreateSchema = z.strictObject({
  requests: z
    .array(z.strictObject({ custom_id: z.string().regex(/^[\w-]{1,64}$/), params: MessageRequestSchema }))
    .min(1)
    .max(100_000),
});

export class AnthropicBatches {
  readonly #shelf: Shelf<MessageRequest, Message>;
  readonly #origin: () => string;

  constructor(shelf: Shelf<MessageRequest, Message>, origin: () => string) {
    this.#shelf = shelf;
    this.#origin = origin;
  }

  create(body: unknown): MessageBatch {
    const { requests } = CreateSchema.parse(body);
    const id = `msgbatch_${String(this.#shelf.batches.length + 1).padStart(20, "0")}`;
    return this.#shown(
      this.#shelf.take(
        id,
        requests.map(({ custom_id: customId, params }) => ({ customId, body: params })),
      ),
    );
  }

  retrieve(id: string): MessageBatch | null {
    const batch = this.#shelf.ask(id);
    return batch === null ? null : this.#shown(batch);
  }

  cancel(id: string): MessageBatch | null {
    const batch = this.#shelf.cancel(id);
    return batch === null ? null : this.#shown(batch);
  }

  list(limit: number, after: string | null): { data: MessageBatch[]; has_more: boolean; first_id: string | null; last_id: string | null } {
    const newest = this.#shelf.batches.toReversed();
    const from = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
    const page = newest.slice(from, from + limit);
    return {
      data: page.map((one) => this.#shown(one)),
      has_more: newest.length > from + page.length,
      first_id: page[0]?.id ?? null,
      last_id: page.at(-1)?.id ?? null,
    };
  }

  results(id: string): string | null {
    const ended = this.#shelf.find(id)?.ended ?? null;
    if (ended === null) return null;
    return linesOf(ended, (one) => JSON.stringify({ custom_id: one.customId, result: resultOf(one) }))
      .map((line) => `${line}\n`)
      .join("");
  }

  #shown(batch: ShelvedBatch<MessageRequest, Message>): MessageBatch {
    const { ended } = batch;
    const count = (...outcomes: Outcome[]): number => ended?.filter(({ outcome }) => outcomes.includes(outcome)).length ?? 0;
    return {
      id: batch.id,
      type: "message_batch",
      processing_status: ended !== null ? "ended" : batch.cancelledAt !== null ? "canceling" : "in_progress",
      created_at: batch.createdAt.toISOString(),
      expires_at: new Date(batch.createdAt.getTime() + 86_400_000).toISOString(),
      ended_at: ended === null ? null : batch.createdAt.toISOString(),
      archived_at: null,
      cancel_initiated_at: batch.cancelledAt?.toISOString() ?? null,
      results_url: ended === null ? null : `${this.#origin()}/v1/messages/batches/${batch.id}/results`,
      request_counts: {
        processing: ended === null ? batch.requests.length : 0,
        succeeded: count("reply", "missing", "twice", "stranger", "malformed"),
        errored: count("error"),
        canceled: count("cancelled"),
        expired: count("expired"),
      },
    };
  }
}

function resultOf({ outcome, answer }: Ended<MessageRequest, Message>): MessageBatchResult | { type: "succeeded"; message: string } {
  if (outcome === "malformed") return { type: "succeeded", message: "<html>" };
  if (answer !== null) return { type: "succeeded", message: answer };
  if (outcome === "error")
    return { type: "errored", error: { type: "error", request_id: null, error: { type: "api_error", message: "scripted error" } } };
  return { type: outcome === "expired" ? "expired" : "canceled" };
}
