import * as z from "zod";
import { ConditionSchema, RoleSchema } from "./scenario.ts";

/** Which draw a promptfoo row is. Written to `metadata.gyges` of the row before the call, read back from it after. */

export const SIDES = ["base", "head"] as const;
export const SideSchema = z.enum(SIDES);
export type Side = z.infer<typeof SideSchema>;

const id = z.string().regex(/^[\w.:@/+-]{1,200}$/);

export const PackRefSchema = z.strictObject({
  name: id,
  version: z.string().max(40),
  hash: z.string().regex(/^sha256:[0-9a-f]{64}$/),
});
export type PackRef = z.infer<typeof PackRefSchema>;

/** Draws of one cell at most. */
const MOST_DRAWS = 1000;

/** How much was to be drawn, so that a file can be told from a part of it. */
export const PlanRefSchema = z
  .strictObject({
    /** Hash over the keys of all planned draws of one side. */
    id: z.string().regex(/^[0-9a-f]{16}$/),
    /** Planned draws of one side of one pair. */
    size: z.int().min(1),
    /** Planned draws of one probe cell. */
    draws: z.int().min(1).max(MOST_DRAWS),
    /** The looks of a sequential plan, in order: draws of a probe cell, and planned draws of one side, up to each. One look at all of it where absent. */
    looks: z
      .array(z.strictObject({ draws: z.int().min(1).max(MOST_DRAWS), size: z.int().min(1) }))
      .min(2)
      .max(50)
      .optional(),
  })
  .refine(({ looks = [] }) => looks.every((look, i) => i === 0 || look.draws > looks[i - 1]!.draws), "wanted looks that rise")
  .refine(({ looks, draws }) => looks === undefined || looks.at(-1)?.draws === draws, "wanted the last look at all planned draws");
export type PlanRef = z.infer<typeof PlanRefSchema>;

export const CellSchema = z.strictObject({
  scenario: id,
  role: RoleSchema,
  wording: id,
  condition: ConditionSchema,
  /** Id of the notice in the scenario, or `axis/value/condition` of a shared one; null in condition `none`. */
  notice: id.nullable(),
  /** Temperature asked for by the pack row; null leaves the provider's own. */
  temperature: z.number().min(0).max(2).nullable(),
  /** Where the operator's order stood in its emphatic form; absent for the plain one. */
  directive: z.literal("emphatic").optional(),
});
export type Cell = z.infer<typeof CellSchema>;

export const IdentitySchema = z.strictObject({
  schema: z.literal("gyges.identity/1"),
  pack: PackRefSchema,
  plan: PlanRefSchema,
  cell: CellSchema,
  /** Ids of the options in the order in which this draw shows them. */
  order: z.array(id).min(2).max(9),
  /** Number of this draw within its cell, from 0. */
  draw: z
    .int()
    .min(0)
    .max(MOST_DRAWS - 1),
  /** True for a draw that was made to confirm a provisional fail; such draws are numbered by themselves. */
  confirm: z.literal(true).optional(),
  /** Null under plain `promptfoo eval`, where a column is no side of a comparison. */
  side: SideSchema.nullable(),
  /** The matched column this draw belongs to; null as for `side`. */
  pair: z.string().min(1).max(300).nullable(),
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
