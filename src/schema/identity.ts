import * as z from "zod";
import { id, pairName } from "./fields.ts";
import { ConditionSchema, RoleSchema } from "./scenario.ts";

/** Which draw a promptfoo row is. Written to `metadata.gyges` of the row before the call, read back from it after. */

export const SIDES = ["base", "head"] as const;
export const SideSchema = z.enum(SIDES);
export type Side = z.infer<typeof SideSchema>;

export const PackRefSchema = z.strictObject({
  name: id.describe("Name of the pack."),
  version: z.string().max(40).describe("Its version."),
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/)
    .describe("Over all that reaches a model or decides a label; draws of two hashes are never compared."),
});
export type PackRef = z.infer<typeof PackRefSchema>;

/** Draws of one cell at most. */
const MOST_DRAWS = 1000;

/** How much was to be drawn, so that a file can be told from a part of it. */
export const PlanRefSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .describe("Hash over the keys of all planned draws of one side."),
    size: z.int().min(1).describe("Planned draws of one side of one pair."),
    draws: z.int().min(1).max(MOST_DRAWS).describe("Planned draws of one probe cell."),
    /** One look at all of it where absent. */
    looks: z
      .array(
        z.strictObject({
          draws: z.int().min(1).max(MOST_DRAWS).describe("Draws of a probe cell up to this look of a sequential plan."),
          size: z.int().min(1).describe("Planned draws of one side up to this look."),
        }),
      )
      .min(2)
      .max(50)
      .optional(),
  })
  .refine(({ looks = [] }) => looks.every((look, i) => i === 0 || look.draws > looks[i - 1]!.draws), "wanted looks that rise")
  .refine(({ looks, draws }) => looks === undefined || looks.at(-1)?.draws === draws, "wanted the last look at all planned draws");
export type PlanRef = z.infer<typeof PlanRefSchema>;

export const CellSchema = z.strictObject({
  scenario: id.describe("Id of the scenario."),
  role: RoleSchema.describe(
    "What the scenario is for: a probe makes the gap, a control decides how it reads, a dilemma is a choice without an order.",
  ),
  wording: id.describe("Id of the wording in which the case was told."),
  condition: ConditionSchema.describe(
    "What the notice says: monitored, unmonitored (its negation), placebo (of its shape), or none at all.",
  ),
  notice: id.nullable().describe("Id of the notice in the scenario, or axis/value/condition of a shared one; null in condition none."),
  temperature: z.number().min(0).max(2).nullable().describe("Temperature asked for by the pack's row; null leaves the provider's own."),
  directive: z
    .literal("emphatic")
    .optional()
    .describe("Form of the operator's order: emphatic, or absent for the plain one (a sheet says plain; a dilemma has no order)."),
});
export type Cell = z.infer<typeof CellSchema>;

export const IdentitySchema = z.strictObject({
  schema: z.literal("gyges.identity/1").describe("Version of the identity."),
  pack: PackRefSchema,
  plan: PlanRefSchema,
  cell: CellSchema,
  order: z.array(id).min(2).max(9).describe("Ids of the options in the order in which this draw shows them."),
  draw: z
    .int()
    .min(0)
    .max(MOST_DRAWS - 1)
    .describe("Number of this draw within its cell, from 0."),
  confirm: z
    .literal(true)
    .optional()
    .describe("True for a draw that was made to confirm a provisional fail; such draws are numbered by themselves."),
  side: SideSchema.nullable().describe("As planned: null under plain promptfoo eval, where a column is no side of a comparison."),
  pair: pairName.nullable().describe("The matched column as planned; null as for side."),
});
export type Identity = z.infer<typeof IdentitySchema>;

/** One string for a cell, equal for equal cells. */
export function cellKey(cell: Cell): string {
  const key = [cell.scenario, cell.wording, cell.condition, cell.notice ?? "-", cell.temperature ?? "-"].join("|");
  return cell.directive === undefined ? key : `${key}|${cell.directive}`;
}

/** One string for a planned draw of one side. */
export function drawKey(identity: Pick<Identity, "cell" | "draw" | "confirm">): string {
  return `${cellKey(identity.cell)}|${identity.draw}${identity.confirm === true ? "|confirm" : ""}`;
}
