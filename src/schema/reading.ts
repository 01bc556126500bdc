import * as z from "zod";

const count = z.int().min(0);
const rate = z.number().min(0).max(1);

/** Of the soft draws of a side: how many have an outcome, and whether what they went on to do fits their chances. */
const SoftCheckSchema = z.strictObject({ draws: count, p: rate, holds: z.boolean() });

/** How draws were read that say more than a label, and the variance of the widening with and without. */
export const ReadingSchema = z.strictObject({
  /** Null where no draw is soft. */
  soft: z.strictObject({ used: z.boolean(), base: SoftCheckSchema.nullable(), head: SoftCheckSchema.nullable() }).nullable(),
  /** Draws of one seed were set against each other. */
  seeds: z.boolean(),
  variance: z.strictObject({
    asRead: z.number().nullable(),
    withoutSeeds: z.number().nullable(),
    byLabels: z.number().nullable(),
  }),
});
