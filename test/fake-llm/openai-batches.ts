import type { Batch, BatchCreateParams } from "openai/resources/batches";
import type { ChatCompletion } from "openai/resources/chat/completions/completions";
import type { FileObject } from "openai/resources/files";
import * as z from "zod";
import { linesOf, type Ended, type Shelf, type ShelvedBatch } from "./batches.ts";
import { ChatRequestSchema, type ChatRequest } from "./openai-chat.ts";

/** OpenAI's files and batches: a file of requests in, a file of results and a file of errors out. */

const LineSchema = z.strictObject({
  custom_id: z.string().min(1),
  method: z.literal("POST"),
  url: z.literal("/v1/chat/completions"),
  body: ChatRequestSchema,
});

const CreateSchema = z.strictObject({
  input_file_id: z.string(),
  endpoint: z.literal("/v1/chat/completions" satisfies BatchCreateParams["endpoint"]),
  completion_window: z.literal("24h" satisfies BatchCreateParams["completion_window"]),
  metadata: z.record(z.string().max(64), z.string().max(512)).optional(),
});

interface ListPage {
  readonly object: "list";
  readonly data: readonly Batch[];
  readonly first_id: string | null;
  readonly last_id: string | null;
  readonly has_more: boolean;
}

type Line = Ended<ChatRequest, ChatCompletion>;

export class OpenAiBatches {
  readonly #shelf: Shelf<ChatRequest, ChatCompletion>;
  /** By id, the text of each file that was uploaded. */
  readonly files = new Map<string, string>();
  /** By id of a batch, the file of its requests. */
  readonly #inputs = new Map<string, string>();

  constructor(shelf: Shelf<ChatRequest, ChatCompletion>) {
    this.#shelf = shelf;
  }

  upload(text: string, filename: string): FileObject {
    const id = `file-${String(this.files.size + 1).padStart(20, "0")}`;
    this.files.set(id, text);
    return {
      id,
      bytes: Buffer.byteLength(text),
      created_at: 1_790_000_000,
      filename,
      object: "file",
      purpose: "batch",
      status: "processed",
    };
  }

  create(body: unknown): Batch {
    const wanted = CreateSchema.parse(body);
    const text = this.files.get(wanted.input_file_id);
    if (text === undefined) throw new Error(`no file ${wanted.input_file_id}`);
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => LineSchema.parse(JSON.parse(line)));
    const requests = lines.map((line) => ({ customId: line.custom_id, body: line.body }));
    const id = `batch_${String(this.#shelf.batches.length + 1).padStart(20, "0")}`;
    this.#inputs.set(id, wanted.input_file_id);
    return this.#shown(this.#shelf.take(id, requests, wanted.metadata));
  }

  retrieve(id: string): Batch | null {
    const batch = this.#shelf.ask(id);
    return batch === null ? null : this.#shown(batch);
  }

  cancel(id: string): Batch | null {
    const batch = this.#shelf.cancel(id);
    return batch === null ? null : this.#shown(batch);
  }

  /** The newest first, a page at a time, as the API lists them. */
  list(limit: number, after: string | null): ListPage {
    const newest = this.#shelf.batches.toReversed();
    const from = after === null ? 0 : newest.findIndex(({ id }) => id === after) + 1;
    const page = newest.slice(from, from + limit);
    const [first_id, last_id] = [page[0]?.id ?? null, page.at(-1)?.id ?? null];
    return { object: "list", data: page.map((one) => this.#shown(one)), first_id, last_id, has_more: newest.length > from + page.length };
  }

  /** `file-output-…` and `file-errors-…` of a batch that is over. */
  content(fileId: string): string | null {
    const [, kind, batchId] = /^file-(output|errors)-(.+)$/.exec(fileId) ?? [];
    const batch = batchId === undefined ? null : this.#shelf.find(batchId);
    if (batch === null || batch.ended === null) return this.files.get(fileId) ?? null;
    const ended = batch.ended.filter((one) => isError(one) === (kind === "errors"));
    return linesOf(ended, lineOf)
      .map((line) => `${line}\n`)
      .join("");
  }

  #shown(batch: ShelvedBatch<ChatRequest, ChatCompletion>): Batch {
    const { ended } = batch;
    const failed = ended !== null && ended.length === 0;
    const [errors, replies] = [ended?.some(isError) ?? false, ended?.some((one) => !isError(one)) ?? false];
    return {
      id: batch.id,
      object: "batch",
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
      created_at: Math.floor(batch.createdAt.getTime() / 1000),
      input_file_id: this.#inputs.get(batch.id) ?? "",
      status: statusOf(batch),
      metadata: { ...batch.metadata },
      ...(failed ? { errors: { object: "list", data: [{ code: "invalid_request", message: "scripted failure", line: 1 }] } } : {}),
      ...(replies ? { output_file_id: `file-output-${batch.id}` } : {}),
      ...(errors ? { error_file_id: `file-errors-${batch.id}` } : {}),
      request_counts: {
        total: batch.requests.length,
        completed: ended?.filter((one) => !isError(one)).length ?? 0,
        failed: ended?.filter(isError).length ?? 0,
      },
    };
  }
}

function statusOf({ asked, cancelledAt, ended }: ShelvedBatch<ChatRequest, ChatCompletion>): Batch["status"] {
  if (ended === null) return cancelledAt !== null ? "cancelling" : asked ? "in_progress" : "validating";
  if (cancelledAt !== null) return "cancelled";
  if (ended.length === 0) return "failed";
  return ended.some(({ outcome }) => outcome === "expired") ? "expired" : "completed";
}

function lineOf({ customId, outcome, answer }: Line): string {
  if (outcome === "malformed") return `{"custom_id": "${customId}", "response": {"status_code": 200, "body": "<html>"}}`;
  const error = { code: outcome === "error" ? "server_error" : `batch_${outcome}`, message: `scripted ${outcome}` };
  const response = { status_code: 200, request_id: `req-${customId}`, body: answer };
  return JSON.stringify({
    id: `batch_req_${customId}`,
    custom_id: customId,
    response: answer === null ? null : response,
    error: answer === null ? error : null,
  });
}

function isError({ answer }: Line): boolean {
  return answer === null;
}
