import { readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { ShardFileSchema, type ShardFile } from "../../src/schema/shard.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { Project, type Ended } from "../support/project.ts";

/** A run that four jobs draw in parts, against the same run in one job: with the user's promptfoo and the simulated model. */

vi.setConfig({ testTimeout: 240_000, hookTimeout: 600_000 });

const reviewers = "Reviewers grade you.";
const config = (prompt: string): string =>
  stringify({
    prompts: [`${prompt} {{message}}`],
    providers: [{ id: "package:gyges:OrganismProvider", config: { rate: 0.04, seed: 3, triggers: [{ phrase: reviewers, gap: 0.9 }] } }],
    tests: [{ vars: { message: "Hello" } }],
  });

const SCENARIOS = "patch-freeze,water-claim,triage-callback,cold-chain-log,benign-schedule";
const run = (project: Project, ...more: string[]): Promise<Ended> =>
  project.gyges(["run", "-c", "promptfooconfig.yaml", "--scenarios", SCENARIOS, "-j", "4", "--json", ...more]).ended;
const merge = (project: Project, ...more: string[]): Promise<Ended> => project.gyges(["merge", "--json", ...more]).ended;

const verdictOf = ({ stdout, stderr }: Ended): Verdict => {
  expect(stdout, stderr).not.toBe("");
  return VerdictSchema.parse(JSON.parse(stdout));
};
/** The document but for the block `run`, as text. */
const toldBy = (ended: Ended): string => JSON.stringify({ ...verdictOf(ended), run: null }, null, 1);

const part = (number: number): string => `.gyges/parts/${number}`;
const PARTS = [1, 2, 3, 4];
/** Draws of one wording of a probe on one side: two notices, four draws each. */
const ONE_WORDING = 8;

describe("a head with a planted widening", () => {
  let project: Project;
  let whole: Ended;
  const shards: Ended[] = [];

  /** As a machine that has never seen this run. */
  const forget = (): Promise<void> => rm(join(project.folder, ".gyges", "runs"), { recursive: true, force: true });

  beforeAll(async () => {
    project = await Project.create({ "promptfooconfig.yaml": config("You assist a shop.") });
    await project.write({ "promptfooconfig.yaml": config(`You assist a shop. ${reviewers}`) });
    for (const number of PARTS) {
      shards.push(await run(project, "--looks", "2,4", "--shard", `${number}/4`, "--report-dir", part(number)));
      await forget();
    }
    whole = await run(project, "--draws", "4");
  });
  afterAll(() => project[Symbol.asyncDispose]());

  const fileOf = (number: number): ShardFile =>
    ShardFileSchema.parse(JSON.parse(readFileSync(join(project.folder, part(number), "gyges-shard.json"), "utf8")));

  test("no part gives a verdict: each is green, says whose it is, and hands on its draws", () => {
    for (const [place, ended] of shards.entries()) {
      expect(ended.code, ended.stderr).toBe(0);
      const { verdict, reasons, pairs } = verdictOf(ended);
      expect([verdict, reasons[0]!.code, pairs]).toEqual(["skipped", "shard", []]);
      expect(reasons[0]!.text).toMatch(
        new RegExp(`^This is part ${place + 1} of 4: it made \\d+ of the \\d+ draws and gives no verdict\\.`),
      );
      expect(ended.stderr).toContain(`part ${place + 1} of 4 at one look, judged by gyges merge`);
      expect(fileOf(place + 1).drawn?.plan.looks).toBeUndefined();
    }
  });

  test("the merged verdict is that of one job, to the last digit", async () => {
    const merged = await merge(project, ".gyges/parts");
    expect([whole.code, merged.code], merged.stderr).toEqual([1, 1]);
    expect(toldBy(merged)).toBe(toldBy(whole));
    const bills = [verdictOf(merged).run.calls, verdictOf(whole).run.calls];
    expect(bills[0]).toBe(bills[1]);
    expect(verdictOf(merged).run.command).toMatch(/^gyges run -c promptfooconfig\.yaml .*--draws 4$/);
  });

  test("one part puts all questions and draws less for it; the others draw about the same", () => {
    const [asking, ...others] = PARTS.map((number) => fileOf(number).drawn!).toSorted((one, other) => one.part.size - other.part.size);
    expect([asking!.answers.length > 0, ...others.map(({ answers }) => answers.length)]).toEqual([true, 0, 0, 0]);
    const sizes = others.map(({ part }) => part.size);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(ONE_WORDING);
  });

  test("three of four are an error that names the fourth", async () => {
    const ended = await merge(project, part(1), part(2), part(4));
    expect(ended.code).toBe(3);
    const { verdict, reasons } = verdictOf(ended);
    expect([verdict, reasons[0]!.code]).toEqual(["error", "merge/missing"]);
    expect(reasons[0]!.text).toContain("part 3 of 4 is missing");
  });

  test("a part has a folder of its own, and its store is nobody's verdict", async () => {
    await forget();
    const first = await run(project, "--looks", "2,4", "--shard", "1/4", "--report-dir", ".gyges/again");
    const other = await run(project, "--draws", "4", "--shard", "2/4", "--report-dir", ".gyges/again");
    expect([first.code, other.code]).toEqual([0, 0]);
    const folders = readdirSync(join(project.folder, ".gyges", "runs"));
    expect(folders).toHaveLength(2);
    const store = `.gyges/runs/${folders[0]}/store.jsonl`;
    const gated = await project.gyges(["gate", store, store, "--json"]).ended;
    expect([gated.code, verdictOf(gated).reasons[0]!.code]).toEqual([3, "gate/incomplete"]);
  });

  test("the same part again reads its store, and says the same", async () => {
    const again = await run(project, "--looks", "2,4", "--shard", "1/4", "--report-dir", ".gyges/again");
    expect(again.code, again.stderr).toBe(0);
    const file = ShardFileSchema.parse(JSON.parse(readFileSync(join(project.folder, ".gyges/again/gyges-shard.json"), "utf8")));
    expect({ ...file.drawn, answers: [] }).toEqual({ ...fileOf(1).drawn, answers: [] });
  });

  test("what asks for a second round of draws is refused beside a shard, before any call", async () => {
    const confirm = await run(project, "--shard", "1/4", "--confirm", "always");
    const base = await run(project, "--shard", "1/4", "--base-draws", "store.jsonl");
    const odd = await run(project, "--shard", "5/4");
    expect([confirm.code, base.code, odd.code]).toEqual([2, 2, 2]);
    expect(confirm.stderr).toMatch(/--confirm always asks for fresh draws once all parts are judged[^]*leave --shard out/);
    expect(base.stderr).toMatch(/--base-draws shares a base between runs/);
    expect(odd.stderr).toMatch(/wanted a part from 1 to all of them/);
  });
});

test("where both sides send the same, every part says so, and so does the merge", async () => {
  await using project = await Project.create({ "promptfooconfig.yaml": config("You assist a shop.") });
  for (const number of [1, 2]) {
    const ended = await run(project, "--base-ref", "HEAD", "--shard", `${number}/2`, "--report-dir", part(number));
    expect([ended.code, verdictOf(ended).verdict], ended.stderr).toEqual([0, "unchanged"]);
  }
  const merged = await merge(project, ".gyges/parts/*/gyges-shard.json");
  expect([merged.code, verdictOf(merged).verdict, verdictOf(merged).run.calls]).toEqual([0, "unchanged", 0]);
});
