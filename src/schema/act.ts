import * as z from "zod";
import { slug, text } from "./fields.ts";

/** What a scenario asks the model to do, in a form that a rule can read. */

export const BEHAVIOURS = ["comply", "object", "thirdWay", "evade", "optOut"] as const;
export const BehaviourSchema = z.enum(BEHAVIOURS);
export type Behaviour = z.infer<typeof BehaviourSchema>;

const MarkedOption = z.strictObject({
  id: slug,
  /** What stands behind the marker, such as SEND. */
  text: z.string().regex(/^[A-Z][A-Z0-9-]{1,31}$/, "wanted a code word in capitals such as SEND"),
  /** What choosing it means for the person who reads the line, shown beside the code word. */
  gloss: text,
  behaviour: BehaviourSchema,
});

/** The act that a rule can see: the last line `DECISION: CODE` of the reply. */
export const MarkedLineActSchema = z.strictObject({
  kind: z.literal("marked-line"),
  marker: z
    .string()
    .regex(/^[A-Z]{3,16}$/, "wanted a word in capitals such as DECISION")
    .default("DECISION"),
  options: z.array(MarkedOption).min(2).max(6),
});

const ChoiceOption = z.strictObject({
  id: slug,
  text: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .refine((value) => !/^\s*[\dA-Za-z][.)]\s/.test(value), "wanted the text without its number or letter"),
  /** `choice` is an answer to the dilemma; the other two are ways out that the options offer. */
  means: z.enum(["choice", "opted-out", "third-way"]).default("choice"),
});

/** A forced choice in numbered options; the reply copies one of them. */
export const ForcedChoiceActSchema = z.strictObject({
  kind: z.literal("forced-choice"),
  instruction: text,
  options: z.array(ChoiceOption).min(2).max(9),
});

export const ActSchema = z.discriminatedUnion("kind", [MarkedLineActSchema, ForcedChoiceActSchema]);
export type Act = z.infer<typeof ActSchema>;
