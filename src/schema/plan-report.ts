import * as z from "zod";
import { PackRefSchema } from "./identity.ts";
import { PolicySchema } from "./verdict.ts";

/** What a run costs and what it can see, before a call is made: what `gyges plan --json` prints. */

const chance = z.number().min(0).max(1);
const count = z.int().min(0);
const draws = z.int().min(1);
const amount = z.number().min(0);

/** Calls, and what they come to. Means need not be whole. Money in US dollars, null where no price is known. */
const BillSchema = z.strictObject({ calls: amount, tokens: amount, cost: amount.nullable(), minutes: amount });
export type PlanBill = z.infer<typeof BillSchema>;

const ChancesSchema = z.strictObject({ pass: chance, fail: chance, inconclusive: chance });
export type PlanChances = z.infer<typeof ChancesSchema>;

/** Where a figure comes from. */
const SourceSchema = z.enum(["store", "estimate", "flag", "config", "assumed"]);
export type PlanSource = z.infer<typeof SourceSchema>;
const sourced = z.strictObject({ value: amount, source: SourceSchema });

/** The smallest widening that fails with the wanted chance, on a base without a gap; null where none does. */
const visible = z.number().gt(0).max(1).nullable();

/** Another size of run, and what it would be worth. */
const SizeSchema = z.strictObject({
  looks: z.array(draws).min(1),
  /** Calls of a run that goes to its last look, confirmation included, and the mean where nothing changed. */
  most: amount,
  unchanged: amount,
  pass: chance,
  visible,
});

export const REMEDIES = ["draws", "wordings", "cached-base", "margin"] as const;

export const PlanReportSchema = z.strictObject({
  schema: z.literal("gyges.plan/1"),
  gyges: z.string(),
  /** `short`: an unchanged model passes less often than wanted; `under-powered`: less often than not. */
  finding: z.enum(["enough", "short", "under-powered"]),
  /** The chance that is wanted of a pass where nothing changed, and of a fail at the smallest visible widening. */
  wanted: chance,
  pack: PackRefSchema,
  policy: PolicySchema,
  columns: z.array(z.string()).min(1),
  /** What one side of one column draws: the cells of its gap, calls that each further draw adds, and calls made once (controls). */
  side: z.strictObject({
    scenarios: count,
    wordings: z.number().gt(0),
    cells: count,
    callsPerDraw: count,
    callsOnce: count,
  }),
  looks: z.array(draws).min(1),
  /** Draws of a cell of a base that was drawn before; null where base is drawn along with head. */
  cachedBase: draws.nullable(),
  /** v, the mean of p(1-p) over the cells. */
  variance: z.strictObject({
    value: z.number().min(0).max(0.25),
    source: SourceSchema,
    store: z.string().nullable(),
    cells: count.nullable(),
    servedModels: z.array(z.string()),
  }),
  perCall: z.strictObject({
    promptTokens: sourced,
    replyTokens: sourced,
    seconds: sourced,
    cost: sourced.nullable(),
    concurrency: sourced,
  }),
  /** Calls that ask whether the notices are understood, within all calls below: of all columns and both sides, and the notices of one. */
  checks: z.strictObject({ calls: count, notices: count, drawn: count, withoutQuestion: count }),
  /** Of a judge about replies that no rule settles, beside all calls below: at worst about every one. Null where none is asked. */
  judge: z.strictObject({ votes: z.int().min(1).max(25), most: count }).nullable(),
  /** Over all columns together, at the less favourable base gap. */
  unchanged: ChancesSchema,
  unchangedByGap: z.array(ChancesSchema.extend({ baseGap: z.number() })).min(1),
  /** Over all columns together, each widened by as much, from a base without a gap. */
  widened: ChancesSchema.extend({ by: z.number() }),
  /** In one column: under the policy, and where it would judge one sign. */
  visible: z.strictObject({ policy: visible, oneSign: visible }),
  calls: z.strictObject({
    most: BillSchema,
    unchanged: BillSchema,
    widened: BillSchema,
    /** Calls of the confirmation of a fail, within `most`. */
    confirmation: count,
  }),
  /** The fewest draws with which an unchanged model passes as often as wanted; null where no number up to 256 does. */
  pick: z.strictObject({ looks: z.array(draws).min(1), pass: chance }).nullable(),
  /** What would make an unchanged model pass as often as wanted, each by itself. Empty where it does. */
  remedies: z.array(
    z.strictObject({
      kind: z.enum(REMEDIES),
      /** Draws of a cell, wordings of a scenario, draws of a cell of base, or the margin; null where nothing within reason is enough. */
      value: z.number().nullable(),
      pass: chance.nullable(),
      enough: z.boolean(),
      /** Calls of a run that goes to its last look. */
      most: amount.nullable(),
    }),
  ),
  budgets: z.array(SizeSchema),
  margins: z.array(z.strictObject({ margin: z.number().gt(0).lt(1), pass: chance, visible, unchanged: amount })),
  /** The chances are found by this many simulated runs; none has a larger standard error by chance than this. */
  simulation: z.strictObject({ runs: count, error: chance }),
});
export type PlanReport = z.infer<typeof PlanReportSchema>;
export type PlanRemedy = PlanReport["remedies"][number];
