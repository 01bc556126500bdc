import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ListedCall } from "../../providers/choice/asking.ts";
import { notebookAt, openNotebook } from "../../providers/choice/notebook.ts";

/** What is kept of a run's calls, where a crash tears it or a hand changes it. */

const question = `sha256:${"a".repeat(64)}`;
const call = (id: string): ListedCall => ({
  id,
  model: "served-1",
  listed: [{ token: "1", logprob: -0.1 }],
  bill: { calls: 1, prompt: 40, completion: 1, cost: null },
});

let folder: string;
const path = (): string => join(folder, "choice.jsonl");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gyges-notebook-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("a later process of the run finds the calls of an earlier one, by their question", async () => {
  const first = notebookAt(path());
  await Promise.all([first.keepCall(question, call("one")), first.keepCall(question, call("two"))]);
  const later = notebookAt(path());
  expect((await later.callsOf(question)).map(({ id }) => id)).toEqual(["one", "two"]);
  expect(await later.callsOf(`sha256:${"b".repeat(64)}`)).toEqual([]);
});

test("a torn last line is cut off, and what is written next stands on a line of its own", async () => {
  await notebookAt(path()).keepCall(question, call("one"));
  appendFileSync(path(), '{"record":"call","question":"sha2');
  const later = notebookAt(path());
  expect(await later.callsOf(question)).toEqual([call("one")]);
  await later.keepCall(question, call("two"));
  expect(await notebookAt(path()).callsOf(question)).toEqual([call("one"), call("two")]);
});

test.each([
  ["no JSON", "nonsense\n", /choice\.jsonl, line 1 is no JSON/],
  ["another shape", '{"record":"call","question":"x"}\n', /choice\.jsonl, line 1 is not valid/],
])("a whole line that is %s is a fault", async (_, text, message) => {
  writeFileSync(path(), text);
  await expect(notebookAt(path()).callsOf(question)).rejects.toThrow(message);
});

test("it stands beside the plan of the run, one for all columns of a process", async () => {
  vi.stubEnv("GYGES_RUN_PLAN", join(folder, "plan.json"));
  await openNotebook().keepCall(question, call("one"));
  expect(await notebookAt(path()).callsOf(question)).toEqual([call("one")]);
  expect(openNotebook()).toBe(openNotebook());
});

test("under plain promptfoo, and where the plan is handed over for a sealed pack, nothing is written", async () => {
  for (const plan of ["", "fd:3"]) {
    vi.stubEnv("GYGES_RUN_PLAN", plan);
    const own = openNotebook();
    await own.keepCall(question, call("one"));
    expect(await own.callsOf(question)).toEqual([]);
  }
  expect(() => readFileSync(path())).toThrow("ENOENT");
});
