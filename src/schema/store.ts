import * as z from "zod";
import { CheckAnswerSchema, type CheckAnswer } from "./check.ts";
import { DrawSchema, type Draw } from "./draw.ts";
import { pairName } from "./fields.ts";
import { drawKey, PackRefSchema, PlanRefSchema, SideSchema, type Side } from "./identity.ts";
import { LabellingSchema } from "./label.ts";
import { ShardRefSchema } from "./shard.ts";
import { PolicySchema, VerdictKindSchema } from "./verdict.ts";

/** The store: a run's own file of draws, one JSON record a line, the header first. */

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** As it was when the store was written: before the manipulation check was there, nobody had to ask. */
const StoredPolicySchema = PolicySchema.extend({ manipulationCheck: PolicySchema.shape.manipulationCheck.unwrap().default("off") });

export const StoreHeaderSchema = z.strictObject({
  record: z.literal("header"),
  schema: z.literal("gyges.store/1"),
  /** Id of the run that created the file. */
  run: z.string().min(1).max(100),
  /** Version of gyges that created it. */
  gyges: z.string().min(1).max(40),
  /** Hash over everything that shapes a request: prompts, providers, settings. A resume with another one is another run. */
  fingerprint: z.string().min(1).max(200),
  pack: PackRefSchema,
  plan: PlanRefSchema,
  /** The matched columns that the run draws. Empty where the run learns them only from its rows. */
  pairs: z.array(pairName).max(1000),
  /** Hash of what each side sends, circumstances included: a later run finds by it whose draws may stand in for its base. */
  sides: z.strictObject({ base: hash, head: hash }).optional(),
  /** Names of the pairs' columns on either side, in the order of `pairs`. */
  columns: z.strictObject({ base: z.array(z.string().max(300)), head: z.array(z.string().max(300)) }).optional(),
  /** Hash of the draws of an earlier run that stand in for base at every look; absent where base is drawn here. */
  cachedBase: hash.optional(),
  /** What the run judges by: chosen before the first look. Stores of early versions do not say. */
  policy: StoredPolicySchema.optional(),
  /** Labeller of a run whose judge reads what no rule settles: its draws are of this one, the rules and the judge together. */
  judge: z.string().min(1).max(40).optional(),
  /** Questions about notices that each column is asked, on either side; absent where none is. */
  checks: z.int().min(1).max(10_000).optional(),
  /** Which part of the plan the run draws; absent where it draws all of it. */
  shard: ShardRefSchema.optional(),
  kind: z.enum(["run", "eval"]),
  createdAt: z.iso.datetime(),
});
export type StoreHeader = z.infer<typeof StoreHeaderSchema>;

/** What a judge made of a draw above that no rule had settled. The draw keeps its line; who reads it takes the label from here. */
const RelabelledSchema = z.strictObject({
  record: z.literal("relabelled"),
  pair: pairName,
  side: SideSchema.nullable(),
  /** As `drawKey` has it. */
  key: z.string().min(1).max(1000),
  labelling: LabellingSchema,
});

/** A call that is about to be made: of a draw, by `storeKey`, or of a question about a notice, by `checkKey`. Its own line follows when it is answered. */
const SentSchema = z.strictObject({ record: z.literal("sent"), call: z.string().min(1).max(4000) });
/** It was held back after all, and nothing went out. */
const UnsentSchema = SentSchema.extend({ record: z.literal("unsent") });

/** Calls of a judge, which are part of the bill; null where the provider does not say. */
const AskedSchema = z.strictObject({
  record: z.literal("asked"),
  calls: z.int().min(0),
  cost: z.number().min(0).nullable(),
  tokens: z.int().min(0).nullable(),
});
export type Asked = Omit<z.infer<typeof AskedSchema>, "record">;

const FinishedSchema = z.strictObject({ record: z.literal("finished"), draws: z.int().min(0) });
/** A look was taken on the draws above and did not end the run: a fault among them is a missing draw from now on. */
const LookedSchema = z.strictObject({ record: z.literal("looked"), draws: z.int().min(0) });
const JudgedSchema = z.strictObject({
  record: z.literal("judged"),
  draws: z.int().min(0),
  verdict: VerdictKindSchema,
  /** What it was judged by. Stores of early versions do not say. */
  policy: StoredPolicySchema.optional(),
});
export type Judged = Pick<z.infer<typeof JudgedSchema>, "draws" | "verdict" | "policy">;

/**
 * Ends a stored base: a store whose draws stand in for base in later runs. Its hash is over every byte above, so that a torn or an edited file is
 * told; it is no signature, and whoever can write the folder can write it too.
 */
export const BaselineSealSchema = z.strictObject({
  record: z.literal("baseline"),
  schema: z.literal("gyges.baseline/1"),
  /** What base sends, and how it was drawn: a later run finds the file by it. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  /** When its oldest draw was made. */
  drawnAt: z.iso.datetime(),
  sha256: hash,
});
export type BaselineSeal = z.infer<typeof BaselineSealSchema>;

export const StoreRecordSchema = z.discriminatedUnion("record", [
  StoreHeaderSchema,
  z.strictObject({ record: z.literal("draw"), draw: DrawSchema }),
  /** What a column answered about a notice. It is no draw and counts as none. */
  z.strictObject({ record: z.literal("check"), check: CheckAnswerSchema }),
  SentSchema,
  UnsentSchema,
  RelabelledSchema,
  AskedSchema,
  FinishedSchema,
  LookedSchema,
  JudgedSchema,
  BaselineSealSchema,
]);
export type StoreRecord = z.infer<typeof StoreRecordSchema>;

/** What a store holds once its records are folded together. */
export interface StoreContents {
  readonly header: StoreHeader;
  /**
   * In the order of their first appearance; a retry after a fault stands where the fault stood. In the store of a run with a judge they
   * carry the judge's label where it has read them; those that wait for it are still of the rules alone.
   */
  readonly draws: readonly Draw[];
  /** Answers to the questions about the notices. */
  readonly checks: readonly CheckAnswer[];
  /** Calls of the judge so far; absent for a run without one. */
  readonly asked?: Asked;
  /** True where nothing was drawn after the last `finished` record. */
  readonly finished: boolean;
  /** How many of the first draws a look was taken on. */
  readonly looked: number;
  /** The last verdict, how many draws it was given on, and by what policy. */
  readonly judged: Judged | null;
  /**
   * Calls that were about to be made and of which nothing came: under way, or lost with a process that died. They may be paid for. In a finished store
   * they were made once more.
   */
  readonly unanswered: number;
  /** True where the last record is half written: the process was killed while it wrote. */
  readonly torn: boolean;
}

/** One string for a draw within a store: its column, its side and its planned place. */
export function storeKey(pair: string, side: Side | null, key: string): string {
  return JSON.stringify([pair, side, key]);
}

/** The {@link storeKey} of a draw. */
export function keyOfDraw(draw: Pick<Draw, "pair" | "side" | "identity">): string {
  return storeKey(draw.pair, draw.side, drawKey(draw.identity));
}
