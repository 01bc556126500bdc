import * as z from "zod";

/** A base that was drawn by an earlier run and stands in for this one's. */
export const StoredBaseSchema = z.strictObject({
  /** Sixteen hex digits over what base sends and how it was drawn. */
  key: z.string(),
  /** Of its oldest draw. */
  drawnAt: z.iso.datetime(),
  ageSeconds: z.int().min(0),
  /** Base cells drawn anew to see whether the model moved meanwhile; null where the stored base was too young to ask. */
  canary: z.strictObject({ cells: z.int().min(0), draws: z.int().min(0), p: z.number().min(0).max(1) }).nullable(),
});
export type StoredBase = z.infer<typeof StoredBaseSchema>;
