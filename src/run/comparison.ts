import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type CheckPlan, NO_CHECKS } from "../scenario/plan-checks.ts";
import { packRef, planConfirmation, planDraws, type PlannedDraw, type PlanOptions } from "../scenario/plan.ts";
import { ORDER_SEED, shuffled } from "../scenario/shuffle.ts";
import { budgetOf, type RunBudget } from "../money/run-budget.ts";
import { SIDES, type PlanRef, type Side } from "../schema/identity.ts";
import type { PackFile } from "../scenario/parse-pack.ts";
import type { Pack } from "../schema/scenario.ts";
import type { StoreHeader } from "../schema/store.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import { CONFIRM_DRAWS } from "../verdict/confirm.ts";
import type { Settled } from "./baseline/choice.ts";
import { readCachedBase, type CachedBase } from "./draws/cached-base.ts";
import { checksOfRun } from "./draws/checks-of-run.ts";
import { columnName, derivesDraws, type Matching } from "./sides/columns.ts";
import type { Promptfoo } from "./child/find-promptfoo.ts";
import { hashText } from "./sides/fingerprint.ts";
import type { Sides } from "./draws/generate.ts";
import { workFolder } from "./git.ts";
import type { RunJudge } from "./judge/run-judge.ts";
import { refuseLink } from "./own-folder.ts";
import type { RunOptions } from "./run-options.ts";
import { partOf } from "./shard/split.ts";
import type { RunPrints } from "./sides/side-prints.ts";

/** One comparison of two sides: what is to be drawn, and the folder that keeps it. The same inputs find the same folder. */
export interface Comparison {
  readonly options: RunOptions;
  readonly pack: Pack;
  /** Where the pack was read: its name, or a folder; or the files of a sealed one. */
  readonly packSource: string | readonly PackFile[];
  readonly messageVar: string;
  readonly promptfoo: Promptfoo;
  readonly sides: Sides;
  readonly matching: Matching;
  /** Hashes of what the sides send, and of the circumstances. */
  readonly prints: RunPrints;
  readonly plan: PlanRef;
  /** Draws of one side of one pair up to the last look, in the order of the calls; of a shard those of its part. */
  readonly planned: readonly PlannedDraw[];
  /** Those of all shards together; `planned` itself for a whole run. */
  readonly whole: readonly PlannedDraw[];
  /** Draws of one side of one pair that confirm a fail, in the order of the calls. */
  readonly confirmation: readonly PlannedDraw[];
  /** Questions whether the notices are understood, for every side of every pair. */
  readonly checks: CheckPlan;
  /** How many of them all shards together put to a column. */
  readonly questions: number;
  /** Who reads the replies that no rule settles; null where nobody does. */
  readonly judge: RunJudge | null;
  /** Draws of an earlier run that stand in for base; null where base is drawn. */
  readonly cachedBase: CachedBase | null;
  /** What is to be said of a base that was looked up; null where nobody looked. */
  readonly baseline: Settled | null;
  /** Sides whose draws the looks read from this run's own store. */
  readonly drawnSides: readonly Side[];
  /** What the calls of this command may cost; null where nobody bounds it. */
  readonly budget: RunBudget | null;
  readonly folder: string;
  readonly store: string;
}

export type Inputs = Pick<
  Comparison,
  "options" | "pack" | "packSource" | "messageVar" | "promptfoo" | "sides" | "matching" | "prints" | "judge"
>;

/**
 * Plans what a comparison draws, and makes its folder.
 *
 * @throws GygesError where nothing can be drawn (`plan/…`, `run/shard`), no question could be put (`run/no-checks`), or the draws of `--base-draws` are another base's
 */
