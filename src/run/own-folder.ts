import { lstat, realpath } from "node:fs/promises";
import { join, relative } from "node:path";
import { describeError, GygesError } from "../schema/error.ts";
import { git } from "./git.ts";
import { placeWithin } from "./place-within.ts";

/**
 * gyges keeps draws in `.gyges`, which is never committed. Where git tracks one, or it is a link, its draws may be the
 * pull request's own: a run would read them and call nobody.
 *
 * @throws GygesError `run/foreign-folder`
 */
export async function refuseForeignFolder(root: string, configFolder: string): Promise<void> {
  for (const parent of new Set([root, configFolder])) {
    // In any case of its letters: some file systems see no difference.
    const tracked = (await git(parent, ["ls-files", "-z", "--", ":(icase).gyges"])).split("\0").filter((name) => name !== "");
    if (tracked.length > 0) throw isTracked(relative(root, join(parent, tracked[0]!)), relative(root, join(parent, ".gyges")));
    for (const inside of [".gyges", join(".gyges", "runs"), join(".gyges", "worktrees")]) await refuseLink(join(parent, inside));
  }
}

/**
 * A folder of stored bases whose files come with a commit would let a change bring the base that judges it: its own, or that of a submodule, or one
 * behind a link on the way.
 *
 * @param configFolder any folder of the repository
 * @throws GygesError `run/foreign-folder`
 */
export async function refuseTracked(folder: string, configFolder: string): Promise<void> {
  await refuseLink(folder);
  const real = await realpath(folder).catch(() => null);
  const root = (await git(configFolder, ["rev-parse", "--show-toplevel"])).trim();
  const place = placeWithin(root, folder);
  const named = place === null || place === "" ? null : await trackedIn(root, `:(top,literal,icase)${place}`);
  const tracked = named ?? (real === null ? null : await trackedIn(real, "."));
  if (tracked === null) return;
  throw new GygesError(
    "usage",
    "run/foreign-folder",
    `git tracks ${JSON.stringify(tracked)} in the folder of stored bases, so a base could come with a commit instead of from a model.\n  Name a folder that git ignores and the workflow restores from its cache: --baseline-dir .gyges/baselines`,
  );
}

/** The first tracked file; null where there is none, or no repository. @throws GygesError where git cannot tell */
async function trackedIn(folder: string, pathspec: string): Promise<string | null> {
  const listed = await git(folder, ["ls-files", "-z", "--", pathspec], { LC_ALL: "C" }).catch((cause: unknown) => {
    if (cause instanceof Error && /^fatal: not a git repository/m.test(cause.message)) return "";
    throw untold(folder, cause);
  });
  return listed.split("\0").find((name) => name !== "") ?? null;
}

export async function refuseLink(path: string): Promise<void> {
  const about = await lstat(path).catch(() => null);
  if (about === null || !about.isSymbolicLink()) return;
  throw new GygesError(
    "usage",
    "run/foreign-folder",
    `${path} is a link, and gyges keeps its draws only in a folder of its own.\n  Delete the link and run again: rm ${JSON.stringify(path)}`,
  );
}

function untold(folder: string, cause: unknown): GygesError {
  return new GygesError(
    "usage",
    "run/foreign-folder",
    `git cannot say whether it tracks ${folder}, where bases would be stored: ${describeError(cause)}\n  Wanted: a folder that no commit can bring.\n  Name one that git ignores: --baseline-dir .gyges/baselines`,
    { cause },
  );
}

function isTracked(file: string, folder: string): GygesError {
  return new GygesError(
    "usage",
    "run/foreign-folder",
    `git tracks ${JSON.stringify(file)}, so draws of gyges could come with a commit instead of from a model.\n  Take the folder out of the repository: git rm -r --cached ${folder}\n  and delete it: rm -r ${folder}`,
  );
}
