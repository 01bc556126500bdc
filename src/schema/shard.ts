import * as z from "zod";
import { ANSWERS, CheckedConditionSchema } from "./check.ts";
import { AppliedSchema } from "./draw.ts";
import { id, pairName } from "./fields.ts";
import { CellSchema, PlanRefSchema, SideSchema } from "./identity.ts";
import { LabelCalibrationSchema } from "./label-calibration.ts";
import { PackOutlineSchema } from "./pack-outline.ts";
import { FAIL_ON, type VerdictKind, VerdictSchema } from "./verdict.ts";

/** What one part of a run hands on to whoever judges the whole: `gyges-shard.json`. Counts, codes and ids; no word of a model, of a prompt or of a pack. */

/** A matrix on GitHub has at most so many jobs. */
const MOST_SHARDS = 256;

const place = z.int("wanted a whole number").min(1, "wanted a number from 1 on").max(MOST_SHARDS, `wanted at most ${MOST_SHARDS} parts`);

/** Which part of how many. */
export const ShardRefSchema = z
  .strictObject({ number: place, of: place })
  .refine(({ number, of }) => number <= of, { path: ["number"], message: "wanted a part from 1 to all of them" });
export type ShardRef = z.infer<typeof ShardRefSchema>;

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const CellDrawsSchema = z.strictObject({
  cell: CellSchema,
  /** Code of each draw (src/estimate/draw-code.ts) in the place of its number. */
  codes: z
    .array(
      z
        .int()
        .min(1)
        .max(2 ** 31 - 1),
    )
    .min(1)
    .max(1000),
  /** What the codes refer to by place: ids of options, and orders of them with a bar between. */
  choices: z.array(id).max(15),
  orders: z.array(z.string().regex(/^[\w.:@/+-]{1,200}(?:\|[\w.:@/+-]{1,200}){1,8}$/)).max(31),
  /** Of a simulated model: draws by "planted label, label read". */
  planted: z.record(z.string().max(100), z.int().min(1)).optional(),
});
export type CellDraws = z.infer<typeof CellDrawsSchema>;

/** The draws of one column of one side. */
const ShardColumnSchema = z.strictObject({
  side: SideSchema,
  pair: pairName,
  cells: z.array(CellDrawsSchema).min(1).max(100_000),
  servedModels: z.array(z.string().max(300)).max(1000),
  transformed: z.boolean(),
  appliedTemperature: AppliedSchema,
});
export type ShardColumn = z.infer<typeof ShardColumnSchema>;

/** What a column answered to one question about a notice. */
const ShardAnswerSchema = z.strictObject({
  side: SideSchema,
  pair: pairName,
  scenario: id,
  notice: id,
  condition: CheckedConditionSchema,
  /** The answer that was shown first. */
  first: z.enum(ANSWERS),
  /** Null where the reply gave neither, or both, or none came. */
  answer: z.enum(ANSWERS).nullable(),
  replied: z.boolean(),
});
export type ShardAnswer = z.infer<typeof ShardAnswerSchema>;

const ShardDrawsSchema = z.strictObject({
  /** Hashes of what the run and its sides send, circumstances included: parts of one run have the same. */
  fingerprint: z.string().min(1).max(200),
  sides: z.strictObject({ base: hash, head: hash }),
  /** Of the whole run, with one look. */
  plan: PlanRefSchema,
  /** Hash over the keys of one side's draws in this part, as the plan's id is over all of them. */
  part: z.strictObject({ id: z.string().regex(/^[0-9a-f]{16}$/), size: z.int().min(1) }),
  /** The matched columns. */
  pairs: z.array(pairName).min(1).max(1000),
  /** The provider that each of them asks for on either side: where it is one, and two models answered, an alias has moved on. */
  providers: z.array(z.strictObject({ base: z.string().max(1000), head: z.string().max(1000) })).max(1000),
  /** Version of the labeller that wrote the labels. */
  labeller: z.string().min(1).max(40),
  /** Questions about notices that the whole run puts to each column of a side; one part puts them all. */
  questions: z.int().min(0).max(10_000),
  full: z.boolean(),
  labelCalibration: LabelCalibrationSchema.nullable(),
  pack: PackOutlineSchema,
  simulated: z.strictObject({ base: z.boolean(), head: z.boolean() }),
  columns: z.array(ShardColumnSchema).min(2).max(2000),
  answers: z.array(ShardAnswerSchema).max(10_000),
  /** Hashes of the replies' ids: one id in two parts is one reply counted twice. */
  replies: z.array(z.string().regex(/^[0-9a-f]{16}$/)).max(1_000_000),
});
export type ShardDraws = z.infer<typeof ShardDrawsSchema>;

/** Why a part that has drawn gives no verdict. */
export const SHARD_REASON = "shard";

/** How a run can end before its first draw. */
const ENDED: ReadonlySet<VerdictKind> = new Set<VerdictKind>(["unchanged", "no-baseline", "skipped", "error"]);

export const ShardFileSchema = z
  .strictObject({
    schema: z.literal("gyges.shard/1"),
    /** Version of gyges: parts of two versions are never joined. */
    gyges: z.string().min(1).max(40),
    shard: ShardRefSchema,
    /** What the part says of itself: its policy, its pack, its findings and its bill; the verdict where it ended without a draw. */
    verdict: VerdictSchema,
    /** Verdicts that turn the job red beside fail and error, as the shard's own step names them: whoever judges the whole adds them to its own. */
    failOn: z.array(z.enum(FAIL_ON)).max(FAIL_ON.length),
    /** Null where it ended without its draws: nothing to compare, or an error. */
    drawn: ShardDrawsSchema.nullable(),
  })
  .refine(({ verdict: { pairs } }) => pairs.length === 0, "wanted a part, which judges no pair")
  .refine(
    ({ verdict: { verdict, reasons }, drawn }) =>
      drawn === null ? ENDED.has(verdict) && reasons[0]?.code !== SHARD_REASON : verdict === "skipped" && reasons[0]?.code === SHARD_REASON,
    "wanted the draws of a part, or how it ended without them",
  );
export type ShardFile = z.infer<typeof ShardFileSchema>;

/** `part 3 of 8` */
export function partName({ number, of }: ShardRef): string {
  return `part ${number} of ${of}`;
}