export async function planComparison(inputs: Inputs): Promise<Comparison> {
  const { options, pack, matching, prints, sides } = inputs;
  const asked = planOptions(options, matching);
  const whole = shuffled(planDraws(pack, asked), ORDER_SEED);
  const questions = checksOfRun(pack, whole, matching.pairs.length, options.policy);
  const part = options.shard === undefined ? { planned: whole, asks: true } : partOf(whole, questions, options.shard);
  const { planned } = part;
  const cachedBase =
    options.baseDraws === undefined
      ? null
      : await readCachedBase(options.baseDraws, { pack, planned, print: prints.sides.base, pairs: matching.pairs });
  // Beside the config, so that promptfoo resolves package: names from there, as it does for the config itself.
  const folder = join(await workFolder(sides.head.folder), "runs", comparisonKey(inputs, planned));
  await refuseLink(folder);
  await mkdir(folder, { recursive: true });
  return {
    ...inputs,
    plan: planned[0]!.identity.plan,
    planned,
    whole,
    confirmation: shuffled(planConfirmation(pack, asked, CONFIRM_DRAWS), ORDER_SEED),
    checks: part.asks ? questions : NO_CHECKS,
    questions: questions.checks.length,
    ...standingIn(cachedBase),
    baseline: null,
    budget: budgetOf(options.maxCost, options.shard?.of ?? 1),
    folder,
    store: join(folder, "store.jsonl"),
  };
}

/** What a base that was drawn before changes of a comparison. */
export function standingIn(cachedBase: CachedBase | null): Pick<Comparison, "cachedBase" | "drawnSides"> {
  return { cachedBase, drawnSides: cachedBase === null ? SIDES : ["head"] };
}

/** True where the pack's text is to be kept nowhere. */
export function isPrivate({ packSource }: Pick<Comparison, "packSource">): boolean {
  return typeof packSource !== "string";
}

interface Withholding {
  readonly options: Pick<RunOptions, "keepReplies">;
}

/** True where the store keeps labels and no words. */
export function isWithholding({ packSource, options }: Pick<Comparison, "packSource"> & Withholding): boolean {
  return isPrivate({ packSource }) && options.keepReplies !== true;
}

/**
 * Draws do not count: more of them are the same comparison, looked at again. The run of a sealed pack has a folder of its own, which nothing
 * of a run of its plain files lies in, and so has each shard.
 */
function comparisonKey({ prints, pack, packSource, matching, options }: Inputs, planned: readonly PlannedDraw[]): string {
  const cells = [...new Set(planned.map((one) => JSON.stringify(one.identity.cell)))].toSorted();
  return hashText(
    JSON.stringify([
      prints.whole,
      pack.hash,
      matching.pairs.map((pair) => pair.name),
      cells,
      ...(isPrivate({ packSource }) ? ["sealed"] : []),
      ...(options.shard === undefined ? [] : [options.shard]),
    ]),
  ).slice(0, 16);
}

function planOptions(options: RunOptions, { pairs }: Matching): PlanOptions {
  const { looks, conditions, design = "pr", meeting, publication, temperature, scenarios } = options;
  const draws = looks.at(-1) ?? 0;
  const isDerived = pairs.every(({ base, head }) => derivesDraws(base) && derivesDraws(head));
  return {
    draws,
    looks,
    dilemmaDraws: draws,
    conditions,
    design,
    ...meeting,
    publication: publication !== undefined,
    temperature,
    orders: isDerived ? "two" : "all",
    ...(scenarios === undefined ? {} : { scenarios }),
  };
}

/** What a store says of its comparison. */
export type Headed = Pick<Comparison, "pack" | "matching" | "prints" | "plan" | "cachedBase" | "checks"> & {
  readonly judge?: Comparison["judge"];
  readonly options: Pick<RunOptions, "policy" | "shard">;
};

export function storeHeader({ pack, matching, prints, plan, cachedBase, checks, options, judge = null }: Headed): StoreHeader {
  const columns = (side: Side): string[] => matching.pairs.map((pair) => columnName(pair[side]));
  return {
    record: "header",
    schema: "gyges.store/1",
    run: `run-${prints.whole.slice(0, 12)}`,
    gyges: GYGES_VERSION,
    fingerprint: prints.whole,
    pack: packRef(pack),
    plan,
    pairs: matching.pairs.map((pair) => pair.name),
    sides: prints.sides,
    columns: { base: columns("base"), head: columns("head") },
    ...(cachedBase === null ? {} : { cachedBase: cachedBase.hash }),
    ...(checks.checks.length === 0 ? {} : { checks: checks.checks.length }),
    policy: options.policy,
    ...(judge === null ? {} : { judge: judge.labeller }),
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    kind: "run",
    createdAt: new Date().toISOString(),
  };
}
