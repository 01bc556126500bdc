import * as z from "zod";
import { apiAnswer } from "./api-answer.ts";
import { openaiLines } from "./openai-lines.ts";
import type { PreparedBatch } from "./prepare.ts";
import { CLOCK_SLACK_MS, type BatchService, type Found, type Progress } from "./service.ts";

/** OpenAI's files and batches, through what this needs of the SDK `openai` (7.x). Whatever it returns is parsed: a proxy may have answered. */

export interface OpenAiClient {
  readonly files: {
    create(params: { file: File; purpose: "batch" }, options: { maxRetries: number }): PromiseLike<unknown>;
    content(id: string): PromiseLike<{ text(): Promise<string> }>;
  };
  readonly batches: {
    create(
      params: { input_file_id: string; endpoint: "/v1/chat/completions"; completion_window: "24h"; metadata: Record<string, string> },
      options: { maxRetries: number },
    ): PromiseLike<unknown>;
    retrieve(id: string): PromiseLike<unknown>;
    list(params: { limit: number }): AsyncIterable<unknown>;
  };
}

const FileSchema = z.object({ id: z.string().min(1) });

const BatchSchema = z.object({
  id: z.string().min(1),
  created_at: z.number(),
  status: z.enum(["validating", "failed", "in_progress", "finalizing", "completed", "expired", "cancelling", "cancelled"]),
  metadata: z.record(z.string(), z.string()).nullish(),
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
  errors: z.object({ data: z.array(z.object({ message: z.string().nullish() })).nullish() }).nullish(),
  request_counts: z.object({ completed: z.int(), failed: z.int() }).nullish(),
});
type OpenAiBatch = z.infer<typeof BatchSchema>;

/** Name of the note that a batch carries in the API: the hash of its content. */
const NOTE = "gyges";

export function openaiService(client: OpenAiClient): BatchService {
  return {
    async submit(batch) {
      const file = apiAnswer(FileSchema, await client.files.create({ file: fileOf(batch), purpose: "batch" }, { maxRetries: 2 }));
      const wanted = { input_file_id: file.id, endpoint: "/v1/chat/completions", completion_window: "24h" } as const;
      return apiAnswer(BatchSchema, await client.batches.create({ ...wanted, metadata: { [NOTE]: batch.hash } }, { maxRetries: 0 })).id;
    },
    find: (batch, since) => find(client, batch, since),
    poll: async (id) => progressOf(apiAnswer(BatchSchema, await client.batches.retrieve(id))),
    async collect(id) {
      const { output_file_id: output, error_file_id: errors } = apiAnswer(BatchSchema, await client.batches.retrieve(id));
      const texts = [output, errors].map(async (file) =>
        file === null || file === undefined ? "" : (await client.files.content(file)).text(),
      );
      return (await Promise.all(texts)).flatMap(openaiLines);
    },
  };
}

/** The newest come first, so the search ends at the first that is older than the try. */
async function find(client: OpenAiClient, { hash }: PreparedBatch, since: Date): Promise<Found> {
  for await (const listed of client.batches.list({ limit: 100 })) {
    const { id, metadata, created_at: created } = apiAnswer(BatchSchema, listed);
    if (metadata?.[NOTE] === hash) return { kind: "found", id };
    if (created * 1000 < since.getTime() - CLOCK_SLACK_MS) break;
  }
  return { kind: "none" };
}

function fileOf({ hash, requests }: PreparedBatch): File {
  const lines = requests.map(({ customId, body }) =>
    JSON.stringify({ custom_id: customId, method: "POST", url: "/v1/chat/completions", body }),
  );
  return new File([lines.map((line) => `${line}\n`).join("")], `gyges-${hash}.jsonl`, { type: "application/jsonl" });
}

function progressOf({ status, errors, request_counts: counts }: OpenAiBatch): Progress {
  if (status === "completed" || status === "expired" || status === "cancelled") return { over: true, how: status, reason: "" };
  if (status === "failed")
    return { over: true, how: status, reason: errors?.data?.[0]?.message ?? "the API refused the batch and gave no reason" };
  return { over: false, done: (counts?.completed ?? 0) + (counts?.failed ?? 0) };
}
