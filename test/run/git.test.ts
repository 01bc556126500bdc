import { existsSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { addWorktree, commitOf, repositoryRoot, workFolder } from "../../src/run/git.ts";
import { Project } from "../support/project.ts";

/** In real repositories. */

afterEach(() => void vi.unstubAllEnvs());

test("a ref becomes 40 hex digits; what git would read as an option, or a shell as a command, never reaches it", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  expect(await commitOf(project.folder, "HEAD")).toBe((await project.git("rev-parse", "HEAD")).trim());
  for (const ref of ["-", "--help", "HEAD;id", "$(id)", "HEAD\nHEAD", "", "a b", "x".repeat(201)]) {
    await expect(commitOf(project.folder, ref)).rejects.toThrow(/names no commit of this repository/);
  }
});

test("a worktree holds the commit, not the working tree, and git ignores it; removed, it leaves nothing", async () => {
  await using project = await Project.create({ "a.txt": "committed" });
  await project.write({ "a.txt": "changed" });
  const { folder, remove } = await addWorktree(project.folder, await commitOf(project.folder, "HEAD"));
  expect(await project.read(folder.slice(project.folder.length) + "/a.txt")).toBe("committed");
  expect(await project.git("status", "--porcelain")).toBe(" M a.txt\n");
  await remove();
  expect(existsSync(folder)).toBe(false);
  expect((await project.git("worktree", "list")).trim().split("\n")).toHaveLength(1);
});

test("no hook of the repository runs, wherever git is told to look for them", async () => {
  await using project = await Project.create({ "hooks/post-checkout": `#!/bin/sh\nenv > "$(git rev-parse --show-toplevel)/../stolen"\n` });
  await chmod(join(project.folder, "hooks/post-checkout"), 0o755);
  await project.git("config", "core.hooksPath", join(project.folder, "hooks"));
  const { folder } = await addWorktree(project.folder, await commitOf(project.folder, "HEAD"));
  expect(existsSync(join(folder, "../stolen"))).toBe(false);
  await project.git("worktree", "add", "--detach", "--quiet", join(project.folder, ".gyges/worktrees/other"), "HEAD");
  expect(existsSync(join(folder, "../stolen"))).toBe(true);
});

test("a worktree that a killed run left behind is swept away by the next run; one of a living run stays", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  const commit = await commitOf(project.folder, "HEAD");
  const living = await addWorktree(project.folder, commit);
  const dead = join(project.folder, ".gyges", "worktrees", `${commit.slice(0, 12)}-999999999`);
  await project.git("worktree", "add", "--detach", "--quiet", dead, commit);
  await project.write({ "b.txt": "B" });
  await project.commit("second");
  const next = await addWorktree(project.folder, await commitOf(project.folder, "HEAD"));
  expect([existsSync(dead), existsSync(living.folder), existsSync(next.folder)]).toEqual([false, true, true]);
});

test("a folder outside any repository is told what gyges run compares, and what to type instead", async () => {
  await using outside = await Project.createOutside({});
  await expect(repositoryRoot(outside.folder)).rejects.toThrow(/is not in a git repository.*\n.*gyges gate BASE HEAD/);
});

test("where there is no git, or a checkout is another user's, that is said, and not that there is no repository", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  vi.stubEnv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
  await expect(repositoryRoot(project.folder)).rejects.toMatchObject({
    code: "run/other-owner",
    message: expect.stringContaining(`git config --global --add safe.directory ${JSON.stringify(project.folder)}`),
  });
  vi.stubEnv("PATH", "");
  await expect(repositoryRoot(project.folder)).rejects.toMatchObject({
    code: "run/no-git",
    message: expect.stringMatching(/^git cannot be started.*\n.*git on the PATH.*gyges gate BASE HEAD/),
  });
});

test("the folder of gyges ignores itself, so that nothing of it is ever committed", async () => {
  await using project = await Project.create({ "a.txt": "A", ".gitignore": "" });
  await workFolder(project.folder);
  await project.write({ ".gyges/runs/x/store.jsonl": "{}" });
  expect(await project.git("status", "--porcelain")).toBe("");
});
