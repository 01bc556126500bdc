import { symlinkSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { besideGyges, findPromptfoo } from "../../../src/run/child/find-promptfoo.ts";
import { Project } from "../../support/project.ts";

test.each([
  ["no JSON", "{"],
  ["no version", "{}"],
  ["another shape", '{"version":"1","bin":"x.js"}'],
])("a manifest of promptfoo with %s ends in a sentence on what to install", async (_, manifest) => {
  await using project = await Project.createOutside({ "node_modules/promptfoo/package.json": manifest });
  await expect(findPromptfoo(project.folder)).rejects.toMatchObject({
    kind: "usage",
    message: expect.stringMatching(/is not the manifest of a promptfoo.*\n.*npm install --save-dev promptfoo/),
  });
});

const manifest = (version: string): string => JSON.stringify({ version, bin: { promptfoo: "main.js" } });

test("a promptfoo for all projects is found by its command on the path; the project's own goes first", async () => {
  await using project = await Project.createOutside({
    "lib/node_modules/promptfoo/package.json": manifest("2.0.0"),
    "lib/node_modules/promptfoo/main.js": "",
    "app/readme.md": "",
    "own/node_modules/promptfoo/package.json": manifest("1.0.0"),
  });
  const at = (name: string): string => join(project.folder, name);
  await mkdir(at("bin"));
  symlinkSync("../lib/node_modules/promptfoo/main.js", at("bin/promptfoo"));
  const env = { PATH: `relative:${at("none")}:${at("bin")}` };
  expect(await findPromptfoo(at("app"), { env })).toEqual({ script: at("lib/node_modules/promptfoo/main.js"), version: "2.0.0" });
  expect(await findPromptfoo(at("own"), { env })).toMatchObject({ version: "1.0.0" });
  await expect(findPromptfoo(at("app"))).rejects.toThrow(/no promptfoo is installed.*(?:\n.*)+npx -p promptfoo -p gyges gyges run/);
});

test("beside gyges counts where gyges is installed, and not in a checkout of it, which has a promptfoo for its tests", async () => {
  await using project = await Project.createOutside({ "node_modules/promptfoo/package.json": manifest("1.0.0"), "src/run/x.js": "" });
  expect(besideGyges(join(project.folder, "node_modules/gyges/dist/src/run"))).toBe(
    join(project.folder, "node_modules/promptfoo/package.json"),
  );
  expect(besideGyges(join(project.folder, "src/run"))).toBe(null);
});
