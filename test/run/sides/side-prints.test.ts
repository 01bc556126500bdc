import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { readSide } from "../../../src/run/config/read-side.ts";
import { printFiles, printRun, type Around, type RunPrints } from "../../../src/run/sides/side-prints.ts";
import { addWorktree, commitOf } from "../../../src/run/git.ts";
import { Project } from "../../support/project.ts";

/** A side by itself: whose draws may stand in for whose. */

const config = (text: string): string =>
  stringify({ prompts: [`${text} {{message}}`], providers: ["openai:chat:m"], tests: [{ vars: { message: "Hello" } }] });
const withCode = (text: string): string =>
  stringify({ prompts: [`${text} {{message}}`], providers: ["file://model.cjs"], tests: [{ vars: { message: "Hello" } }] });

async function prints(project: Project, base: string, more: Partial<Around> = {}): Promise<RunPrints> {
  const commit = await commitOf(project.folder, base);
  const worktree = await addWorktree(project.folder, commit);
  try {
    const configs = { base: join(worktree.folder, "c.yaml"), head: join(project.folder, "c.yaml") };
    const sides = { base: await readSide("base", configs.base), head: await readSide("head", configs.head) };
    const places = { root: project.folder, commit, worktree: worktree.folder, configs };
    const around = { promptfoo: "0.123.1", env: {}, folder: project.folder, temperature: null, messageVar: "message", ...more };
    return await printRun(await printFiles(sides, places), places, around);
  } finally {
    await worktree.remove();
  }
}

test.each([
  ["without code", config],
  ["with code, once it is a commit", withCode],
])("the head of one run is the base of the next: %s", async (_, write) => {
  await using project = await Project.create({ "c.yaml": write("One."), "model.cjs": "" });
  await project.write({ "c.yaml": write("Two.") });
  await project.commit("two");
  const first = await prints(project, "HEAD~1");
  await project.write({ "c.yaml": write("Three.") });
  const second = await prints(project, "HEAD");
  expect(second.sides.base).toBe(first.sides.head);
  expect(new Set([first.sides.base, first.sides.head, second.sides.head]).size).toBe(3);
  expect(second.whole).not.toBe(first.whole);
});

test("where code is in play, any other file of the working tree makes another side; else only what is sent does", async () => {
  for (const [write, same] of [
    [config, true],
    [withCode, false],
  ] as const) {
    await using project = await Project.create({ "c.yaml": write("One."), "model.cjs": "" });
    await project.write({ "c.yaml": write("Two.") });
    const before = await prints(project, "HEAD");
    await project.write({ "helper.cjs": "other" });
    const after = await prints(project, "HEAD");
    expect(after.sides.base).toBe(before.sides.base);
    expect(after.sides.head === before.sides.head).toBe(same);
    expect(after.whole === before.whole).toBe(same);
  }
});

test("temperature, the variable of the user's turn, promptfoo's version and the environment are part of either side", async () => {
  await using project = await Project.create({ "c.yaml": config("{{env.TONE}}") });
  await project.write({ "c.yaml": config("{{env.TONE}} Two.") });
  const usual = await prints(project, "HEAD");
  const others = [
    { temperature: 0.5 },
    { messageVar: "question" },
    { promptfoo: "0.124.0" },
    { env: { TONE: "calm" } },
    { env: { OPENAI_BASE_URL: "http://127.0.0.1" } },
  ];
  for (const other of others) {
    const changed = await prints(project, "HEAD", other);
    expect(changed.sides.base, JSON.stringify(other)).not.toBe(usual.sides.base);
    expect(changed.sides.head, JSON.stringify(other)).not.toBe(usual.sides.head);
  }
  expect(await prints(project, "HEAD", { env: { OTHER: "x" } })).toEqual(usual);
});
