import { mkdir, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commitOf } from "../../src/run/git.ts";
import { treeState } from "../../src/run/tree-state.ts";
import { Project } from "../support/project.ts";

/** In real repositories. */

test("the working tree equals a commit only where nothing is changed, added or new", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  const commit = await commitOf(project.folder, "HEAD");
  const clean = await treeState(project.folder, commit);
  expect(clean.equal).toBe(true);
  await project.write({ "new.txt": "one" });
  const one = await treeState(project.folder, commit);
  await project.write({ "new.txt": "two" });
  const two = await treeState(project.folder, commit);
  expect([one.equal, two.equal]).toEqual([false, false]);
  expect(new Set([clean.hash, one.hash, two.hash]).size).toBe(3);
});

test("no setting of a pull request hides a change: neither a text conversion nor a submodule that is to be ignored", async () => {
  await using project = await Project.create({ "a.txt": "A", ".gitattributes": "*.txt diff=same\n" });
  await project.git("config", "diff.same.textconv", "echo same #");
  await project.git("init", "--quiet", "sub");
  const commitInSub = (): Promise<string> => project.git("-C", "sub", "commit", "--quiet", "--allow-empty", "-m", "inside");
  await commitInSub();
  await project.commit("a submodule");
  await project.git("config", "diff.ignoreSubmodules", "all");
  const commit = await commitOf(project.folder, "HEAD");
  const clean = await treeState(project.folder, commit);
  await project.write({ "a.txt": "B" });
  const changed = await treeState(project.folder, commit);
  await project.write({ "a.txt": "C" });
  const again = await treeState(project.folder, commit);
  expect(new Set([clean.hash, changed.hash, again.hash]).size).toBe(3);
  await project.write({ "a.txt": "A" });
  await commitInSub();
  expect((await treeState(project.folder, commit)).hash).not.toBe(clean.hash);
});

test("an untracked link is told by what it says, and never followed: to a folder, out of the repository, or to nothing", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  await using outside = await Project.createOutside({ "data/one.txt": "one" });
  const commit = await commitOf(project.folder, "HEAD");
  const hashWith = async (target: string): Promise<string> => {
    await symlink(target, join(project.folder, "link"));
    const { equal, hash } = await treeState(project.folder, commit);
    expect(equal).toBe(false);
    await rm(join(project.folder, "link"));
    return hash;
  };
  const folder = await hashWith(join(outside.folder, "data"));
  await outside.write({ "data/one.txt": "two" });
  expect(await hashWith(join(outside.folder, "data"))).toBe(folder);
  const others = [await hashWith("a.txt"), await hashWith("nowhere"), await hashWith(".")];
  expect(new Set([folder, ...others]).size).toBe(4);
});

test("a link is no file that holds the same text", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  const commit = await commitOf(project.folder, "HEAD");
  await project.write({ other: "a.txt" });
  const file = await treeState(project.folder, commit);
  await rm(join(project.folder, "other"));
  await symlink("a.txt", join(project.folder, "other"));
  expect((await treeState(project.folder, commit)).hash).not.toBe(file.hash);
});

test("a repository inside this one that git does not track is told by its files, committed or not", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  const commit = await commitOf(project.folder, "HEAD");
  await project.write({ "inner/tracked.txt": "1", "inner/new.txt": "1", "inner/.gitignore": "built/\n" });
  await project.git("init", "--quiet", "inner");
  await project.git("-C", "inner", "add", "tracked.txt", ".gitignore");
  const first = await treeState(project.folder, commit);
  await project.write({ "inner/built/out.txt": "ignored" });
  expect(await treeState(project.folder, commit)).toEqual(first);
  await project.write({ "inner/tracked.txt": "2" });
  const second = await treeState(project.folder, commit);
  await project.write({ "inner/new.txt": "2" });
  const third = await treeState(project.folder, commit);
  await rm(join(project.folder, "inner/tracked.txt"));
  const fourth = await treeState(project.folder, commit);
  expect(new Set([first, second, third, fourth].map(({ hash }) => hash)).size).toBe(4);
});

test("a repository in a repository in this one, and a submodule of it that is not laid out, come to an end", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  const commit = await commitOf(project.folder, "HEAD");
  for (const folder of ["inner", "inner/sub", "inner/deep"]) {
    await project.git("init", "--quiet", folder);
    await project.git("-C", folder, "commit", "--quiet", "--allow-empty", "-m", "inside");
  }
  await project.git("-C", "inner", "add", "sub");
  await rm(join(project.folder, "inner/sub"), { recursive: true });
  await mkdir(join(project.folder, "inner/sub"));
  const first = await treeState(project.folder, commit);
  expect(first.equal).toBe(false);
  await project.write({ "inner/deep/new.txt": "1" });
  expect((await treeState(project.folder, commit)).hash).not.toBe(first.hash);
});

test.skipIf(process.platform !== "linux")(
  "an untracked file that cannot be read is named, with what to type, in place of git's own sentence",
  async () => {
    await using project = await Project.create({ "a.txt": "A" });
    // No UTF-8: by the name that git tells there is no file.
    await writeFile(Buffer.concat([Buffer.from(`${project.folder}/secret-`), Buffer.from([0xff])]), "x");
    await expect(treeState(project.folder, await commitOf(project.folder, "HEAD"))).rejects.toMatchObject({
      code: "run/untracked",
      message: expect.stringMatching(
        /secret-.* is not tracked by git and cannot be read: ENOENT.*\n  Wanted: .*\n  Make it readable, or name it in \.gitignore$/,
      ),
    });
  },
);
