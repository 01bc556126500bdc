import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RunBudget } from "../../money/run-budget.ts";
import type { TestCase } from "../../promptfoo/test-case.ts";
import { plural } from "../../report/words.ts";
import type { Budget } from "../../schema/budget.ts";
import { drawKey } from "../../schema/identity.ts";
import { PLAN_HANDED, PLAN_VARIABLE, type PlanFile } from "../../schema/run-plan.ts";
import { storeKey } from "../../schema/store.ts";
import type { Reason } from "../../schema/verdict.ts";
import { callsAtOnce } from "../child/calls-at-once.ts";
import { CHILD_DEFAULTS, CHILD_ENVIRONMENT } from "../child/child-environment.ts";
import { checkRows, type WantedCheck } from "./checks.ts";
import { isPrivate, isWithholding, storeHeader, type Comparison } from "../comparison.ts";
import { explainEnd, readStatus } from "../child/explain-end.ts";
import { generateConfig, generateRows, type GeneratedConfig } from "./generate.ts";
import { evalArguments, writeConfig } from "../child/own-evaluation.ts";
import { privatePlace } from "../child/private-place.ts";
import { watchStore } from "../told/progress.ts";
import { runChild, type ChildEnd } from "../child/spawn.ts";
import type { WantedDraw } from "./wanted-draws.ts";

/**
 * Lets the user's promptfoo make the calls that a round lacks. It starts anew for every round, since its rows are fixed before the
 * first call: 3 to 6 s a look without a network, against minutes of calls.
 *
 * @param checks questions about the notices that have to be put, before the draws
 * @param done draws of the round's pairs, and answers, that are in the store
 * @returns null where all were made; else why they were not
 */
export async function drawMissing(
  comparison: Comparison,
  lacking: readonly WantedDraw[],
  checks: readonly WantedCheck[],
  done: number,
): Promise<Reason | null> {
  const { folder, options, store } = comparison;
  const files = {
    // Rows of a sealed pack and what is said of them stand in no file.
    plan: isPrivate(comparison) ? null : join(folder, "plan.json"),
    status: join(folder, "status.json"),
    config: join(folder, "promptfoo.yaml"),
    log: isPrivate(comparison) ? null : join(folder, "promptfoo.log"),
  };
  const budget = comparison.budget === null ? null : await openBudget(comparison, comparison.budget);
  const handed = await writeInputs(comparison, { lacking, checks, budget }, files);
  const place = isPrivate(comparison) ? await privatePlace() : null;
  const progress = await watchStore(store, done + lacking.length + checks.length, done, options.stderr);
  try {
    const atOnce = callsAtOnce(options, comparison.sides, lacking.length + checks.length);
    const end = await callPromptfoo(comparison, files, { plan: handed, atOnce, env: place?.env ?? {}, onTick: () => progress.tick() });
    if (await isOverBudget(comparison, files.status)) {
      const { overBudget } = await import("../money/spending.ts");
      return await overBudget(comparison);
    }
    const text = await explainEnd(end, files, comparison.sides.head.folder);
    return text === null ? null : { code: end.interrupted ? "interrupted" : "error", text };
  } finally {
    progress.stop();
    await place?.remove();
  }
}

/** Null for what is not to be written. */
interface Files {
  readonly plan: string | null;
  readonly status: string;
  readonly config: string;
  readonly log: string | null;
}

function callPromptfoo(
  { options, sides, promptfoo }: Comparison,
  { plan, config, log }: Files,
  handed: { readonly plan: string | null; readonly atOnce: number | null; readonly env: NodeJS.ProcessEnv; readonly onTick: () => void },
): Promise<ChildEnd> {
  return runChild({
    script: promptfoo.script,
    args: evalArguments(config, handed.atOnce),
    cwd: sides.head.folder,
    env: { ...CHILD_DEFAULTS, ...options.env, ...CHILD_ENVIRONMENT, ...handed.env, [PLAN_VARIABLE]: plan ?? PLAN_HANDED },
    log,
    handed: handed.plan ?? undefined,
    node: options.node,
    cancelled: options.cancelled,
    onTick: handed.onTick,
  });
}

/** What is left to spend, and at what prices. */
async function openBudget(comparison: Comparison, budget: RunBudget): Promise<Budget> {
  const { askPrices } = await import("../money/spending.ts");
  await askPrices(comparison);
  return { left: budget.left, prices: Object.fromEntries([...budget.prices].map(([label, { price }]) => [label, price])) };
}

/** Puts what the child spent on the bill. */
async function isOverBudget({ budget, options }: Comparison, status: string): Promise<boolean> {
  if (budget === null) return false;
  const { money } = await readStatus(status);
  if (money === undefined) return budget.stopped;
  budget.charge(money);
  if (money.guessed > 0)
    options.stderr.write(`gyges: counted at their worst, since no usage came back: ${plural(money.guessed, "request")}\n`);
  return budget.stopped;
}

interface ToMake {
  readonly lacking: readonly WantedDraw[];
  readonly checks: readonly WantedCheck[];
  readonly budget: Budget | null;
}

/**
 * @returns the plan as the child reads it, where no file has it; else null: it is megabytes, and this process would hold them for as long as the
 *   calls take
 */
async function writeInputs(comparison: Comparison, { lacking, checks, budget }: ToMake, files: Files): Promise<string | null> {
  const { options, sides, matching, folder } = comparison;
  const generated = generateConfig(sides, matching.pairs, folder, options.extension);
  const plan: PlanFile = {
    schema: "gyges.run-plan/1",
    parent: process.pid,
    store: comparison.store,
    header: storeHeader(comparison),
    pack: typeof comparison.packSource === "string" ? comparison.packSource : [...comparison.packSource],
    withhold: isWithholding(comparison),
    transformed: matching.pairs.some((pair) => pair.base.provider.transformed || pair.head.provider.transformed),
    ...(comparison.options.softDraws === true ? { softDraws: true as const } : {}),
    rows: lackingRows(comparison, lacking, generated).map((row) => ({ ...row })),
    checks: checkRows(comparison, checks, generated).map((row) => ({ ...row })),
    ...(budget === null ? {} : { budget }),
    status: files.status,
  };
  const text = JSON.stringify(plan);
  if (files.plan !== null) await writeFile(files.plan, text, { mode: 0o600 });
  await writeFile(files.status, JSON.stringify({ schema: "gyges.run-status/1", finished: false, faults: [] }));
  await writeConfig(files.config, generated.config);
  return files.plan === null ? text : null;
}

/** The rows in the shuffled order of the plan, sides in turns, without those that the store holds. */
function lackingRows(comparison: Comparison, lacking: readonly WantedDraw[], generated: GeneratedConfig): TestCase[] {
  const { sides, matching, planned, confirmation, messageVar, options, pack } = comparison;
  const [keys, sources] = [new Set(lacking.map(({ key }) => key)), new Set(lacking.map((one) => one.planned))];
  const inOrder = [...planned, ...confirmation].filter((one) => sources.has(one));
  return generateRows(sides, matching.pairs, inOrder, generated, {
    messageVar,
    shareSeeds: options.shareSeeds === true ? pack : null,
  }).filter(({ metadata }) => {
    const { pair, side } = metadata.gyges;
    return pair !== null && keys.has(storeKey(pair, side, drawKey(metadata.gyges)));
  });
}
