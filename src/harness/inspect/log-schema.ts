import * as z from "zod";

/**
 * What gyges reads of an Inspect log (version 2, inspect_ai 0.3). Nothing else of it is looked at.
 *
 * What decides about a draw is typed strictly; amounts that only inform become null where they are nonsense.
 */

const text = z.string().nullish();
const amount = z.number().min(0).nullable().catch(null);
const count = z.int().min(0).nullable().catch(null);
/** As many as a cell may have draws. */
const epoch = z.int().min(1).max(1000);
const idOfSample = z.union([z.string().max(1000), z.int()]);

const GenerateConfigSchema = z
  .object({ temperature: z.number().nullish(), max_tokens: z.number().nullish(), seed: z.number().nullish(), top_p: z.number().nullish() })
  .nullish()
  .catch(null);

export const LogHeaderSchema = z.object({
  version: z.literal(2),
  status: z.enum(["started", "success", "cancelled", "error"]),
  /** A person took the log back. */
  invalidated: z.boolean().nullish(),
  error: z.object({ message: z.string() }).nullish().catch(null),
  eval: z.object({
    eval_id: text,
    run_id: text,
    task: z.string().min(1),
    task_version: z.union([z.string(), z.number()]).nullish(),
    model: z.string().min(1),
    model_generate_config: GenerateConfigSchema,
    dataset: z.object({ samples: z.int().min(0).nullish(), sample_ids: z.array(idOfSample).nullish() }),
    config: z.object({ epochs: epoch.nullish() }),
  }),
});
export type LogHeader = z.infer<typeof LogHeaderSchema>;

/** A text, or its parts; of those that are no text only the kind is looked at. */
const ContentSchema = z.union([z.string(), z.array(z.object({ type: z.string(), text: text.catch(null), reasoning: text.catch(null) }))]);
export type Content = z.infer<typeof ContentSchema>;

export const MessageSchema = z.object({ id: text, role: z.string(), content: ContentSchema });
export type Message = z.infer<typeof MessageSchema>;

const OutputSchema = z.object({
  model: text,
  choices: z
    .array(
      z.object({
        message: MessageSchema,
        stop_reason: text,
        stop_details: z.object({ category: text }).nullish().catch(null),
      }),
    )
    .nullish(),
  usage: z
    .object({
      input_tokens: count,
      input_tokens_cache_read: count.optional(),
      input_tokens_cache_write: count.optional(),
      output_tokens: count,
      total_tokens: count,
      total_cost: amount.optional(),
    })
    .nullish()
    .catch(null),
  time: amount.optional(),
  response_id: text.catch(null),
});
export type Output = z.infer<typeof OutputSchema>;

/** A call of a model in a sample's transcript; a log holds many events of other kinds. */
export const ModelEventSchema = z.object({
  event: z.literal("model"),
  model: z.string(),
  config: GenerateConfigSchema,
  cache: text,
  output: z.object({ choices: z.array(z.object({ message: z.object({ id: text }) })).nullish() }).nullish(),
});
export type ModelEvent = z.infer<typeof ModelEventSchema>;

export const SampleSchema = z.object({
  id: idOfSample,
  epoch,
  input: z.union([z.string(), z.array(MessageSchema)]),
  messages: z.array(MessageSchema).nullish(),
  output: OutputSchema.nullish(),
  scores: z.record(z.string(), z.object({ value: z.unknown().optional() })).nullish(),
  metadata: z.looseObject({ gyges: z.unknown().optional() }).nullish(),
  events: z.array(z.unknown()).nullish(),
  attachments: z.record(z.string(), z.string()).nullish(),
  error: z.object({ message: z.string() }).nullish(),
  limit: z.object({ type: z.string(), limit: z.number().nullish() }).nullish(),
  /** A person took the sample back. */
  invalidation: z.unknown().optional(),
  completed_at: text,
});
export type Sample = z.infer<typeof SampleSchema>;
