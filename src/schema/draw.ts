import * as z from "zod";
import { IdentitySchema, SideSchema } from "./identity.ts";
import { LabellingSchema, LabelSchema } from "./label.ts";

/** A draw: one model call and its reply. The one record that everything in gyges reads, and what users export. */

const count = z.int().min(0);

export const TokensSchema = z.strictObject({ prompt: count.nullable(), completion: count.nullable(), total: count.nullable() });
export type Tokens = z.infer<typeof TokensSchema>;

/** Was a requested setting applied? Only `yes` may carry a claim about it. */
export const AppliedSchema = z.enum(["yes", "no", "unknown"]);
export type Applied = z.infer<typeof AppliedSchema>;

export const DrawSchema = z.strictObject({
  schema: z.literal("gyges.draw/1"),
  /** Id of the run that made the call. */
  run: z.string().min(1).max(100),
  side: SideSchema.nullable(),
  pair: z.string().min(1).max(300),
  identity: IdentitySchema,
  /** The provider as promptfoo names it, and the model that the API says it served (null where it does not say). */
  provider: z.string().max(300),
  servedModel: z.string().max(300).nullable(),
  settings: z.strictObject({
    requested: z.strictObject({ temperature: z.number().nullable(), maxTokens: z.number().nullable(), seed: z.number().nullable() }),
    applied: z.strictObject({ temperature: AppliedSchema }),
  }),
  /** The answer; the reasoning that a provider shows is split off and kept apart. */
  reply: z.string(),
  reasoning: z.string().nullable(),
  responseId: z.string().max(300).nullable(),
  finishReason: z.string().max(100).nullable(),
  /** True where promptfoo or the provider says that the reply came out of a cache: an error, never a draw. */
  cached: z.boolean(),
  /** Why the call has no reply; one line, without secrets. */
  fault: z.string().max(500).nullable(),
  /** A filter of the provider stopped the reply: its category, or `unspecified`. */
  filtered: z.string().max(200).nullable(),
  /** True where a transform of the user's config may have changed the output before gyges saw it. */
  transformed: z.boolean(),
  labelling: LabellingSchema,
  /** True where the pack is sealed: the reply, the reasoning and all quotes stand here as `[withheld]`, and the label is what was read off them. */
  withheld: z.literal(true).optional(),
  /** What a simulated model set out to do, by its own word: how often the labeller reads it so is its confusion. Absent for real models. */
  planted: LabelSchema.optional(),
  /** Version of the labeller that wrote `labelling`. */
  labeller: z.string().max(40),
  tokens: TokensSchema.nullable(),
  /** In US dollars as the provider's price table has it; null where unknown. */
  cost: z.number().min(0).nullable(),
  latencyMs: z.number().min(0).nullable(),
  /** When the reply was recorded, ISO 8601 in UTC; null where the source does not say. */
  at: z.iso.datetime().nullable(),
});
export type Draw = z.infer<typeof DrawSchema>;
