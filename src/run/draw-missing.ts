import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { TestCase } from "../promptfoo/test-case.ts";
import { drawKey } from "../schema/identity.ts";
import { PLAN_VARIABLE, type PlanFile } from "../schema/run-plan.ts";
import { storeKey } from "../schema/store.ts";
import { CHILD_ENVIRONMENT } from "./child-environment.ts";
import { checkRows, type WantedCheck } from "./checks.ts";
import { storeHeader, type Comparison } from "./comparison.ts";
import { explainEnd } from "./explain-end.ts";
import { generateConfig, generateRows, type GeneratedConfig, type Sides } from "./generate.ts";
import { watchStore } from "./progress.ts";
import type { RunOptions } from "./run-options.ts";
import { runChild } from "./spawn.ts";
import type { WantedDraw } from "./wanted-draws.ts";

/**
 * Lets the user's promptfoo make the calls that a round lacks. It starts anew for every round, since its rows are fixed before the
 * first call: 3 to 6 s a look without a network, against minutes of calls.
 *
 * @param checks questions about the notices that have to be put, before the draws
 * @param done draws of the round's pairs, and answers, that are in the store
 * @returns null where all were made; else a sentence on why they were not
 */
export async function drawMissing(
  comparison: Comparison,
  lacking: readonly WantedDraw[],
  checks: readonly WantedCheck[],
  done: number,
): Promise<string | null> {
  const { options, sides, folder, store, promptfoo } = comparison;
  const files = {
    plan: join(folder, "plan.json"),
    status: join(folder, "status.json"),
    config: join(folder, "promptfoo.yaml"),
    log: join(folder, "promptfoo.log"),
  };
  await writeInputs(comparison, lacking, checks, files);
  const progress = watchStore(store, done + lacking.length + checks.length, done, options.stderr);
  const end = await runChild({
    script: promptfoo.script,
    args: ["eval", "-c", files.config, "--no-cache", "--no-write", "--no-table", "--no-progress-bar", ...concurrency(options, sides)],
    cwd: sides.head.folder,
    env: { ...options.env, ...CHILD_ENVIRONMENT, [PLAN_VARIABLE]: files.plan },
    log: files.log,
    node: options.node,
    onTick: () => progress.tick(),
  });
  progress.stop();
  return explainEnd(end, files, sides.head.folder);
}

async function writeInputs(
  comparison: Comparison,
  lacking: readonly WantedDraw[],
  checks: readonly WantedCheck[],
  files: { plan: string; status: string; config: string },
): Promise<void> {
  const { options, sides, matching, folder } = comparison;
  const generated = generateConfig(sides, matching.pairs, folder, options.extension);
  const plan: PlanFile = {
    schema: "gyges.run-plan/1",
    parent: process.pid,
    store: comparison.store,
    header: storeHeader(comparison),
    pack: comparison.packPath,
    transformed: matching.pairs.some((pair) => pair.base.provider.transformed || pair.head.provider.transformed),
    rows: lackingRows(comparison, lacking, generated).map((row) => ({ ...row })),
    checks: checkRows(comparison, checks, generated).map((row) => ({ ...row })),
    status: files.status,
  };
  await writeFile(files.plan, JSON.stringify(plan), { mode: 0o600 });
  await writeFile(files.status, JSON.stringify({ schema: "gyges.run-status/1", finished: false, faults: [] }));
  // Block scalars of the yaml package (a lone "\n" becomes `|+`) are not all read alike by promptfoo's parser.
  await writeFile(files.config, stringify(generated.config, { blockQuote: false }), { mode: 0o600 });
}

/** The rows in the shuffled order of the plan, sides in turns, without those that the store holds. */
function lackingRows(comparison: Comparison, lacking: readonly WantedDraw[], generated: GeneratedConfig): TestCase[] {
  const { sides, matching, planned, confirmation, messageVar } = comparison;
  const [keys, sources] = [new Set(lacking.map(({ key }) => key)), new Set(lacking.map((one) => one.planned))];
  const inOrder = [...planned, ...confirmation].filter((one) => sources.has(one));
  return generateRows(sides, matching.pairs, inOrder, generated, messageVar).filter(({ metadata }) => {
    const { pair, side } = metadata.gyges;
    return pair !== null && keys.has(storeKey(pair, side, drawKey(metadata.gyges)));
  });
}

function concurrency(options: RunOptions, { head }: Sides): string[] {
  const calls = options.maxConcurrency ?? head.maxConcurrency;
  return calls === null ? [] : ["--max-concurrency", String(calls)];
}
