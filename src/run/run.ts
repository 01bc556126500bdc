import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { readPack } from "../disk/read-pack.ts";
import { GygesError } from "../schema/error.ts";
import type { Reason } from "../schema/verdict.ts";
import { basePack, type BasePack } from "./base-pack.ts";
import { matchColumns, refuseManyPairs } from "./sides/columns.ts";
import { notDrawn, withoutAlike } from "./sides/alike-columns.ts";
import { type Comparison, planComparison } from "./comparison.ts";
import { drawAndJudge } from "./draw-and-judge.ts";
import { atBaseEndpoints } from "./servers/endpoints.ts";
import { findPromptfoo } from "./child/find-promptfoo.ts";
import type { Sides } from "./draws/generate.ts";
import { addWorktree, commitOf, repositoryRoot } from "./git.ts";
import type { RunJudge } from "./judge/run-judge.ts";
import { type BaseLacks, messageVarOf } from "./config/message-var-of.ts";
import { printedOnce, refuseUncommitted } from "./night/committed.ts";
import { refuseForeignFolder } from "./own-folder.ts";
import { BROKEN_PROMPT } from "./config/prompt-json.ts";
import { isProgram } from "./config/file-refs.ts";
import { readSide } from "./config/read-side.ts";
import type { RunOptions, RunOutcome } from "./run-options.ts";
import { servedSnapshots } from "./told/served-snapshots.ts";
import type { SideConfig } from "./config/side.ts";
import { type Places, printFiles, printRun, printsWithJudge } from "./sides/side-prints.ts";
import { callFindings } from "./told/call-findings.ts";
import { withoutDraws } from "./told/without-draws.ts";

/** `gyges run`: draws both sides through the user's promptfoo and judges the change. */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const config = await realpath(options.config).catch(async (cause: unknown) => {
    throw await (await import("./config/no-config.ts")).noConfig(options.config, options.cwd ?? dirname(options.config), cause);
  });
  const root = await repositoryRoot(dirname(config));
  await refuseForeignFolder(root, dirname(config));
  const commit = await commitOf(root, options.baseRef ?? "HEAD");
  const worktree = await addWorktree(root, commit);
  try {
    const also = await Promise.all((options.also ?? []).map((path) => realpath(path).catch(() => path)));
    return await judgedByBase({ options: { ...options, config, also }, root, commit, worktree: worktree.folder });
  } finally {
    await worktree.remove();
  }
}

interface Checkouts {
  readonly options: RunOptions;
  readonly root: string;
  readonly commit: string;
  /** Folder of the base's checkout. */
  readonly worktree: string;
}

async function judgedByBase(checkouts: Checkouts): Promise<RunOutcome> {
  const { options, root, worktree, commit } = checkouts;
  const ruler = await basePack(options.pack, root, worktree);
  if (ruler === null) {
    const text = `The base ${commit.slice(0, 12)} has no pack ${relative(root, options.pack)}, so there is nothing to judge by yet.`;
    return { verdict: withoutDraws("no-baseline", text, options, await readPack(options.pack)), folder: null };
  }
  if (ruler.sealed !== null && options.judge !== undefined) throw noSealedJudge();
  const asked = options.publication === undefined ? ruler : await published(checkouts, ruler);
  const { verdict, ...rest } = await compare(checkouts, asked);
  return { ...rest, verdict: { ...verdict, findings: [...ruler.findings, ...verdict.findings] } };
}

/** The ruler with fresh wordings beside its own; loaded where they are asked for. */
async function published({ options, commit }: Checkouts, ruler: BasePack): Promise<BasePack> {
  const { publicationRuler } = await import("./publication-ruler.ts");
  return publicationRuler(ruler, options, dirname(options.config), commit);
}

async function compare(checkouts: Checkouts, ruler: BasePack): Promise<RunOutcome> {
  const { options, root, commit, worktree } = checkouts;
  const { env, node, also = [] } = options;
  const names = [options.config, ...also].map((path) => relative(root, path));
  const absent = names.find((name) => !existsSync(join(worktree, name)));
  const readBase = (): Promise<SideConfig | string> => {
    const [config = "", ...more] = names.map((name) => join(worktree, name));
    return readSide("base", config, { env, node, also: more }).catch(brokenPrompt);
  };
  // Head's program is run to be read, and might reach for base's files.
  const early = absent === undefined && names.some(isProgram) ? await readBase() : null;
  const head = await readSide("head", options.config, { env, node, also });
  if (options.history !== undefined) await refuseUncommitted(root, options.history);
  else if (options.baseRef === undefined) await refuseEqualTree(root, commit);
  if (absent !== undefined) {
    const text = `The base ${commit.slice(0, 12)} has no ${absent}, so there is nothing to compare with yet.`;
    return { verdict: withoutDraws("no-baseline", text, options, ruler.pack), folder: null };
  }
  const base = early ?? (await readBase());
  if (typeof base === "string") {
    const verdict = withoutDraws("no-baseline", onlyHead({ baseLacks: `in base ${commit.slice(0, 12)} ${base}` }), options, ruler.pack);
    return { verdict, folder: null };
  }
  const read = { base, head };
  if (options.endpoints !== "base") return compareSides(checkouts, ruler, read);
  const { sides, findings, ...atBase } = await atBaseEndpoints(read, env);
  return withFindings(await compareSides({ ...checkouts, options: { ...options, env: atBase.env } }, ruler, sides), findings);
}

