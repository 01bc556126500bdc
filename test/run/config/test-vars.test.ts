import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { csvHeader } from "../../../src/run/config/csv-header.ts";
import { readTestVars } from "../../../src/run/config/test-vars.ts";
import type { UserConfig } from "../../../src/run/config/user-config.ts";
import { folder } from "../../disk/sample.ts";

async function names(config: Partial<UserConfig>, files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  using dir = folder();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir.path, name), text);
  return await readTestVars(config, dir.path);
}

test("a table's columns are variables, but for promptfoo's own; names may stand in quotes", () => {
  expect(csvHeader('\uFEFFquestion, tone ,"a, b","say ""x""",__expected,__metadata:id\r\n1,2')).toEqual([
    "question",
    "tone",
    "a, b",
    'say "x"',
  ]);
  expect(csvHeader("")).toEqual([]);
});

test("files of tests are read by their kind, patterns too", async () => {
  expect(await names({ tests: "file://t.csv" }, { "t.csv": "question,__expected\nHi,\n" })).toEqual(["question"]);
  expect(
    await names({ tests: ["t*.yaml", { vars: { own: 1 } }] }, { "t1.yaml": "- vars: {a: 1}\n", "t2.yaml": "- vars: {b: 1}\n" }),
  ).toEqual(["a", "b", "own"]);
  expect(await names({ tests: { path: "file://t.json" } }, { "t.json": '[{"vars": {"a": 1}}]' })).toEqual(["a"]);
  expect(await names({ tests: "file://t.jsonl" }, { "t.jsonl": '{"vars": {"a": 1}}\n{"vars": {"b": 1}}\n' })).toEqual(["a", "b"]);
});

test("scenarios are read: their configs, their tests, and files of either", async () => {
  const scenarios = [{ config: [{ vars: { topic: "x" } }], tests: [{ vars: { message: "y" } }, "file://t.yaml"] }];
  expect(await names({ scenarios }, { "t.yaml": "- vars: {style: 1}\n" })).toEqual(["topic", "message", "style"]);
});

test("a program is not run, and what is not there or cannot be read says nothing", async () => {
  const files = { "t.mjs": 'throw new Error("run")', "broken.yaml": "a: [", "t.txt": "x" };
  expect(await names({ tests: ["file://t.mjs:make", "file://broken.yaml", "file://absent.csv", "t.txt"] }, files)).toEqual([]);
});
