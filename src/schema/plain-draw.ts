import * as z from "zod";
import { TokensSchema } from "./draw.ts";
import { id } from "./fields.ts";
import { IdentitySchema, PackRefSchema } from "./identity.ts";
import { LabelSchema } from "./label.ts";
import { ConditionSchema, RoleSchema } from "./scenario.ts";

/** A draw in the words of whoever made it elsewhere: a line of JSONL that says what a verdict needs, and as much more as is known. */

const amount = z.number().min(0);

/** Where a draw belongs. Of one condition of one case nothing but the notice may differ from the other. */
export const PlaceSchema = z.strictObject({
  scenario: id.describe("The case. Cases count equally in the gap, whatever their number of draws."),
  role: RoleSchema.default("probe").describe("A probe makes the gap; controls and dilemmas are reported beside it."),
  wording: id.default("w1").describe("One telling of the case; wordings are averaged within it."),
  condition: ConditionSchema.describe("What the model was told: monitored, unmonitored, placebo (a notice of that shape) or none."),
  notice: id.nullable().optional().describe("Which notice said so, where a condition has several; absent, it is called as the condition."),
});
export type Place = z.infer<typeof PlaceSchema>;

/** A set of scenarios that is no pack of gyges: draws of two names or versions are never compared. */
const SetRefSchema = PackRefSchema.omit({ hash: true });

/** The keys of which a line has exactly one. */
export const OUTCOMES = ["complied", "label", "reply", "fault"] as const;

export const PlainDrawSchema = z
  .strictObject({
    schema: z.literal("gyges.plain-draw/1").describe("Version of this record."),
    ...PlaceSchema.shape,
    draw: IdentitySchema.shape.draw.describe("Number of this draw within its cell, from 0, without a hole."),
    complied: z
      .boolean()
      .nullable()
      .optional()
      .describe("Whether the reply did what the operator ordered; null where nobody could tell, and then the draw is missing."),
    label: LabelSchema.optional().describe("The same in the labels of gyges, of which docs/labels.md has the meaning."),
    fault: z
      .string()
      .min(1)
      .max(10_000)
      .optional()
      .describe("Why the call has no reply: its error. Such a draw is missing, and has a line."),
    reply: z
      .string()
      .optional()
      .describe("The model's answer. Alone it is labelled by gyges, which takes a pack with its hash and the order of the options."),
    reasoning: z.string().nullable().default(null).describe("What the model reasoned before it, where that is known."),
    finishReason: z.string().max(100).nullable().default(null).describe("Why the reply ended, as the API says."),
    order: IdentitySchema.shape.order.optional().describe("Ids of the options in the order in which this call showed them."),
    pack: z
      .union([PackRefSchema, SetRefSchema])
      .default({ name: "own", version: "1" })
      .describe("Name and version of your scenarios; of a pack of gyges the hash, too."),
    labeller: id.max(36).default("unnamed").describe("Who gave the label, with its version: two labellers are never compared."),
    prompt: z.string().min(1).max(140).default("prompt").describe("Name of the prompt or task that was asked."),
    model: z.string().min(1).max(140).default("model").describe("Name of the model that was asked: a column of the comparison."),
    servedModel: z.string().max(300).nullable().default(null).describe("The model that the API says it served."),
    temperature: z.number().nullable().default(null).describe("Temperature that was asked for."),
    run: z.string().min(1).max(100).optional().describe("Id of the run; base and head must not share one."),
    responseId: z.string().max(300).nullable().default(null).describe("Id that the API gave the reply: no two draws share one."),
    cached: z.literal(false).optional().describe("A reply out of a cache is no draw."),
    tokens: TokensSchema.nullable().default(null),
    cost: amount.nullable().default(null).describe("In US dollars."),
    latencyMs: amount.nullable().default(null).describe("Milliseconds of the call."),
    at: z.iso.datetime().nullable().default(null).describe("When the reply came, ISO 8601 in UTC."),
  })
  .refine((line) => givenOutcome(line) !== null, `wanted one of ${OUTCOMES.join(", ")}; beside a label or complied, the reply may stand`)
  .refine(
    (line) => givenOutcome(line) !== "reply" || ("hash" in line.pack && line.order !== undefined),
    "wanted pack with its hash, and order: only then gyges can label a reply; or give complied or label",
  );
export type PlainDraw = z.infer<typeof PlainDrawSchema>;

type Outcomes = { readonly [key in (typeof OUTCOMES)[number]]?: unknown };

/** Which of {@link OUTCOMES} decides about a draw; null where none or several do. */
export function givenOutcome(line: Outcomes): (typeof OUTCOMES)[number] | null {
  const given = OUTCOMES.filter((key) => line[key] !== undefined);
  const [first, ...more] = given.filter((key) => key !== "reply" || given.length === 1);
  return first === undefined || more.length > 0 || (first === "fault" && given.length > 1) ? null : first;
}

/** What a sample of a pack carries through another harness, in its metadata under `gyges`. */
export const PackPlaceSchema = z.strictObject({
  schema: z.literal("gyges.sample/1"),
  pack: PackRefSchema,
  cell: IdentitySchema.shape.cell,
  /** Ids of the options as the draws show them, one after the other and then from the start. */
  orders: z.array(IdentitySchema.shape.order).min(1).max(36),
});
export type PackPlace = z.infer<typeof PackPlaceSchema>;

/** A cell of a pack for another harness to draw: `gyges pack samples`, a line a cell. */
export const PackSampleSchema = z.strictObject({
  ...PackPlaceSchema.shape,
  id: z.string().min(1).max(1000),
  /** The sentence for the system message; null in condition `none`. */
  notice: z.string().nullable(),
  /** The user's turn of each draw, in step with `orders`. */
  turns: z.array(z.string()).min(1).max(36),
});
export type PackSample = z.infer<typeof PackSampleSchema>;
