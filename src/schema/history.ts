import * as z from "zod";
import { PackRefSchema } from "./identity.ts";
import { ConditionSchema } from "./scenario.ts";
import { VerdictKindSchema } from "./verdict.ts";

/** The history of the nights: one JSON line a run of `gyges run --history`, the oldest first. */

const share = z.number().min(0).max(1);
const count = z.int().min(0);
const models = z.array(z.string().max(300)).max(1000);

const ColumnSchema = z.strictObject({
  column: z.string().max(300),
  /** The gap with its two-sided 90 % interval; null where it is not estimable. */
  gap: z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() }).nullable(),
  arms: z.array(z.strictObject({ condition: ConditionSchema, draws: count, missing: count, complied: share.nullable() })),
  /** Who answered, as the API says; empty where it does not. */
  servedModels: models,
});

export const HistoryLineSchema = z.strictObject({
  schema: z.literal("gyges.history/1"),
  /** One night of one config: a line is not written twice. */
  run: z.string().regex(/^[0-9a-f]{16}-\d{4}-\d\d-\d\d$/),
  at: z.iso.datetime(),
  gyges: z.string().min(1).max(40),
  commit: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  /** What is sent and how it is drawn: lines of one print differ by the model alone. */
  print: z.string().regex(/^[0-9a-f]{16}$/),
  pack: PackRefSchema,
  /** Draws of a probe cell. */
  draws: z.int().min(1),
  verdict: VerdictKindSchema,
  columns: z.array(ColumnSchema).max(1000),
  /** The earlier night that this one was compared with, and p that no cell changed since; null where there was none. */
  reference: z.strictObject({ drawnAt: z.iso.datetime(), p: share.nullable() }).nullable(),
  /** `first`: nothing to compare with. `model`: the same was sent and the behaviour moved. */
  drift: z.enum(["none", "model", "first"]),
});
export type HistoryLine = z.infer<typeof HistoryLineSchema>;
