import type { MessageBatch, MessageBatchIndividualResponse } from "@anthropic-ai/sdk/resources/messages/batches";
import type { Message } from "@anthropic-ai/sdk/resources/messages/messages";
import type { ModelInfo } from "@anthropic-ai/sdk/resources/models";
import * as z from "zod";

/** What the types of Anthropic's SDK 0.124 promise, as a check: see `openai.ts`. What 1.x adds to them a client of either has to do without. */

const count = z.int().min(0);
const nothing = z.null();

const usage = z.strictObject({
  input_tokens: count,
  output_tokens: count,
  cache_creation: nothing,
  cache_creation_input_tokens: count.nullable(),
  cache_read_input_tokens: count.nullable(),
  inference_geo: nothing,
  output_tokens_details: nothing,
  server_tool_use: nothing,
  service_tier: z.enum(["standard", "priority", "batch"]).nullable(),
});

const text = z.strictObject({ type: z.literal("text"), text: z.string(), citations: nothing });
const thinking = z.strictObject({ type: z.literal("thinking"), thinking: z.string(), signature: z.string().min(1) });

const stopDetails = z.strictObject({
  type: z.literal("refusal"),
  category: z.enum(["cyber", "bio", "frontier_llm", "reasoning_extraction", "general_harms"]).nullable(),
  explanation: z.string().nullable(),
});

export const MessageShape = z.strictObject({
  id: z.string().min(1),
  type: z.literal("message"),
  role: z.literal("assistant"),
  model: z.string().min(1),
  container: nothing,
  content: z.array(z.discriminatedUnion("type", [text, thinking])),
  stop_reason: z.enum(["end_turn", "max_tokens", "stop_sequence", "refusal"]),
  stop_details: stopDetails.nullable(),
  stop_sequence: z.string().nullable(),
  usage,
}) satisfies z.ZodType<Message>;

const when = z.iso.datetime();

export const BatchShape = z.strictObject({
  id: z.string().min(1),
  type: z.literal("message_batch"),
  processing_status: z.enum(["in_progress", "canceling", "ended"]),
  request_counts: z.strictObject({ processing: count, succeeded: count, errored: count, canceled: count, expired: count }),
  created_at: when,
  expires_at: when,
  ended_at: when.nullable(),
  archived_at: when.nullable(),
  cancel_initiated_at: when.nullable(),
  results_url: z.url().nullable(),
}) satisfies z.ZodType<MessageBatch>;

export const ResultShape = z.strictObject({
  custom_id: z.string().min(1),
  result: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("succeeded"), message: MessageShape }),
    z.strictObject({ type: z.literal("canceled") }),
    z.strictObject({ type: z.literal("expired") }),
  ]),
}) satisfies z.ZodType<MessageBatchIndividualResponse>;

export const ModelShape = z.strictObject({
  id: z.string().min(1),
  type: z.literal("model"),
  display_name: z.string().min(1),
  created_at: when,
  capabilities: nothing,
  max_input_tokens: count.nullable(),
  max_tokens: count.nullable(),
}) satisfies z.ZodType<ModelInfo>;

/** The error of a failed call, as the SDK hands it out: the whole body. */
export const ErrorShape = z.strictObject({
  type: z.literal("error"),
  error: z.strictObject({ type: z.string().min(1), message: z.string().min(1) }),
  request_id: z.string().nullable().optional(),
});
