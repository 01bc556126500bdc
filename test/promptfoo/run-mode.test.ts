import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { readStore } from "../../src/disk/store.ts";
import { RunMode } from "../../src/promptfoo/run-mode.ts";
import { packRef } from "../../src/scenario/plan.ts";
import type { PlanFile } from "../../src/schema/run-plan.ts";
import { rowsOf } from "../commands/sample-files.ts";
import { folder } from "../disk/sample.ts";
import { Project } from "../support/project.ts";
import { fixturePack, fixturePackPath } from "./fixture.ts";

test("a reply that comes in while promptfoo gives its row up is one draw, not two runs in one file", async () => {
  using dir = folder();
  const [row] = rowsOf({ draws: 1, side: "head" });
  const identity = row!.testCase.metadata!.gyges!;
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
      plan: identity.plan,
      pairs: [],
      kind: "run",
      createdAt: "2026-11-23T12:00:00.000Z",
    },
    pack: fixturePackPath,
    withhold: false,
    transformed: false,
    rows: [{ metadata: { gyges: identity } }],
    checks: [],
    status: files.status,
  };
  writeFileSync(files.plan, JSON.stringify(plan));
  const mode = await RunMode.open(files.plan);
  const { response: _, ...givenUp } = { ...row!, error: "Evaluation exceeded max duration of 4000ms" };

  await Promise.all([mode.afterEach({ test: {}, result: row! }), mode.afterAll({ prompts: [], results: [givenUp], config: {} })]);

  expect(JSON.parse(readFileSync(files.status, "utf8"))).toMatchObject({ finished: true, faults: [] });
  expect((await readStore(files.store)).draws.map((draw) => draw.fault)).toEqual([null]);
});

test("switches of promptfoo that take the notice away or hide the prompt do not reach the run, from the shell or a .env file", async () => {
  const organism = (name: string): object => ({ id: "package:gyges:OrganismProvider", label: name, config: { name, rate: 0.05 } });
  const config = (name: string): string =>
    stringify({ prompts: ["You assist a shop. {{message}}"], providers: [organism(name)], tests: [{ vars: { message: "Hello" } }] });
  await using project = await Project.create({ "promptfooconfig.yaml": config("old"), ".env": "PROMPTFOO_DISABLE_TEMPLATING=true\n" });
  await project.write({ "promptfooconfig.yaml": config("new") });
  const flags = ["--scenarios", "patch-freeze,water-claim", "--draws", "2", "--margin", "0.6", "--json"];
  const env = { PROMPTFOO_STRIP_PROMPT_TEXT: "true", PROMPTFOO_PROMPT_SEPARATOR: "shop." };
  const ended = await project.gyges(["run", "-c", "promptfooconfig.yaml", "--base-ref", "HEAD", ...flags], { env }).ended;
  expect(ended.code, ended.stdout + ended.stderr).toBe(0);
});
