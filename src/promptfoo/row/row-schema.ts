import * as z from "zod";
import { HaltSchema } from "../../schema/halt.ts";
import { isRecord } from "../../schema/is-record.ts";
import { LabelSchema } from "../../schema/label.ts";

/**
 * What gyges reads of a promptfoo row (0.123: a line of `-o out.jsonl`, an element of `results.results`, or what `afterEach` is given).
 * Nothing else of a row is looked at.
 *
 * What decides about a draw is typed strictly. Amounts that only inform (tokens, money, time) become null where a provider
 * reports nonsense, which is what a draw says for "unknown"; NaN never gets through.
 */

const text = z.string().nullish();
const amount = z.number().min(0).nullable().catch(null);
const count = z.int().min(0).nullable().catch(null);
const setting = z.number().nullable().catch(null);

/** Kept whole: whether a temperature reaches the model hangs on keys of every provider's own. It never leaves the translation. */
const SettingsSchema = z
  .looseObject({
    temperature: setting,
    max_tokens: setting,
    max_output_tokens: setting,
    max_completion_tokens: setting,
    seed: setting,
    top_p: setting,
  })
  .nullish()
  .catch(null);
export type RowSettings = z.infer<typeof SettingsSchema>;

const GuardrailsSchema = z
  .object({
    flagged: z.boolean().nullish(),
    flaggedInput: z.boolean().nullish(),
    flaggedOutput: z.boolean().nullish(),
    reason: text,
  })
  .nullish();

/** The API's own object, where the provider keeps it: `openai:responses` does. */
const RawSchema = z
  .object({ id: text.catch(null), model: text.catch(null) })
  .nullish()
  .catch(null);

/** Chances of what a reply decides, at the token where it decides; see src/choice/decision.ts. */
const DecisionSchema = z.object({
  options: z
    .array(z.object({ option: z.string().max(200), probability: z.number().min(0).max(1) }))
    .min(2)
    .max(9),
});

const ResponseSchema = z.object({
  /** Text, or whatever a JSON format or a tool call made of it. */
  output: z.unknown().optional(),
  error: text,
  cached: z.boolean().nullish(),
  finishReason: text,
  isRefusal: z.boolean().nullish(),
  guardrails: GuardrailsSchema,
  tokenUsage: z.object({ prompt: count, completion: count, total: count }).nullish().catch(null),
  cost: amount,
  latencyMs: amount,
  raw: RawSchema,
  metadata: z
    .looseObject({
      model: text.catch(null),
      responseId: text.catch(null),
      gyges: z
        .looseObject({
          planted: LabelSchema.optional().catch(undefined),
          decision: DecisionSchema.optional().catch(undefined),
          halt: HaltSchema.optional().catch(undefined),
          /** Nonsense here must not pass for a fresh reply. */
          replayed: z.string().min(1).max(100).optional().catch("unknown"),
        })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
export type RowResponse = z.infer<typeof ResponseSchema>;

export const RowSchema = z.object({
  error: text,
  latencyMs: amount,
  cost: amount,
  prompt: z.object({ label: text, raw: text, config: SettingsSchema }).nullish(),
  provider: z.union([z.string(), z.object({ id: z.unknown().optional(), label: text, config: SettingsSchema })]).nullish(),
  response: ResponseSchema.nullish(),
});
export type Row = z.infer<typeof RowSchema>;

/**
 * The identity of a row as beforeAll wrote it, unchecked; undefined where the row is not of a pack.
 *
 * A finished row has a test case, and only that one's copy counts: promptfoo lays a reply's metadata over the row's, so in `row.metadata`
 * a provider could put another identity in its place, or by chance anything called `gyges` into a row of the user's.
 */
export function rowIdentity(row: unknown): unknown {
  const source = at(row, "testCase") ?? row;
  return at(source, "metadata", "gyges") ?? undefined;
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (!isRecord(here) || !Object.hasOwn(here, key)) return undefined;
    here = here[key];
  }
  return here;
}
