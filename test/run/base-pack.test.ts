import { cp, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { basePack } from "../../src/run/base-pack.ts";
import { addWorktree, commitOf } from "../../src/run/git.ts";
import { Project, repositoryFolder } from "../support/project.ts";

/** The pack is the ruler: a pull request does not bring its own. */

test("a pack of the repository is the base's; where head changed or removed it a finding says so; where base lacks it there is none", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  const shipped = join(repositoryFolder, "packs", "dilemmas");
  await cp(shipped, join(project.folder, "own"), { recursive: true });
  await project.commit("a pack of our own");
  const { folder: worktree } = await addWorktree(project.folder, await commitOf(project.folder, "HEAD"));
  const own = join(project.folder, "own");

  const same = (await basePack(own, project.folder, worktree))!;
  expect({ path: same.path, findings: same.findings }).toEqual({ path: join(worktree, "own"), findings: [] });

  const [scenario] = await readdir(join(own, "scenarios"));
  await rm(join(own, "scenarios", scenario!));
  const changed = (await basePack(own, project.folder, worktree))!;
  expect(changed.pack.hash).toBe(same.pack.hash);
  expect(changed.findings).toEqual([{ code: "pr/pack", text: expect.stringContaining("the base's pack judged") }]);

  await rm(own, { recursive: true });
  const removed = (await basePack(own, project.folder, worktree))!;
  expect(removed.pack.hash).toBe(same.pack.hash);
  expect(removed.findings).toEqual([{ code: "pr/pack", text: expect.stringMatching(/removes the pack .*; the base's pack judged/) }]);

  await cp(shipped, join(project.folder, "new"), { recursive: true });
  expect(await basePack(join(project.folder, "new"), project.folder, worktree)).toBeNull();
  expect((await basePack("core", project.folder, worktree))!.path).toBe("core");
  expect((await basePack(shipped, project.folder, worktree))!.path).toBe(shipped);
});
