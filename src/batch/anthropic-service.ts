import * as z from "zod";
import { anthropicLine } from "./anthropic-lines.ts";
import { apiAnswer } from "./api-answer.ts";
import type { ResultLine } from "./fold-results.ts";
import type { PreparedBatch } from "./prepare.ts";
import { CLOCK_SLACK_MS, type BatchService, type Found } from "./service.ts";

/** Anthropic's message batches, through what this needs of `@anthropic-ai/sdk`, the same in 0.124 and 1.x. */

export interface AnthropicClient {
  readonly messages: {
    readonly batches: {
      create(params: { requests: { custom_id: string; params: object }[] }, options: { maxRetries: number }): PromiseLike<unknown>;
      retrieve(id: string): PromiseLike<unknown>;
      list(params: { limit: number }): AsyncIterable<unknown>;
      results(id: string): PromiseLike<AsyncIterable<unknown>>;
    };
  };
}

const CountsSchema = z.object({ processing: z.int(), succeeded: z.int(), errored: z.int(), canceled: z.int(), expired: z.int() });

const BatchSchema = z.object({
  id: z.string().min(1),
  created_at: z.string(),
  processing_status: z.enum(["in_progress", "canceling", "ended"]),
  results_url: z.string().nullish(),
  request_counts: CountsSchema,
});
type AnthropicBatch = z.infer<typeof BatchSchema>;

export function anthropicService(client: AnthropicClient): BatchService {
  const { batches } = client.messages;
  return {
    async submit({ requests }) {
      const params = { requests: requests.map(({ customId, body }) => ({ custom_id: customId, params: body })) };
      return apiAnswer(BatchSchema, await batches.create(params, { maxRetries: 0 })).id;
    },
    find: (batch, since) => find(client, batch, since),
    async poll(id) {
      const batch = apiAnswer(BatchSchema, await batches.retrieve(id));
      if (batch.processing_status !== "ended") return { over: false, done: size(batch) - batch.request_counts.processing };
      return { over: true, how: "completed", reason: "" };
    },
    collect: (id) => collect(client, id),
  };
}

/**
 * A batch of this API carries no note and shows nothing of its requests before it has ended; then its custom ids tell whose it is. So a
 * batch of the same size that is still under way may be ours, and nothing is sent until that is known.
 */
async function find(client: AnthropicClient, batch: PreparedBatch, since: Date): Promise<Found> {
  const unclear: string[] = [];
  for await (const listed of client.messages.batches.list({ limit: 100 })) {
    const one = apiAnswer(BatchSchema, listed);
    if (Date.parse(one.created_at) < since.getTime() - CLOCK_SLACK_MS) break;
    if (size(one) !== batch.requests.length) continue;
    if (one.processing_status !== "ended") unclear.push(one.id);
    else if ((await collect(client, one.id)).some(({ customId }) => customId.startsWith(batch.hash))) return { kind: "found", id: one.id };
  }
  return unclear.length > 0 ? { kind: "unclear", ids: unclear } : { kind: "none" };
}

async function collect(client: AnthropicClient, id: string): Promise<ResultLine[]> {
  const lines: ResultLine[] = [];
  for await (const value of await client.messages.batches.results(id)) {
    const line = anthropicLine(value);
    if (line !== null) lines.push(line);
  }
  return lines;
}

function size({ request_counts: counts }: AnthropicBatch): number {
  return counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired;
}
