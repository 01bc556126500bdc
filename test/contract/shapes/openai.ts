import type { Batch } from "openai/resources/batches";
import type { ChatCompletion, ChatCompletionChunk } from "openai/resources/chat/completions/completions";
import type { FileObject } from "openai/resources/files";
import type { Model } from "openai/resources/models";
import * as z from "zod";

/**
 * What OpenAI's types promise, in a form that can be checked: every key that they require, and of the optional ones those that a server here sends.
 * `satisfies` holds each against the SDK: what passes the schema is what the type says.
 */

const count = z.int().min(0);

const usage = z.strictObject({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  prompt_tokens_details: z.strictObject({ cached_tokens: count }).exactOptional(),
});

const token = z.strictObject({ token: z.string(), logprob: z.number().max(0), bytes: z.array(z.int().min(0).max(255)).nullable() });
const tokens = z.array(token.extend({ top_logprobs: z.array(token) })).nullable();
const logprobs = z.strictObject({ content: tokens, refusal: tokens });
const finish = z.enum(["stop", "length", "content_filter"]);

/** `reasoning_content` is no field of OpenAI's own, and every server of reasoning models has it. */
const message = z.strictObject({
  role: z.literal("assistant"),
  content: z.string().nullable(),
  refusal: z.string().nullable(),
  reasoning_content: z.string().exactOptional(),
});

export const Completion = z.strictObject({
  id: z.string().min(1),
  object: z.literal("chat.completion"),
  created: z.int().positive(),
  model: z.string().min(1),
  choices: z.array(z.strictObject({ index: count, finish_reason: finish, message, logprobs: logprobs.nullable() })),
  usage,
  system_fingerprint: z.string().exactOptional(),
}) satisfies z.ZodType<ChatCompletion>;

const delta = z.strictObject({
  role: z.literal("assistant").exactOptional(),
  content: z.string().nullable().exactOptional(),
  refusal: z.string().nullable().exactOptional(),
  reasoning_content: z.string().exactOptional(),
});

export const Chunk = z.strictObject({
  id: z.string().min(1),
  object: z.literal("chat.completion.chunk"),
  created: z.int().positive(),
  model: z.string().min(1),
  choices: z.array(
    z.strictObject({ index: count, delta, finish_reason: finish.nullable(), logprobs: logprobs.nullable().exactOptional() }),
  ),
  usage: usage.nullable().exactOptional(),
  system_fingerprint: z.string().exactOptional(),
}) satisfies z.ZodType<ChatCompletionChunk>;

const seconds = z.int().positive();

export const BatchShape = z.strictObject({
  id: z.string().min(1),
  object: z.literal("batch"),
  endpoint: z.literal("/v1/chat/completions"),
  completion_window: z.literal("24h"),
  created_at: seconds,
  input_file_id: z.string().min(1),
  status: z.enum(["validating", "failed", "in_progress", "finalizing", "completed", "expired", "cancelling", "cancelled"]),
  request_counts: z.strictObject({ total: count, completed: count, failed: count }).exactOptional(),
  metadata: z.record(z.string(), z.string()).nullable().exactOptional(),
  output_file_id: z.string().exactOptional(),
  error_file_id: z.string().exactOptional(),
  in_progress_at: seconds.exactOptional(),
  completed_at: seconds.exactOptional(),
  cancelling_at: seconds.exactOptional(),
  cancelled_at: seconds.exactOptional(),
}) satisfies z.ZodType<Batch>;

/** A line of a batch's results has no type in the SDK; this is what `src/batch/openai-lines.ts` reads. */
export const ResultLine = z.strictObject({
  id: z.string().min(1),
  custom_id: z.string().min(1),
  response: z.strictObject({ status_code: z.int(), request_id: z.string(), body: Completion }).nullable(),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});

export const FileShape = z.strictObject({
  id: z.string().min(1),
  object: z.literal("file"),
  bytes: count,
  created_at: seconds,
  filename: z.string().min(1),
  purpose: z.literal("batch"),
  status: z.enum(["uploaded", "processed", "error"]),
}) satisfies z.ZodType<FileObject>;

export const ModelShape = z.strictObject({
  id: z.string().min(1),
  object: z.literal("model"),
  created: seconds,
  owned_by: z.string().min(1),
}) satisfies z.ZodType<Model>;

/** The error of a failed call, as the SDK hands it out: without the envelope `error`. */
export const ErrorShape = z.strictObject({
  message: z.string().min(1),
  type: z.string().min(1),
  param: z.string().nullable(),
  code: z.string().nullable(),
});
