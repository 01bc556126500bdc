import * as z from "zod";
import { pairName } from "./fields.ts";
import { IdentitySchema, SideSchema } from "./identity.ts";
import { LabellingSchema, LabelSchema } from "./label.ts";

/** A draw: one model call and its reply. The one record that everything in gyges reads, and what users export: descriptions become docs/data.md. */

const count = z.int().min(0);

export const TokensSchema = z.strictObject({
  prompt: count.nullable().describe("Tokens of the prompt, as the provider counts them."),
  completion: count.nullable().describe("Tokens of the reply, its reasoning included where the provider counts it so."),
  total: count.nullable().describe("Tokens of both."),
});
export type Tokens = z.infer<typeof TokensSchema>;

/** Was a requested setting applied? Only `yes` may carry a claim about it. */
export const AppliedSchema = z.enum(["yes", "no", "unknown"]);
export type Applied = z.infer<typeof AppliedSchema>;

export const DrawSchema = z.strictObject({
  schema: z.literal("gyges.draw/1").describe("Version of this record."),
  run: z.string().min(1).max(100).describe("Id of the run that made the call."),
  side: SideSchema.nullable().describe("Side of the comparison; null under plain promptfoo eval, where there is none."),
  pair: pairName.describe("The matched column (prompt and provider) that the draw belongs to."),
  identity: IdentitySchema,
  provider: z.string().max(300).describe("The provider as promptfoo names it."),
  servedModel: z.string().max(300).nullable().describe("The model that the API says it served; null where it does not say."),
  settings: z.strictObject({
    requested: z.strictObject({
      temperature: z.number().nullable().describe("Temperature that was asked for; null leaves the provider's own."),
      maxTokens: z.number().nullable().describe("Most tokens of a reply that were asked for."),
      seed: z.number().nullable().describe("Seed that was asked for."),
      topP: z.number().optional().describe("Nucleus (top_p) that was asked for; absent where none was."),
    }),
    applied: z.strictObject({
      temperature: AppliedSchema.describe("Whether the temperature was applied; only yes may carry a claim about it."),
      seed: AppliedSchema.optional().describe("Whether the seed did anything; absent where none was asked for."),
      topP: AppliedSchema.optional().describe("Whether the nucleus was applied; absent where none was asked for."),
    }),
  }),
  reply: z.string().describe("The answer. Reasoning that a provider shows is split off and kept apart."),
  reasoning: z.string().nullable().describe("The reasoning before the answer; null where none can be read."),
  responseId: z.string().max(300).nullable().describe("Id that the API gave the reply."),
  finishReason: z.string().max(100).nullable().describe("Why the reply ended, as the API says."),
  cached: z.boolean().describe("True where promptfoo or the provider says that the reply came out of a cache: an error, never a draw."),
  fault: z.string().max(500).nullable().describe("Why the call has no reply; one line, without secrets."),
  filtered: z.string().max(200).nullable().describe("A filter of the provider stopped the reply: its category, or unspecified."),
  transformed: z.boolean().describe("True where a transform of the user's config may have changed the output before gyges saw it."),
  labelling: LabellingSchema,
  withheld: z
    .literal(true)
    .optional()
    .describe(
      "True where the pack is sealed: the reply, the reasoning and all quotes stand here as [withheld], and the label is what was read off them.",
    ),
  soft: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "Probability that this draw complies, given all that the model wrote before its decision, from the log-probabilities at the decision. Absent where only the label says.",
    ),
  planted: LabelSchema.optional().describe(
    "What a simulated model set out to do, by its own word: how often the labeller reads it so is its confusion. Absent for real models.",
  ),
  replayed: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe(
      "Id of the run whose reply was read again here: a copy, and no second observation. Absent for a draw that was made; no comparison takes one that was not.",
    ),
  labeller: z.string().max(40).describe("Version of the labeller that wrote the label: the rules, and the judge where one read it."),
  tokens: TokensSchema.nullable(),
  cost: z
    .number()
    .min(0)
    .nullable()
    .describe("In US dollars as promptfoo's price table has it, or the tokens at the price in the provider's config; null where unknown."),
  latencyMs: z.number().min(0).nullable().describe("Milliseconds of the call."),
  at: z.iso.datetime().nullable().describe("When the reply was recorded, ISO 8601 in UTC; null where the source does not say."),
});
export type Draw = z.infer<typeof DrawSchema>;