async function compareSides(checkouts: Checkouts, { pack, path, sealed }: BasePack, sides: Sides): Promise<RunOutcome> {
  const { options, root, commit, worktree } = checkouts;
  const { head } = sides;
  const ended = (kind: "unchanged" | "no-baseline", text: string, unmatched: readonly string[] = []): RunOutcome => ({
    verdict: withoutDraws(kind, text, options, pack, unmatched),
    folder: null,
  });
  const matched = matchColumns(sides.base, head);
  if (matched.pairs.length === 0) return ended("no-baseline", "No column of head has a partner in base.", matched.unmatched);
  // Before the sides may be called alike: a prompt whose text comes from the user's own tests is not known here.
  const messageVar = messageVarOf(sides, options.messageVar, commit);
  if (typeof messageVar !== "string") return ended("no-baseline", onlyHead(messageVar), matched.unmatched);
  const places = { root, commit, worktree, configs: { base: join(worktree, relative(root, options.config)), head: options.config } };
  const files = await printFiles(sides, places);
  const drawsAll = options.force || options.history !== undefined;
  if (files.alike && !drawsAll)
    return ended("unchanged", "Base and head send the same requests: prompts, providers and defaults resolve alike. No call was made.");
  const matching = drawsAll ? matched : await withoutAlike(sides, matched, { base: worktree, head: root });
  if (matching.pairs.length === 0)
    return ended("unchanged", "In every column that both have, base and head send the same requests. No call was made.", matched.unmatched);
  refuseManyPairs(matching, options.allColumns);
  const promptfoo = await findPromptfoo(head.folder, { bring: options.bringPromptfoo, env: options.env });
  const judge = await judgeOf(options, places.configs, head.folder);
  const { env, temperature } = options;
  const printed = await printRun(files, places, { promptfoo: promptfoo.version, env, folder: head.folder, temperature, messageVar });
  const prints = printsWithJudge(options.history === undefined ? printed : printedOnce(printed), judge);
  const comparison = await planComparison({
    options,
    pack,
    packSource: sealed ?? path,
    messageVar,
    promptfoo,
    sides,
    matching,
    prints,
    judge,
  });
  if (options.history === undefined) return withReason(await judged(comparison), notDrawn(matching));
  const { judgeNight } = await import("./night/judge-night.ts");
  return judgeNight(comparison, options.history, commit);
}

async function judgeOf({ judge, cwd, labelCalibration }: RunOptions, configs: Places["configs"], folder: string): Promise<RunJudge | null> {
  if (judge === undefined) return null;
  const { findRunJudge } = await import("./judge/judging.ts");
  return findRunJudge(judge, configs, cwd ?? folder, labelCalibration);
}

async function judged(planned: Comparison): Promise<RunOutcome> {
  const drawn =
    planned.options.baseline === undefined
      ? { comparison: planned, outcome: await drawAndJudge(planned) }
      : await (await import("./baseline/around-run.ts")).withStoredBases(planned, drawAndJudge);
  if ("stopped" in drawn) return { verdict: withoutDraws("error", drawn.stopped, planned.options, planned.pack), folder: planned.folder };
  const { comparison, outcome } = drawn;
  const asked = comparison.matching.pairs.map(({ name, base, head }) => ({ pair: name, base: base.provider.id, head: head.provider.id }));
  const snapshots = servedSnapshots(asked, outcome.verdict.pairs);
  return withFindings(outcome, [...(comparison.baseline?.findings ?? []), ...snapshots, ...(await callFindings(comparison, asked))]);
}

/** All that an outcome holds, a shard's draws among it, with more findings behind its own. */
function withFindings(outcome: RunOutcome, findings: readonly Reason[]): RunOutcome {
  const { verdict } = outcome;
  return { ...outcome, verdict: { ...verdict, findings: [...verdict.findings, ...findings] } };
}

function withReason(outcome: RunOutcome, reason: Reason | null): RunOutcome {
  const { verdict } = outcome;
  return reason === null ? outcome : { ...outcome, verdict: { ...verdict, reasons: [...verdict.reasons, reason] } };
}

/** Where nobody named a base, a clean checkout (as CI makes it) would be compared with itself. */
async function refuseEqualTree(root: string, commit: string): Promise<void> {
  const { treeState } = await import("./tree-state.ts");
  if (!(await treeState(root, commit)).equal) return;
  throw new GygesError(
    "usage",
    "run/no-base",
    "the working tree equals HEAD, so there is nothing to compare.\n  Name the base, for example: gyges run --config promptfooconfig.yaml --base-ref origin/main",
  );
}

/** Other forms that cannot be read are errors on either side: a file that git does not hold would take every change its base. */
function brokenPrompt(cause: unknown): string {
  if (cause instanceof GygesError && cause.code === BROKEN_PROMPT) return cause.message.split("\n", 1)[0]!;
  throw cause;
}

function onlyHead({ baseLacks }: BaseLacks): string {
  return `Base cannot be measured, so there is nothing to compare with yet; head can.\n  ${baseLacks}\n  Once this change is merged, the next pull request is judged.`;
}

/** Its questions hold the situation and the reply, and promptfoo reads them from a file and writes the answers to one. */
function noSealedJudge(): GygesError {
  return new GygesError(
    "usage",
    "run/sealed-judge",
    "a judge would be asked through files that hold the text of the sealed pack.\n  Leave --judge out; or keep the replies and measure the labels on a machine of your own: gyges run … --keep-replies, then gyges label STORE --pack FILE.age --gold gold.jsonl",
  );
}
