import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { findJudge, type Judge } from "../../src/run/judge/find-judge.ts";
import type { LabelCalibration } from "../../src/schema/label-calibration.ts";
import { refuseUnmeasured } from "../../src/run/judge/run-judge.ts";
import { printsWithJudge } from "../../src/run/sides/side-prints.ts";
import { judgeLabeller } from "../../src/run/judge/judge-labeller.ts";
import { Project } from "../support/project.ts";

/** Where a judge may be named, in which forms, and what is told of one that cannot be used. */

let project: Project;
beforeAll(async () => {
  project = await Project.create({
    "judge.cjs": "module.exports = 1;",
    "sub/judge.cjs": "module.exports = 2;",
    "entry.yaml": stringify({ id: "openai:chat:m", label: "ours", config: { temperature: 0 } }),
    "sub/entry.json": JSON.stringify({ text: { id: "file://judge.cjs" } }),
    "id.yaml": "openai:chat:m2\n",
    "tests.yaml": stringify({ options: { provider: "openai:chat:of-a-file" } }),
  });
});
afterAll(() => project[Symbol.asyncDispose]());

const find = async (judge: string | true, config?: object, name = "promptfooconfig.yaml"): Promise<Judge> => {
  if (config !== undefined) await project.write({ [name]: stringify(config) });
  return findJudge({ judge, cwd: project.folder, config: config === undefined ? undefined : join(project.folder, name) });
};
const entry = { id: "openai:chat:m", config: { temperature: 0 } };

describe("in the config", () => {
  test.each<[string, object, object]>([
    ["as judge", { judge: entry }, entry],
    ["as judge, an id", { judge: "openai:chat:m" }, { id: "openai:chat:m" }],
    ["as the grader of defaultTest", { defaultTest: { options: { provider: entry } } }, entry],
    [
      "as its provider",
      { defaultTest: { provider: "openai:chat:m", options: { provider: "openai:chat:other" } } },
      { id: "openai:chat:m" },
    ],
    ["as its grader for texts", { defaultTest: { options: { provider: { text: entry, embedding: "x" } } } }, entry],
    ["as an id under text", { defaultTest: { options: { provider: { text: "openai:chat:m" } } } }, { id: "openai:chat:m" }],
    ["judge goes first", { judge: entry, defaultTest: { provider: "x", options: { provider: "y" } } }, entry],
    ["in a file of defaultTest", { defaultTest: "file://tests.yaml" }, { id: "openai:chat:of-a-file" }],
    ["by the label of a provider", { judge: "second", providers: [{ label: "second", prompts: ["p"], ...entry }] }, entry],
    ["by the label of a target", { judge: "second", targets: ["x", { label: "second", ...entry }] }, entry],
  ])("%s", async (_, config, wanted) => {
    expect((await find(true, config)).entry).toEqual(wanted);
  });

  test("with its env, its folder, and its files in absolute paths", async () => {
    const judge = await find(true, { judge: { id: "file://judge.cjs", config: { rubric: "file://id.yaml" } }, env: { A: "b" } });
    const files = ["judge.cjs", "id.yaml"].map((name) => join(project.folder, name));
    expect(judge).toEqual({
      name: "file://judge.cjs",
      entry: { id: `file://${files[0]}`, config: { rubric: `file://${files[1]}` } },
      files,
      folder: project.folder,
      env: { A: "b" },
    });
  });
});

describe("on the command line", () => {
  test.each<[string, string, object]>([
    ["an id", "anthropic:messages:claude-sonnet-4-5", { id: "anthropic:messages:claude-sonnet-4-5" }],
    ["a file that holds an entry", "entry.yaml", entry],
    ["a file that holds an id", "id.yaml", { id: "openai:chat:m2" }],
  ])("%s", async (_, judge, wanted) => {
    expect((await find(judge)).entry).toEqual(wanted);
  });

  test("a file that is a provider, with or without file://", async () => {
    const wanted = { id: `file://${join(project.folder, "judge.cjs")}` };
    expect((await find("judge.cjs")).entry).toEqual(wanted);
    expect((await find("./judge.cjs")).entry).toEqual(wanted);
    expect((await find("file://judge.cjs")).entry).toEqual(wanted);
  });

  test("paths of an entry's file are relative to that file", async () => {
    expect((await find("sub/entry.json")).files).toEqual([join(project.folder, "sub/judge.cjs")]);
  });
});

