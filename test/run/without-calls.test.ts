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

test("a system text that only head's tests set is refused before anything is called unchanged", async () => {
  const tests = [{ vars: { message: "Hello", system: "You assist a shop." } }];
  await using project = await Project.create({ "promptfooconfig.yaml": stringify({ ...config, defaultTest: {}, tests }) });
  await expect(start(project, { baseRef: "HEAD", messageVar: "message" })).rejects.toThrow(
    /^the prompts of head need \{\{system\}\}, which only the tests set/,
  );
});

test("the change that gives a variable its first value has no base yet, and the next one has", async () => {
  const tests = [{ vars: { message: "Hello", system: "You assist a shop." } }];
  await using project = await Project.create({ "promptfooconfig.yaml": stringify({ ...config, defaultTest: {}, tests }) });
  await project.write({ "promptfooconfig.yaml": stringify({ ...config, tests }) });
  const commit = (await project.git("rev-parse", "HEAD")).slice(0, 12);
  for (const messageVar of ["message", undefined]) {
    const { verdict } = await start(project, { baseRef: "HEAD", messageVar });
    expect([verdict.verdict, verdict.reasons[0]!.text.split("\n")]).toEqual([
      "no-baseline",
      [
        "Base cannot be measured, so there is nothing to compare with yet; head can.",
        `  the prompts of base ${commit} need {{system}}, which only the tests set: without it gyges would measure another prompt.`,
        "  Once this change is merged, the next pull request is judged.",
      ],
    ]);
  }
  await project.commit("merged");
  expect((await start(project, { baseRef: "HEAD" })).verdict.verdict).toBe("unchanged");
});

test("a prompt file that is no JSON is refused in head by its line; in base alone it is no baseline", async () => {
  const messages = (comma: string): string =>
    `[\n{"role":"system","content":"You assist."}${comma}\n{"role":"user","content":"{{message}}"}\n]`;
  const broken = {
    "promptfooconfig.yaml": stringify({ ...config, prompts: ["file://prompts/chat.json"] }),
    "prompts/chat.json": messages(""),
  };
  await using project = await Project.create(broken);
  await expect(start(project, { baseRef: "HEAD" })).rejects.toThrow(/^prompts\/chat\.json is not valid JSON \(line 3\)/);
  await project.write({ "prompts/chat.json": messages(",") });
  const { verdict } = await start(project);
  expect([verdict.verdict, verdict.reasons[0]!.text]).toEqual([
    "no-baseline",
    expect.stringMatching(/head can\.\n {2}in base [0-9a-f]{12} prompts\/chat\.json is not valid JSON \(line 3\)\.\n {2}Once/),
  ]);
});

test("another name for the user's turn takes no base away: it could be measured, so the change is refused", async () => {
  const named = (name: string): string =>
    stringify({ ...config, prompts: [config.prompts[0]!.replace("message", name)], tests: [{ vars: { [name]: "Hello" } }] });
  await using project = await Project.create({ "promptfooconfig.yaml": named("message") });
  await project.write({ "promptfooconfig.yaml": named("question") });
  for (const messageVar of [undefined, "question"]) {
    await expect(start(project, { messageVar })).rejects.toThrow(
      /^the user's turn is \{\{message\}\} in the prompts of base [0-9a-f]{12} and \{\{question\}\} in those of head.*\n {2}Keep/,
    );
  }
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
