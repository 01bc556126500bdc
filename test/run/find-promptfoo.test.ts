import { expect, test } from "vitest";
import { findPromptfoo } from "../../src/run/find-promptfoo.ts";
import { Project } from "../support/project.ts";

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
