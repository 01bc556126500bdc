import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { readPack } from "../disk/read-pack.ts";
import { GygesError } from "../schema/error.ts";
import type { Pack } from "../schema/scenario.ts";
import { matchColumns, refuseManyPairs } from "./columns.ts";
import { planComparison } from "./comparison.ts";
import { drawAndJudge } from "./draw-and-judge.ts";
import { fingerprintSide, hashText } from "./fingerprint.ts";
import type { Sides } from "./generate.ts";
import { addWorktree, commitOf, repositoryRoot, treeState } from "./git.ts";
import { readSide } from "./read-side.ts";
import type { RunOptions, RunOutcome } from "./run-options.ts";
import { withoutDraws } from "./without-draws.ts";

/** `gyges run`: draws both sides through the user's promptfoo and judges the change. */
export async function run(options: RunOptions): Promise<RunOutcome> {
  const config = await realpath(options.config).catch((cause: unknown) => {
    throw new GygesError(
      "usage",
      "config/unreadable",
      `there is no ${options.config}\n  Name the promptfoo config: gyges run --config promptfooconfig.yaml`,
      { cause },
    );
  });
  const root = await repositoryRoot(dirname(config));
  const commit = await commitOf(root, options.baseRef);
  const pack = await readPack(options.pack);
  const worktree = await addWorktree(root, commit);
  try {
    return await compare({ options: { ...options, config }, pack, root, commit, worktree: worktree.folder });
  } finally {
    await worktree.remove();
  }
}

interface Checkouts {
  readonly options: RunOptions;
  readonly pack: Pack;
  readonly root: string;
  readonly commit: string;
  /** Folder of the base's checkout. */
  readonly worktree: string;
}

async function compare(checkouts: Checkouts): Promise<RunOutcome> {
  const { options, pack, root, commit, worktree } = checkouts;
  const ended = (kind: "unchanged" | "no-baseline", text: string, unmatched: readonly string[] = []): RunOutcome => ({
    verdict: withoutDraws(kind, text, options, pack, unmatched),
    folder: null,
  });
  const name = relative(root, options.config);
  const head = await readSide("head", options.config);
  const baseConfig = join(worktree, name);
  if (!existsSync(baseConfig))
    return ended("no-baseline", `The base ${commit.slice(0, 12)} has no ${name}, so there is nothing to compare with yet.`);
  const sides = { base: await readSide("base", baseConfig), head };
  const matching = matchColumns(sides.base, head);
  refuseManyPairs(matching, options.allColumns);
  if (matching.pairs.length === 0) return ended("no-baseline", "No column of head has a partner in base.", matching.unmatched);
  const { fingerprint, alike } = await fingerprintBoth(sides, checkouts, baseConfig);
  if (alike && !options.force)
    return ended("unchanged", "Base and head send the same requests: prompts, providers and defaults resolve alike. No call was made.");
  return drawAndJudge(await planComparison({ options, pack, sides, matching, fingerprint }));
}

/** Code may load what no hash of the config sees, so with code in play only an equal working tree is `alike`. */
async function fingerprintBoth(
  sides: Sides,
  { options, root, commit, worktree }: Checkouts,
  baseConfig: string,
): Promise<{ fingerprint: string; alike: boolean }> {
  const base = await fingerprintSide(sides.base, worktree, baseConfig);
  const head = await fingerprintSide(sides.head, root, options.config);
  const tree = base.opaque || head.opaque ? await treeState(root, commit) : null;
  return {
    fingerprint: hashText(JSON.stringify([base.hash, head.hash, tree?.hash ?? null, options.force, options.temperature])),
    alike: base.hash === head.hash && (tree === null || tree.equal),
  };
}
