import * as z from "zod";

/** Money between `gyges run` and its promptfoo children, in US dollars. */

const amount = z.number().min(0);

const PriceSchema = z.strictObject({ input: amount, output: amount });

/** What a child may spend, and what each of its providers charges a token, by label. */
export const BudgetSchema = z.strictObject({ left: amount, prices: z.record(z.string(), PriceSchema) });
export type Budget = z.infer<typeof BudgetSchema>;

/** What became of it: what was paid or may be billed, and whether a request was kept back. */
export const SpentSchema = z.strictObject({
  spent: amount,
  stopped: z.boolean(),
  /** The most that one request might have taken. */
  worst: amount,
  /** Requests that were paid at their worst, since nobody said what they took. */
  guessed: z.int().min(0),
});
export type Spent = z.infer<typeof SpentSchema>;

/** Names the file that tells a child which is no run of its own what to do with money: ask prices, or keep a judge within its budget. */
export const MONEY_VARIABLE = "GYGES_MONEY";

export const MoneyTaskSchema = z.discriminatedUnion("task", [
  z.strictObject({ task: z.literal("prices"), result: z.string() }),
  z.strictObject({ task: z.literal("budget"), budget: BudgetSchema, result: z.string() }),
]);
export type MoneyTask = z.infer<typeof MoneyTaskSchema>;

/** What a provider charges and whether its requests have a bound, as promptfoo itself has it; or why that is not known. */
const AskedPriceSchema = z.union([
  /** `replyTokens`: the most that a reply can take, by the limit that the request sets. */
  z.strictObject({ label: z.string(), price: PriceSchema, replyTokens: amount.nullable() }),
  z.strictObject({ label: z.string(), unknown: z.string().max(600) }),
]);
export type AskedPrice = z.infer<typeof AskedPriceSchema>;
export const AskedPricesSchema = z.strictObject({ prices: z.array(AskedPriceSchema) });
