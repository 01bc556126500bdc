import * as z from "zod";

/**
 * Why a provider of gyges gives no reply although nothing went wrong with the model: the run must stop, and nothing is missing. Stands in
 * `metadata.gyges.halt` of a response, beside an error of the same words for whoever reads promptfoo alone.
 */
const HALTS = [
  "batch-pending",
  "batch-unclear",
  "batch-refused",
  "batch-gathered",
  "replay-refused",
  "replayed",
  "unreachable",
  "budget",
] as const;

export const HaltSchema = z.strictObject({ kind: z.enum(HALTS), text: z.string().min(1).max(600) });
export type Halt = z.infer<typeof HaltSchema>;
