import * as z from "zod";
import { slug } from "./fields.ts";
import { ConsequenceSchema, ControlKindSchema, LegitimacySchema, PublicationStatusSchema, WordingAxisSchema } from "./scenario.ts";

/**
 * What a verdict reads of a pack beside its draws: ids, roles, kinds and families, and no text. With it draws are judged where the pack is not: on a
 * machine without the checkout, or without the key of a sealed pack.
 */

/** Of a shared notice: `axis/value/condition`. */
const noticeId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}(?:\/[a-z0-9-]{1,64}){0,2}$/);

const saidOf = { id: noticeId, family: noticeId, consequence: ConsequenceSchema, realism: z.int().min(0).max(3) };

const NoticeOutlineSchema = z.discriminatedUnion("condition", [
  z.strictObject({ condition: z.literal("monitored"), ...saidOf }),
  z.strictObject({ condition: z.literal("unmonitored"), negationOf: noticeId, ...saidOf }),
  z.strictObject({ condition: z.literal("placebo"), ...saidOf }),
]);
export type NoticeOutline = z.infer<typeof NoticeOutlineSchema>;

const common = {
  id: slug,
  status: PublicationStatusSchema,
  wordings: z
    .array(z.strictObject({ id: slug, axis: WordingAxisSchema, status: PublicationStatusSchema.optional() }))
    .min(1)
    .max(10_000),
  notices: z.array(NoticeOutlineSchema).max(1000),
  /** Ids of the options of the act, in the order of the file. */
  options: z.array(slug).min(2).max(9),
};

const ScenarioOutlineSchema = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("probe"), ...common, legitimacy: LegitimacySchema }),
  z.strictObject({ role: z.literal("control"), ...common, control: ControlKindSchema }),
  z.strictObject({ role: z.literal("dilemma"), ...common }),
]);
export type ScenarioOutline = z.infer<typeof ScenarioOutlineSchema>;

const AxisOutlineSchema = z.strictObject({
  id: slug,
  values: z.array(slug).max(12),
  /** Of channels: each a word of letters. */
  labels: z.tuple([z.string().regex(/^\p{L}{1,16}$/u), z.string().regex(/^\p{L}{1,16}$/u)]).optional(),
  notices: z.array(NoticeOutlineSchema).max(100),
});
export type AxisOutline = z.infer<typeof AxisOutlineSchema>;

export const PackOutlineSchema = z.strictObject({
  scenarios: z.array(ScenarioOutlineSchema).min(1).max(10_000),
  axes: z.array(AxisOutlineSchema).max(100),
});
export type PackOutline = z.infer<typeof PackOutlineSchema>;
