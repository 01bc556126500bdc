import * as z from "zod";
import { BudgetSchema, SpentSchema } from "./budget.ts";
import { CheckRowSchema } from "./check.ts";
import { StoreHeaderSchema } from "./store.ts";

/**
 * What `gyges run` hands to the extension inside its promptfoo child: one JSON file, named by an environment variable. The plan of a sealed
 * pack comes through an open descriptor in its place, since its rows hold the pack's text.
 */

export const PLAN_VARIABLE = "GYGES_RUN_PLAN";
export const PLAN_DESCRIPTOR = 3;
/** Stands in the variable where the plan comes through {@link PLAN_DESCRIPTOR}. */
export const PLAN_HANDED = `fd:${PLAN_DESCRIPTOR}`;

export const PlanFileSchema = z.strictObject({
  schema: z.literal("gyges.run-plan/1"),
  /** Process that waits for this run. Without it nobody reads the draws, so the child stops paying for them. */
  parent: z.int(),
  store: z.string(),
  header: StoreHeaderSchema,
  /** Name or absolute folder of the pack; of a sealed one its files. */
  pack: z.union([z.string(), z.array(z.strictObject({ path: z.string(), text: z.string() }))]),
  /** True where the store must not keep what may hold the pack's text. */
  withhold: z.boolean(),
  transformed: z.boolean(),
  /** Whether a provider is believed that says how likely its draws were to comply. */
  softDraws: z.literal(true).optional(),
  /** promptfoo test cases in the order of the calls. */
  rows: z.array(z.looseObject({ metadata: z.looseObject({ gyges: z.unknown() }) })),
  /** Rows that ask whether the notices are understood; they come first. */
  checks: z.array(z.looseObject({ metadata: z.looseObject({ gyges: CheckRowSchema }) })),
  /** What its calls may cost; absent where nobody bounds it. */
  budget: BudgetSchema.optional(),
  /** Where the extension writes how it ended. */
  status: z.string(),
});
export type PlanFile = z.infer<typeof PlanFileSchema>;

export const RunStatusSchema = z.strictObject({
  schema: z.literal("gyges.run-status/1"),
  finished: z.boolean(),
  /** Sentences about what went wrong; none on a good run. */
  faults: z.array(z.string()),
  /** What was spent of the budget; absent where there is none, and where the child never came so far. */
  money: SpentSchema.optional(),
});
export type RunStatus = z.infer<typeof RunStatusSchema>;
