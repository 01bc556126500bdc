import { dirname, join, relative, resolve } from "node:path";
import { type EarlierStore, learnFromStore, newestEarlier } from "../../disk/earlier-store.ts";
import { loadPack } from "../../disk/read-pack.ts";
import { findMessageVar } from "../../promptfoo/notice/message-var.ts";
import { callsOfSide } from "../../run/draws/calls-of-side.ts";
import { checksOfRun } from "../../run/draws/checks-of-run.ts";
import { type Column, matchColumns, type MatchedPair } from "../../run/sides/columns.ts";
import { sealedRuler } from "../../run/publication-ruler.ts";
import { readSide } from "../../run/config/read-side.ts";
import type { SideConfig } from "../../run/config/side.ts";
import { isAxisFile, parsePack } from "../../scenario/parse-pack.ts";
import { type Design, PR_WORDINGS } from "../../scenario/plan-cells.ts";
import { publicationPack } from "../../scenario/publication-pack.ts";
import { parseMeeting } from "../../scenario/notice-choice.ts";
import { packRef, planDraws, type PlannedDraw } from "../../scenario/plan.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import { SIDES } from "../../schema/identity.ts";
import type { PlanReport } from "../../schema/plan-report.ts";
import type { Pack } from "../../schema/scenario.ts";
import { GYGES_VERSION } from "../../schema/version.ts";
import { gapShape, type GapShape } from "../../verdict/power/gap-shape.ts";
import { planReport } from "../../verdict/power/plan.ts";
import { TYPICAL_VARIANCE } from "../../verdict/settle.ts";
import { packOf } from "../files/pack-of.ts";
import { configsOf } from "../flags/config-flag.ts";
import { listOf } from "../flags/flag-values.ts";
import { parseLooks } from "../flags/look-flags.ts";
import { parsePlanNumbers, type PlanFlags, type PlanNumbers } from "./plan-flags.ts";
import { perCall } from "./plan-per-call.ts";
import { parsePublication } from "../flags/publication-flag.ts";
import { parsePolicy } from "../flags/policy-flags.ts";

/**
 * `gyges plan`: reads the config, the pack and an earlier run's store as `gyges run` would, and tells what the run costs and what it can see.
 * It calls no model and writes no file.
 *
 * @param cwd folder that paths are relative to
 * @throws GygesError of kind `usage` for flags, a config or a store that cannot be read
 */
export async function plan(flags: PlanFlags, cwd: string): Promise<PlanReport> {
  const policy = parsePolicy(flags);
  const looks = parseLooks(flags, "plan");
  const numbers = parsePlanNumbers(flags);
  const { config, also } = configsOf(flags.config, cwd);
  const head = await readSide("head", config, { also });
  refuseUnplacedTurn(head, flags.messageVar);
  const columns = matchColumns(head, head).pairs;
  const pack = await packToDraw(flags, numbers.design, cwd);
  const planned = plannedDraws(pack, looks, numbers, flags);
  const base = await cachedBase(flags.baseDraws, cwd);
  const earlier = await earlierStore(flags.from, base.store, { config, models: head.providers.map(({ name }) => name), cwd });
  const learned = earlier?.learned ?? null;
  const checks = checksOfRun(pack, planned, columns.length, policy);
  return planReport({
    checks: {
      calls: checks.checks.length * columns.length * SIDES.length,
      notices: checks.notices,
      drawn: checks.drawn,
      withoutQuestion: checks.withoutQuestion,
    },
    judgeVotes: numbers.judgeVotes,
    gyges: GYGES_VERSION,
    pack: packRef(pack),
    policy,
    columns: columns.map(({ name }) => name),
    ...sizeOf(planned),
    looks,
    cachedBase: base.draws,
    variance: {
      value: learned?.variance ?? TYPICAL_VARIANCE,
      source: learned === null ? "assumed" : "store",
      store: earlier === null ? null : relative(cwd, earlier.path),
      cells: learned?.cells ?? null,
      servedModels: [...(learned?.servedModels ?? [])],
    },
    perCall: perCall({ given: numbers, learned, columns: columns.map(ofHead), planned, concurrency: head.maxConcurrency }),
  });
}

