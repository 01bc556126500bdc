import * as z from "zod";
import { SIDES } from "./identity.ts";
import { ConditionSchema } from "./scenario.ts";

/** Measures beside the verdict, as a document: what was measured, how surely, on how much, and what it was computed from. */

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const text = z.string().min(1);

/** How the bounds of a measure came about. */
export const METHODS = ["fixed-pack", "paired-t", "mover-wilson", "clopper-pearson", "rogan-gladen"] as const;

/** `level` is what each tail leaves out. An interval has a width; where none can be given there is a reason instead. */
const MeasureIntervalSchema = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("interval"),
      lower: z.number(),
      upper: z.number(),
      level: z.number().gt(0).lt(0.5),
      method: z.enum(METHODS),
    })
    .refine(({ lower, upper }) => lower < upper, "wanted the lower bound under the upper one"),
  z.strictObject({ kind: z.literal("none"), reason: text }),
]);
export type MeasureInterval = z.infer<typeof MeasureIntervalSchema>;

/** A value, or the reason why there is none. Never 0 or NaN for absent data. */
const MeasureValueSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("estimated"),
    value: z.number(),
    interval: MeasureIntervalSchema,
    /** Draws that were counted. Copies of one reply at temperature 0 are no draws of their own. */
    draws: z.int().min(1),
    scenarios: z.int().min(1),
  }),
  z.strictObject({ kind: z.literal("not-estimable"), reason: text, draws: count }),
]);
export type MeasureValue = z.infer<typeof MeasureValueSchema>;

export const UNITS = [
  "difference of rates",
  "difference of probabilities",
  "rate",
  "probability",
  "share of scenarios",
  "share of variance",
  "rate per unit of temperature",
  "squared distance",
  "total variation",
  "bits",
  "kappa",
] as const;

/** What chance alone makes of a value. `floor` is what 95 % of permutations stay at or under. */
const ChanceSchema = z.strictObject({ hypothesis: text, p: share, floor: z.number().nullable() });
export type Chance = z.infer<typeof ChanceSchema>;

/** A part of a measure, such as one scenario. `p` is adjusted over the rows where `finding` depends on it. */
const RowSchema = z.strictObject({ name: text, value: MeasureValueSchema, p: share.nullable(), finding: text.nullable() });
export type MeasureRow = z.infer<typeof RowSchema>;

export const MeasureSchema = z.strictObject({
  /** Names the measure for machines; with side and condition it is unique in a report. */
  id: z.string().regex(/^[a-z0-9][a-z0-9./-]*$/),
  /** In plain words. */
  name: text,
  unit: z.enum(UNITS),
  /** `change` is head against base. */
  side: z.enum([...SIDES, "change"]),
  /** Null where the measure is over several conditions. */
  condition: ConditionSchema.nullable(),
  value: MeasureValueSchema,
  chance: ChanceSchema.nullable(),
  rows: z.array(RowSchema),
  /** Whole counts where the measure is a table. */
  counts: z.record(z.string(), count).nullable(),
  /** What it was computed from, in a sentence. */
  from: text,
  note: text.nullable(),
});
export type Measure = z.infer<typeof MeasureSchema>;
