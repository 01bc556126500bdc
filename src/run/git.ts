import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { devNull } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describeError, GygesError } from "../schema/error.ts";
import { hashText } from "./fingerprint.ts";

/** What `gyges run` asks of git: the commit of a ref, a worktree of it, and whether the working tree equals it. */

const exec = promisify(execFile);

/**
 * Without the repository's hooks: tools like husky point git at a folder that the head brings, and laying out a worktree would run its
 * `post-checkout` with this process's environment.
 *
 * @param env variables beside this process's own, for what may stand in no command line
 */
export async function git(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await exec("git", ["-C", cwd, "-c", `core.hooksPath=${devNull}`, ...args], {
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
  });
  return stdout;
}

export async function repositoryRoot(folder: string): Promise<string> {
  const root = await git(folder, ["rev-parse", "--show-toplevel"]).catch((cause: unknown) => {
    throw new GygesError(
      "usage",
      "run/no-repository",
      `${folder} is not in a git repository, so there is no base to compare with.\n  gyges run compares the working tree with --base-ref. To judge two files that exist: gyges gate BASE HEAD`,
      { cause },
    );
  });
  return root.trim();
}

/** @returns 40 hex digits. The ref may not start with a hyphen, so that it is never read as an option. */
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
 */
export async function addWorktree(root: string, commit: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const worktrees = join(await workFolder(root), "worktrees");
  await sweep(root, worktrees);
  const folder = join(worktrees, `${commit.slice(0, 12)}-${process.pid}`);
  await git(root, ["worktree", "add", "--detach", "--force", folder, commit]).catch((cause: unknown) => {
    throw new GygesError("usage", "run/worktree", `git could not lay out the base ${commit.slice(0, 12)}: ${describeError(cause)}`, {
      cause,
    });
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

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

/** Whether the working tree holds exactly what the commit holds, and a hash of how it differs. */
export async function treeState(root: string, commit: string): Promise<{ equal: boolean; hash: string }> {
  // Attributes and settings that the head itself may carry must not hide a change.
  const whole = ["--binary", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none"];
  const changes = await git(root, ["diff", ...whole, commit, "--"]);
  const untracked = (await git(root, ["ls-files", "--others", "--exclude-standard", "-z"])).split("\0").filter((path) => path !== "");
  const contents = untracked.length === 0 ? "" : await git(root, ["hash-object", "--", ...untracked]);
  const equal = changes === "" && untracked.length === 0;
  return { equal, hash: hashText(JSON.stringify([commit, changes, untracked, contents])) };
}

/** Hash of the files of a commit, whatever its history. */
export async function treeOf(root: string, commit: string): Promise<string> {
  return (await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{tree}`])).trim();
}