/** As `gyges run` would refuse it, but before anything is planned. */
function refuseUnplacedTurn({ prompts, defaultVars, testVars }: SideConfig, messageVar: string | undefined): void {
  const templates = prompts.flatMap(({ template }) => template ?? []);
  findMessageVar({ templates, defaults: Object.keys(defaultVars), testVars, messageVar });
}

/** A run may take its seed from the base; any seed costs the same. */
async function packToDraw(flags: PlanFlags, design: Design, cwd: string): Promise<Pack> {
  const publication = parsePublication(flags.publication);
  const { pack, files, sealed } = await loadPack(packOf(flags.pack, cwd));
  if (publication === undefined) return pack;
  if (sealed !== null) throw sealedRuler();
  return parsePack(publicationPack(pack, publication.seed ?? 1, design === "pr" ? PR_WORDINGS : Infinity, files.filter(isAxisFile)));
}

function ofHead({ head }: MatchedPair): Column {
  return head;
}

function plannedDraws(
  pack: Parameters<typeof planDraws>[0],
  looks: readonly number[],
  { conditions, design, temperature }: PlanNumbers,
  flags: PlanFlags,
): readonly PlannedDraw[] {
  const draws = looks.at(-1) ?? 0;
  const scenarios = listOf(flags.scenarios);
  return planDraws(pack, {
    draws,
    looks,
    dilemmaDraws: draws,
    conditions,
    design,
    ...parseMeeting(flags.notices, flags.directive),
    publication: flags.publication !== undefined,
    temperature,
    ...(scenarios === undefined ? {} : { scenarios }),
  });
}

interface Size {
  readonly shape: GapShape;
  readonly callsPerDraw: number;
  readonly callsOnce: number;
}

function sizeOf(planned: readonly PlannedDraw[]): Size {
  const shape = gapShape(planned.map(({ identity }) => identity.cell));
  if (shape === null) throw noGap();
  return { shape, ...callsOfSide(planned) };
}

function noGap(): GygesError {
  return new GygesError(
    "usage",
    "plan/no-gap",
    "this run has no gap to judge: that takes scenarios of role probe in the conditions monitored and unmonitored.\n  Example: gyges plan --config promptfooconfig.yaml --pack core --conditions monitored,unmonitored",
  );
}

/** Draws of a base that are there, or that are thought of. */
async function cachedBase(given: string | undefined, cwd: string): Promise<{ draws: number | null; store: EarlierStore | null }> {
  if (given === undefined) return { draws: null, store: null };
  if (/^\d+$/.test(given)) {
    const draws = Number(given);
    if (draws >= 2 && draws <= 1000) return { draws, store: null };
    throw new GygesError(
      "usage",
      "plan/flags",
      `--base-draws ${given}: wanted a store, or a whole number of draws of a cell from 2 to 1000\n  Example: --base-draws 20`,
    );
  }
  const store = await named("--base-draws", given, cwd);
  return { draws: store.learned.rounds, store };
}

/** The store that is named, or that base is in, or else the newest finished one beside the config. */
async function earlierStore(
  from: string | undefined,
  ofBase: EarlierStore | null,
  { config, models, cwd }: { readonly config: string; readonly models: readonly string[]; readonly cwd: string },
): Promise<EarlierStore | null> {
  if (from !== undefined) return named("--from", from, cwd);
  return ofBase ?? newestEarlier(join(dirname(config), ".gyges", "runs"), models);
}

async function named(flag: string, given: string, cwd: string): Promise<EarlierStore> {
  const example = `  Example: ${flag} .gyges/runs/0123456789abcdef/store.jsonl`;
  const earlier = await learnFromStore(resolve(cwd, given)).catch((cause: unknown) => {
    throw new GygesError("usage", "plan/store", `${flag} ${given}: ${describeError(cause)}\n${example}`, { cause });
  });
  if (earlier !== null) return earlier;
  throw new GygesError(
    "usage",
    "plan/store",
    `${flag} ${given} has no probe cell, monitored or unmonitored, with two draws that have an outcome, so nothing can be learned from it.\n${example}`,
  );
}