describe("is refused, with what was seen and what to write", () => {
  test.each<[string, string | true, object | undefined, string, RegExp]>([
    ["where none is named", true, undefined, "judge/none", /no judge is named.\n {2}Name one: --judge openai/],
    ["where the config names none", true, { prompts: ["x"] }, "judge/none", /promptfooconfig\.yaml names no judge/],
    ["as a list", true, { judge: [entry] }, "judge/form", /saw a list, wanted an id or an entry with one/],
    ["as a record without id", true, { judge: { config: {}, label: "x" } }, "judge/form", /saw keys config, label/],
    ["as a number", true, { judge: 3 }, "judge/form", /saw number/],
    ["as a blank", true, { judge: " " }, "judge/form", /saw string/],
    ["as a command", "exec:judge.sh", undefined, "config/unsupported", /runs a command/],
    ["as a file that is not there", "file://absent.cjs", undefined, "config/missing-file", /absent\.cjs, which is not there/],
    ["as a relative path without file://", true, { judge: "./judge.cjs" }, "config/unsupported", /without file:\/\//],
  ])("%s", async (_, judge, config, code, message) => {
    await expect(find(judge, config)).rejects.toMatchObject({ kind: "usage", code, message: expect.stringMatching(message) });
  });

  test("a config that is a program, is not there, or is no config", async () => {
    await project.write({ "conf.mjs": "export default {}", "list.yaml": "- a", "broken.yaml": "a: [" });
    const of = (name: string): Promise<Judge> => findJudge({ judge: true, cwd: project.folder, config: join(project.folder, name) });
    await expect(of("conf.mjs")).rejects.toMatchObject({ code: "config/unsupported" });
    await expect(of("absent.yaml")).rejects.toMatchObject({ code: "config/unreadable" });
    await expect(of("list.yaml")).rejects.toMatchObject({ code: "config/shape" });
    await expect(of("broken.yaml")).rejects.toMatchObject({ code: "config/yaml" });
  });
});

describe("the labeller", () => {
  const voting = { votes: 3, threshold: 0.6 };
  const named = async (judge: string, vote = voting): Promise<string> => judgeLabeller("rules/9", await find(judge), vote);

  test("names the rules and a hash, the same for the same judge", async () => {
    expect(await named("judge.cjs")).toMatch(/^rules\/9\+judge\/[0-9a-f]{8}$/);
    expect(await named("judge.cjs")).toBe(await named("file://judge.cjs"));
    expect(await judgeLabeller("rules/10", await find("judge.cjs"), voting)).toBe(
      (await named("judge.cjs")).replace("rules/9", "rules/10"),
    );
  });

  test("is another one for another provider, settings, code, votes or threshold", async () => {
    const before = await named("judge.cjs");
    const others = [
      await named("entry.yaml"),
      await named("id.yaml"),
      await named("judge.cjs", { votes: 5, threshold: 0.6 }),
      await named("judge.cjs", { votes: 3, threshold: 0.7 }),
    ];
    await project.write({ "judge.cjs": "module.exports = 3;" });
    others.push(await named("judge.cjs"));
    expect(new Set([before, ...others]).size).toBe(6);
  });

  test("is the same in another folder of another machine", async () => {
    await using other = await Project.create({ "judge.cjs": "module.exports = 2;" });
    const here = await findJudge({ judge: "judge.cjs", cwd: join(project.folder, "sub") });
    const there = await findJudge({ judge: "judge.cjs", cwd: other.folder });
    expect(await judgeLabeller("rules/9", there, voting)).toBe(await judgeLabeller("rules/9", here, voting));
  });
});

describe("labels of a judge", () => {
  const OF_JUDGE = "rules/9+judge/0a1b2c3d";
  const shared = { complying: { agreed: 9, of: 9 }, notComplying: { agreed: 9, of: 9 } };
  const calibration = (labeller: string): LabelCalibration => ({ schema: "gyges.label-calibration/1", labeller, shared });

  test("gate where a calibration of this very judge is given, or the user insists; those of rules alone need neither", () => {
    expect(() => refuseUnmeasured(OF_JUDGE, calibration(OF_JUDGE), false)).not.toThrow();
    expect(() => refuseUnmeasured(OF_JUDGE, undefined, true)).not.toThrow();
    expect(() => refuseUnmeasured("rules/9", undefined, false)).not.toThrow();
    // The correction itself refuses it there, in its own words.
    expect(() => refuseUnmeasured("rules/9", calibration(OF_JUDGE), false)).not.toThrow();
    expect(() => refuseUnmeasured(OF_JUDGE, undefined, false)).toThrow(/nobody has measured this judge/);
    for (const insist of [false, true]) {
      expect(() => refuseUnmeasured(OF_JUDGE, calibration("rules/9"), insist)).toThrow(
        /is for labels by rules\/9, and these are by rules\/9\+judge/,
      );
    }
  });

  test("make another run of the same requests, and another base; without a judge nothing changes", async () => {
    const prints = { whole: "w", sides: { base: "b", head: "h" } };
    const judge = await find("judge.cjs");
    const one = printsWithJudge(prints, { judge, voting: { votes: 3, threshold: 0.6 }, labeller: OF_JUDGE });
    const two = printsWithJudge(prints, { judge, voting: { votes: 3, threshold: 0.6 }, labeller: "rules/9+judge/ffffffff" });
    expect(printsWithJudge(prints, null)).toEqual(prints);
    for (const of of [prints, two]) {
      expect(one.whole).not.toBe(of.whole);
      expect(one.sides.base).not.toBe(of.sides.base);
      expect(one.sides.head).not.toBe(of.sides.head);
    }
    expect(printsWithJudge(prints, { judge, voting: { votes: 3, threshold: 0.6 }, labeller: OF_JUDGE })).toEqual(one);
  });
});
