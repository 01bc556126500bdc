import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { haltResponse } from "../../providers/halt-response.ts";
import { readStore } from "../../src/disk/store.ts";
import { RunMode } from "../../src/promptfoo/run-mode.ts";
import { packRef } from "../../src/scenario/plan.ts";
import type { Halt } from "../../src/schema/halt.ts";
import type { PlanFile } from "../../src/schema/run-plan.ts";
import { rowsOf } from "../commands/sample-files.ts";
import { folder } from "../disk/sample.ts";
import { fixturePack, fixturePackPath } from "./fixture.ts";

/** A provider that has no replies yet: the run has no verdict and says why, and no draw is missing. */

async function statusAfter(halts: readonly Halt[], withhold = false): Promise<{ status: unknown; draws: number }> {
  using dir = folder();
  const rows = rowsOf({ draws: halts.length, side: "head" }).slice(0, halts.length);
  const identities = rows.map((row) => row.testCase.metadata!.gyges!);
  const files = { plan: join(dir.path, "plan.json"), store: join(dir.path, "store.jsonl"), status: join(dir.path, "status.json") };
  const plan: PlanFile = {
    schema: "gyges.run-plan/1",
    parent: process.ppid,
    store: files.store,
    header: {
      record: "header",
      schema: "gyges.store/1",
      run: "run-1",
      gyges: "0.1.0",
      fingerprint: "print",
      pack: packRef(fixturePack),
      plan: identities[0]!.plan,
      pairs: [],
      kind: "run",
      createdAt: "2026-11-23T12:00:00.000Z",
    },
    pack: fixturePackPath,
    withhold,
    transformed: false,
    rows: identities.map((gyges) => ({ metadata: { gyges } })),
    checks: [],
    status: files.status,
  };
  writeFileSync(files.plan, JSON.stringify(plan));
  const mode = await RunMode.open(files.plan);
  const results = rows.map((row, index) => ({ ...row, response: haltResponse(halts[index]!) }));
  for (const result of results) await mode.afterEach({ test: {}, result });
  await mode.afterAll({ prompts: [], results, config: {} });
  return { status: JSON.parse(readFileSync(files.status, "utf8")), draws: (await readStore(files.store)).draws.length };
}

const gathered: Halt = { kind: "batch-gathered", text: "gathered" };
const pending: Halt = { kind: "batch-pending", text: "batch b1 of 3 requests is submitted" };

test("halted rows are no draws, and the run is told what says the most, once", async () => {
  expect(await statusAfter([gathered, gathered, pending, pending])).toEqual({
    status: { schema: "gyges.run-status/1", finished: false, faults: [pending.text] },
    draws: 0,
  });
});

test("where nothing says more, the gathered call says it", async () => {
  expect((await statusAfter([gathered, gathered])).status).toMatchObject({ finished: false, faults: ["gathered"] });
});

test("words of a provider that has read a sealed pack are not told on, and a key in them is blotted out of any", async () => {
  const telling: Halt = { kind: "batch-refused", text: "401 for\nsk-abcdefghij at the night desk" };
  expect((await statusAfter([telling], true)).status).toMatchObject({ faults: ["a provider has stopped the run (batch-refused)"] });
  expect((await statusAfter([telling])).status).toMatchObject({ faults: ["401 for [redacted] at the night desk"] });
});
