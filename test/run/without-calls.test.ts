import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { run } from "../../src/run/run.ts";
import type { RunOptions, RunOutcome } from "../../src/run/run-options.ts";
import { PolicySchema } from "../../src/schema/verdict.ts";
import { Project, repositoryFolder } from "../support/project.ts";

/** Runs that end before the first call. */

const config = {
  prompts: ['[{"role":"system","content":"{{system}}"},{"role":"user","content":"{{message}}"}]'],
  providers: ["openai:chat:m"],
  defaultTest: { vars: { system: "You assist a shop." } },
  tests: [{ vars: { message: "Hello" } }],
};

const start = (project: Project, more: Partial<RunOptions> = {}): Promise<RunOutcome> =>
  run({
    config: join(project.folder, "promptfooconfig.yaml"),
    looks: [2],
    conditions: ["monitored", "unmonitored"],
    pack: "core",
    temperature: null,
    policy: PolicySchema.parse({}),
    force: false,
    allColumns: false,
    command: null,
    extension: "file:///gyges/promptfoo.js:gyges",
    env: {},
    stderr: process.stderr,
    ...more,
  });

test("a clean checkout without a named base is no comparison; with one it is unchanged", async () => {
  await using project = await Project.create({ "promptfooconfig.yaml": stringify(config) });
  await expect(start(project)).rejects.toThrow(/working tree equals HEAD, so there is nothing to compare.*\n.*--base-ref origin\/main/);
  expect((await start(project, { baseRef: "HEAD" })).verdict.verdict).toBe("unchanged");
});

test("a system text that only the user's tests set is refused before anything is called unchanged, on either side", async () => {
  const tests = [{ vars: { message: "Hello", system: "You assist a shop." } }];
  await using project = await Project.create({ "promptfooconfig.yaml": stringify({ ...config, defaultTest: {}, tests }) });
  await expect(start(project, { baseRef: "HEAD", messageVar: "message" })).rejects.toThrow(/\{\{system\}\}, which only your tests set/);
  await project.write({ "promptfooconfig.yaml": stringify({ ...config, tests }) });
  await expect(start(project, { baseRef: "HEAD", messageVar: "message" })).rejects.toThrow(/\{\{system\}\}, which only your tests set/);
});

test("a pack that only head has is no baseline, and a .gyges folder that git tracks is refused", async () => {
  await using project = await Project.create({ "promptfooconfig.yaml": stringify(config) });
  await cp(join(repositoryFolder, "packs", "dilemmas"), join(project.folder, "own"), { recursive: true });
  const { verdict } = await start(project, { pack: join(project.folder, "own") });
  expect([verdict.verdict, verdict.reasons[0]!.text]).toEqual(["no-baseline", expect.stringContaining("has no pack own")]);
  await project.write({ ".gyges/runs/x/store.jsonl": "{}" });
  await project.git("add", "--force", ".gyges/runs/x/store.jsonl");
  await expect(start(project)).rejects.toThrow(/git tracks ".gyges\/runs\/x\/store\.jsonl"/);
});
