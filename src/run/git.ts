import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { devNull } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { isAlive } from "../disk/is-alive.ts";
import { describeError, GygesError, systemCode } from "../schema/error.ts";

/** What `gyges run` asks of git: the commit of a ref, and a worktree of it. */

const exec = promisify(execFile);

/**
 * Without the repository's hooks: tools like husky point git at a folder that the head brings, and laying out a worktree would run its
 * `post-checkout` with this process's environment.
 *
 * @param env variables beside this process's own: for what may stand in no command line, and `LC_ALL` where git's words are read
 * @returns what it prints, 64 MB at most
 * @throws as Node does, with what git says in the message
 */
export async function git(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await exec("git", ["-C", cwd, "-c", `core.hooksPath=${devNull}`, ...args], {
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
  return stdout;
}

/**
 * @returns the absolute folder of the checkout around this folder
 * @throws GygesError `run/no-git`, `run/other-owner` or `run/no-repository`
 */
export async function repositoryRoot(folder: string): Promise<string> {
  const root = await git(folder, ["rev-parse", "--show-toplevel"], { LC_ALL: "C" }).catch((cause: unknown) => {
    throw noRepository(folder, cause);
  });
  return root.trim();
}

/** git ends alike where there is no repository and where it may not read one, as in a container of CI whose checkout another user made. */
function noRepository(folder: string, cause: unknown): GygesError {
  const refusal = (code: string, message: string): GygesError => new GygesError("usage", `run/${code}`, message, { cause });
  if (systemCode(cause) === "ENOENT")
    return refusal(
      "no-git",
      "git cannot be started, and the files of base come from it.\n  Wanted: git on the PATH. To judge two files that exist: gyges gate BASE HEAD",
    );
  const owned = /dubious ownership in repository at '([^'\n]+)'/.exec(cause instanceof Error ? cause.message : "")?.[1];
  if (owned !== undefined)
    return refusal(
      "other-owner",
      `git does not read ${owned}, since another user owns it.\n  Wanted: a checkout that this user may use.\n  Say that it is one: git config --global --add safe.directory ${JSON.stringify(owned)}`,
    );
  return refusal(
    "no-repository",
    `${folder} is not in a git repository, so there is no base to compare with.\n  gyges run compares the working tree with --base-ref. To judge two files that exist: gyges gate BASE HEAD`,
  );
}

/**
 * The ref may not start with a hyphen, so that it is never read as an option.
 *
 * @returns 40 hex digits, 64 in a repository of SHA-256
 * @throws GygesError `run/base-ref`
 */
export async function commitOf(root: string, ref: string): Promise<string> {
  const bad = (cause?: unknown): GygesError =>
    new GygesError(
      "usage",
      "run/base-ref",
      `--base-ref ${JSON.stringify(ref)} names no commit of this repository.\n  ${fetching(ref)}`,
      cause === undefined ? {} : { cause },
    );
  if (!/^[\w./@{}~^-]{1,200}$/.test(ref) || ref.startsWith("-")) throw bad();
  return (
    await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]).catch((cause: unknown) => {
      throw bad(cause);
    })
  ).trim();
}

/** A checkout of CI holds one commit; what a branch of the origin is called was known to whoever typed it. */
function fetching(ref: string): string {
  const branch = /^origin\/([\w./-]{1,100})$/.exec(ref)?.[1];
  return branch === undefined
    ? "Example: gyges run --config promptfooconfig.yaml --base-ref origin/main\n  In CI the base may not be fetched: git fetch --depth=1 origin main"
    : `It may not be fetched: git fetch --depth=1 origin ${branch}:refs/remotes/origin/${branch}`;
}

/** gyges's own folder in the repository; it ignores itself, so that nothing of it is ever committed. */
export async function workFolder(root: string): Promise<string> {
  const folder = join(root, ".gyges");
  await mkdir(folder, { recursive: true });
  if (!existsSync(join(folder, ".gitignore"))) await writeFile(join(folder, ".gitignore"), "*\n");
  return folder;
}

/**
 * A worktree of the commit inside the repository: there `package:` names resolve through the parent's node_modules,
 * outside they do not (measured on promptfoo 0.123.1).
 *
 * @param commit as {@link commitOf} gives it
 * @throws GygesError `run/worktree`
 */
export async function addWorktree(root: string, commit: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const worktrees = join(await workFolder(root), "worktrees");
  await sweep(root, worktrees);
  const folder = join(worktrees, `${commit.slice(0, 12)}-${process.pid}`);
  await git(root, ["worktree", "add", "--detach", "--force", folder, commit]).catch((cause: unknown) => {
    throw new GygesError(
      "usage",
      "run/worktree",
      `git could not lay out the base ${commit.slice(0, 12)}: ${describeError(cause).trimEnd()}\n  Wanted: its files in ${folder}.\n  Mend what git says, such as a disk without room, and run again; of earlier runs nothing has to stay: rm -r ${JSON.stringify(worktrees)}`,
      { cause },
    );
  });
  const remove = async (): Promise<void> => {
    // A worktree that stays behind is untidy, not wrong; a later run sweeps it away.
    await git(root, ["worktree", "remove", "--force", folder]).catch(() => undefined);
  };
  return { folder, remove };
}

/** Removes the worktrees of runs that were killed. */
async function sweep(root: string, worktrees: string): Promise<void> {
  await removeWhere(root, worktrees, (pid) => !isAlive(pid));
}

/** Removes the worktrees that a process has left: one that is known to have ended, though its number may be another's by now. */
export async function removeWorktreesOf(root: string, pid: number): Promise<void> {
  await removeWhere(root, join(root, ".gyges", "worktrees"), (owner) => owner === pid);
}

/** The names of worktrees end in the process's number. */
async function removeWhere(root: string, worktrees: string, isLeft: (pid: number) => boolean): Promise<void> {
  const names = await readdir(worktrees).catch(() => []);
  for (const name of names) {
    const pid = Number(name.split("-").at(-1));
    if (!Number.isSafeInteger(pid) || pid <= 0 || !isLeft(pid)) continue;
    await git(root, ["worktree", "remove", "--force", join(worktrees, name)]).catch(() => undefined);
  }
  await git(root, ["worktree", "prune"]);
}
