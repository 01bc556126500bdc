import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { refuseForeignFolder, refuseLink, refuseTracked } from "../../src/run/own-folder.ts";
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

test("a folder of stored bases is refused where its files come with a commit: as it is, in another case, behind a link, or as the whole checkout", async () => {
  await using project = await Project.create({ "bases/0123456789abcdef.jsonl": "{}" });
  const at = (name: string): string => join(project.folder, name);
  await symlink(at("."), at("way"));
  for (const name of ["bases", "BASES", "way/bases", "."])
    await expect(refuseTracked(at(name), project.folder)).rejects.toMatchObject({
      code: "run/foreign-folder",
      message: expect.stringMatching(/git tracks ".*" in the folder of stored bases.*\n.*--baseline-dir \.gyges\/baselines/),
    });
});

test("a folder of which git cannot tell is refused too, in doubt", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  await using other = await Project.createOutside({ "inner/0123456789abcdef.jsonl": "{}" });
  await other.git("init", "--quiet");
  await other.write({ ".git/config": "[broken" });
  await expect(refuseTracked(join(other.folder, "inner"), project.folder)).rejects.toMatchObject({
    code: "run/foreign-folder",
    message: expect.stringMatching(/git cannot say whether it tracks .*inner.*[^]*bad config[^]*--baseline-dir \.gyges\/baselines/),
  });
});

test("a folder that git ignores, one that is not there, and one beside the repository are free", async () => {
  await using project = await Project.create({ "a.txt": "A" });
  await using other = await Project.createOutside({ "0123456789abcdef.jsonl": "{}" });
  await project.write({ ".gyges/baselines/0123456789abcdef.jsonl": "{}" });
  for (const folder of [join(project.folder, ".gyges/baselines"), join(project.folder, "absent"), other.folder])
    await expect(refuseTracked(folder, project.folder)).resolves.toBeUndefined();
});
