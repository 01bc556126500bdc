import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refuseForeignFolder, refuseLink } from "../../src/run/own-folder.ts";
import { Project } from "../support/project.ts";

/** Draws that a pull request brings along are no draws. In real repositories. */

test("a .gyges folder that git tracks is refused, in the root and beside the config, in any spelling of its case", async () => {
  await using project = await Project.create({ "evals/promptfooconfig.yaml": "" });
  const config = join(project.folder, "evals");
  await expect(refuseForeignFolder(project.folder, config)).resolves.toBeUndefined();
  for (const name of [".gyges/runs/x/store.jsonl", "evals/.gyges/runs/x/store.jsonl", "evals/.GYGES/x"]) {
    await project.write({ [name]: "{}" });
    await project.git("add", "--force", name);
    await expect(refuseForeignFolder(project.folder, config)).rejects.toThrow(/git tracks .*\n.*git rm -r --cached/);
    await project.git("rm", "--quiet", "--cached", name);
  }
  await expect(refuseForeignFolder(project.folder, config)).resolves.toBeUndefined();
});

test("a .gyges folder, its runs or one run that is a link is refused", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  await mkdir(join(project.folder, "elsewhere"));
  const folder = join(project.folder, ".gyges");
  await symlink(join(project.folder, "elsewhere"), folder);
  await expect(refuseForeignFolder(project.folder, project.folder)).rejects.toThrow(/\.gyges is a link/);
  await expect(refuseLink(join(project.folder, "elsewhere"))).resolves.toBeUndefined();
  await expect(refuseLink(join(project.folder, "absent"))).resolves.toBeUndefined();
});
