import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { BatchProvider } from "../../../providers/batch.ts";
import { readStore } from "../../../src/disk/store.ts";
import type { LiveProvider, Row, Suite } from "../../../src/promptfoo/hooks.ts";
import { noteSent, type Notes } from "../../../src/promptfoo/calls/note-sent.ts";
import { RunMode } from "../../../src/promptfoo/run-mode.ts";
import { packRef } from "../../../src/scenario/plan.ts";
import type { PlanFile } from "../../../src/schema/run-plan.ts";
import { rowsOf } from "../../commands/sample-files.ts";
import { folder } from "../../disk/sample.ts";
import { fixturePack, fixturePackPath } from "../fixture.ts";

const ours: Row = { metadata: { gyges: rowsOf({ draws: 1, side: "head" })[0]!.testCase.metadata!.gyges } };

/** A provider that says when it is called. */
function called(said: string[], more: Partial<LiveProvider> = {}): LiveProvider {
  const callApi = (prompt: string): Promise<unknown> => Promise.resolve(said.push(`called ${prompt}`));
  return { id: () => "own", callApi, ...more };
}

function notes(said: string[]): Notes {
  const note = (what: string) => (row: unknown) => Promise.resolve(void said.push(`${what} ${row === ours ? "ours" : "another"}`));
  return { sent: note("noted"), unsent: note("took back") };
}

test("a call of the pack's is noted before it is made, and the user's own are not", async () => {
  const said: string[] = [];
  const provider = called(said);
  noteSent([provider], notes(said));
  await provider.callApi("a", { test: ours });
  await provider.callApi("b", { test: { metadata: { team: "support" } } });
  expect(said).toEqual(["noted ours", "called a", "called b"]);
});

test("a call that was held back, so that the run stops, is taken back", async () => {
  const said: string[] = [];
  const halt = { kind: "batch-pending", text: "come again" };
  const provider = called(said, { callApi: () => Promise.resolve({ error: "come again", metadata: { gyges: { halt } } }) });
  noteSent([provider], notes(said));
  await provider.callApi("a", { test: ours });
  expect(said).toEqual(["noted ours", "took back ours"]);
});

test("a call that cannot be noted is not made", async () => {
  const said: string[] = [];
  const provider = called(said);
  noteSent([provider], { ...notes(said), sent: () => Promise.reject(new Error("the disk is full")) });
  await expect(provider.callApi("a", { test: ours })).rejects.toThrow("the disk is full");
  expect(said).toEqual([]);
});

test("a provider with books of its own is left alone: its calls may wait for days, and none is paid twice", async () => {
  const said: string[] = [];
  const provider = called(said, { ownBooks: new BatchProvider({ config: { provider: "openai:chat:m" } }).ownBooks });
  noteSent([provider], notes(said));
  await provider.callApi("a", { test: ours });
  expect(said).toEqual(["called a"]);
});

test("in a run each call stands in the store until its draw does, made again or not", async () => {
  using dir = folder();
  const rows = rowsOf({ draws: 1, side: "head" }).slice(0, 2);
  const [files, store] = [{ plan: join(dir.path, "plan.json"), status: join(dir.path, "status.json") }, join(dir.path, "store.jsonl")];
  const plan: PlanFile = {
    schema: "gyges.run-plan/1",
    parent: process.ppid,
    store,
    header: {
      record: "header",
      schema: "gyges.store/1",
      run: "run-1",
      gyges: "0.1.0",
      fingerprint: "print",
      pack: packRef(fixturePack),
      plan: rows[0]!.testCase.metadata!.gyges!.plan,
      pairs: [],
      kind: "run",
      createdAt: "2026-11-23T12:00:00.000Z",
    },
    pack: fixturePackPath,
    withhold: false,
    transformed: false,
    rows: rows.map(({ testCase }) => ({ metadata: { gyges: testCase.metadata!.gyges } })),
    checks: [],
    status: files.status,
  };
  writeFileSync(files.plan, JSON.stringify(plan));
  const mode = await RunMode.open(files.plan);
  const provider = called([]);
  const suite: Suite = { prompts: [], providers: [provider] };
  await mode.beforeAll({ suite });
  for (const test of [...suite.tests!, suite.tests![0]!]) await provider.callApi("a", { test });
  expect((await readStore(store)).unanswered).toBe(2);
  await mode.afterEach({ test: {}, result: rows[0]! });
  expect((await readStore(store)).unanswered).toBe(1);
  await mode.afterAll({ prompts: [], results: rows, config: {} });
  expect(await readStore(store)).toMatchObject({ unanswered: 0, draws: [{}, {}] });
  expect(readFileSync(store, "utf8").match(/"record":"sent"/g)).toHaveLength(2);
});
