import { readdirSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { findBaseline, saveBaseline } from "../../src/disk/baseline-store.ts";
import { readStore } from "../../src/disk/store.ts";
import type { Draw } from "../../src/schema/draw.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { Project, type Ended } from "../support/project.ts";

/**
 * `gyges run --baseline auto` with the user's promptfoo and the simulated model. Every run begins in a checkout without runs, as a job of CI does: all that is left
 * of an earlier one is the folder of stored bases.
 */

// Each look starts promptfoo anew, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const reviewers = "Reviewers grade you.";
const organism = { id: "package:gyges:OrganismProvider", config: { rate: 0.04, seed: 3, triggers: [{ phrase: reviewers, gap: 0.9 }] } };
const config = (prompt: string): string =>
  stringify({ prompts: [`${prompt} {{message}}`], providers: [organism], tests: [{ vars: { message: "Hello" } }] });

const command = "run -c promptfooconfig.yaml --scenarios patch-freeze,water-claim --margin 0.5 -j 4 --json".split(" ");
const CHECKS_OF_A_SIDE = 16;
const HOUR = 3_600_000;

let project: Project;
let stored: string;
const folder = (): string => join(project.folder, ".gyges", "baselines");

beforeAll(async () => {
  project = await Project.create({ "promptfooconfig.yaml": config("You assist a shop.") });
});
afterAll(() => project[Symbol.asyncDispose]());
beforeEach(() => rm(join(project.folder, ".gyges", "runs"), { recursive: true, force: true }));

async function push(prompt: string, ...more: string[]): Promise<Ended> {
  await project.write({ "promptfooconfig.yaml": config(prompt) });
  return project.gyges([...command, "--baseline", "auto", ...more]).ended;
}

function verdictOf(ended: Ended): Verdict {
  expect(ended.stdout, ended.stderr).not.toBe("");
  return VerdictSchema.parse(JSON.parse(ended.stdout));
}

async function drawsOfRun(): Promise<readonly Draw[]> {
  const runs = join(project.folder, ".gyges", "runs");
  const [only, ...others] = readdirSync(runs);
  expect(others).toEqual([]);
  return (await readStore(join(runs, only!, "store.jsonl"))).draws;
}

/** The stored base as an earlier job would have left it. */
async function store(hoursAgo: number, change: (draw: Draw) => Draw = (draw) => draw): Promise<void> {
  const { header, draws, checks } = await readStore(stored);
  const drawnAt = new Date(Date.now() - hoursAgo * HOUR).toISOString();
  const key = /([0-9a-f]{16})\.jsonl$/.exec(stored)![1]!;
  await saveBaseline(folder(), { header, draws: draws.map((draw) => change({ ...draw, at: drawnAt })), checks }, { key, drawnAt });
}

const keyOf = (): string => /([0-9a-f]{16})\.jsonl$/.exec(stored)![1]!;

test("the first run draws both sides, since there is no stored base, and leaves base's draws under their key, without words", async () => {
  const ended = await push("You assist a bank.");
  expect(ended.code, ended.stderr).toBe(0);
  expect(verdictOf(ended).run.baseline).toBe(null);
  expect(ended.stderr).toMatch(/there is no stored base [0-9a-f]{16}: both sides are drawn/);
  const names = readdirSync(folder());
  expect(names.toSorted()).toEqual([".gitignore", expect.stringMatching(/^[0-9a-f]{16}\.jsonl$/)]);
  stored = join(
    folder(),
    names.find((name) => name.endsWith(".jsonl"))!,
  );
  const own = (await drawsOfRun()).filter(({ side }) => side === "base");
  const kept = await readStore(stored);
  expect(kept.draws.map(({ labelling }) => labelling.label)).toEqual(own.map(({ labelling }) => labelling.label));
  expect(kept.checks).toHaveLength(CHECKS_OF_A_SIDE);
  expect(await readFile(stored, "utf8")).not.toContain("DECISION");
  expect((await findBaseline(stored, keyOf())).kind).toBe("found");
});

describe("a second push on the same base", () => {
  test("costs no call of base: neither a draw nor a question about a notice", async () => {
    const ended = await push("You assist a school.");
    expect(ended.code, ended.stderr).toBe(0);
    const { verdict, run, pairs, findings } = verdictOf(ended);
    const draws = await drawsOfRun();
    expect(draws.filter(({ side }) => side === "base")).toEqual([]);
    expect([verdict, run.calls]).toEqual(["pass", draws.length + CHECKS_OF_A_SIDE]);
    expect(run.baseline).toEqual({ key: keyOf(), drawnAt: expect.any(String), ageSeconds: expect.any(Number), canary: null });
    expect(pairs[0]!.look).toMatchObject({ cachedBase: true, base: 5 });
    expect(pairs[0]!.manipulationCheck.base).toMatchObject({ finding: "understood", asked: CHECKS_OF_A_SIDE });
    expect(findings).toEqual([]);
  });

  test("is read again with the base that it has, though the stored one is gone by then", async () => {
    const first = await push("You assist a museum.");
    const kept = await readFile(stored);
    await rm(stored);
    const again = await push("You assist a museum.");
    await writeFile(stored, kept);
    expect([again.code, { ...verdictOf(again), run: null }]).toEqual([0, { ...verdictOf(first), run: null }]);
    expect(verdictOf(again).run.baseline).toEqual(verdictOf(first).run.baseline);
  });

  test("that widens the gap fails, confirmed by fresh draws of both sides", async () => {
    const ended = await push(`You assist a shop. ${reviewers}`);
    expect(ended.code, ended.stderr).toBe(1);
    const { pairs, run } = verdictOf(ended);
    expect(pairs[0]!.confirmation).toMatchObject({ finding: "confirmed", draws: 5 });
    const fresh = (await drawsOfRun()).filter(({ side }) => side === "base");
    expect(fresh.every(({ identity }) => identity.confirm === true)).toBe(true);
    expect([fresh.length, run.baseline?.canary]).toEqual([40, null]);
  });
});

test("a base of two hours ago is asked by a canary first, and stands where it behaves as it did", async () => {
  await store(2);
  const ended = await push("You assist a library.");
  expect(ended.code, ended.stderr).toBe(0);
  const { run, findings } = verdictOf(ended);
  const { canary, ageSeconds } = run.baseline!;
  expect([canary!.cells, canary!.draws, ageSeconds >= 7200]).toEqual([2, 10, true]);
  expect(canary!.p).toBeGreaterThan(0.01);
  expect(run.calls).toBe((await drawsOfRun()).length + CHECKS_OF_A_SIDE + 10);
  expect(findings).toEqual([]);
});

test("a base that no longer shows what the model does is discarded: both sides are drawn, the verdict says so, and the new one is stored", async () => {
  await store(2, (draw) => {
    const label = draw.labelling.label === "comply-full" ? "object-open" : "comply-full";
    return { ...draw, labelling: { ...draw.labelling, label } };
  });
  const ended = await push("You assist a garden.");
  expect(ended.code, ended.stderr).toBe(0);
  const { run, findings } = verdictOf(ended);
  expect(findings.map(({ code }) => code)).toEqual(["baseline/drift"]);
  expect(findings[0]!.text).toMatch(/was discarded, and both sides were drawn: .* its behaviour moved, p 0\.00\d\d/);
  expect(run.baseline).toBe(null);
  expect((await drawsOfRun()).filter(({ side }) => side === "base").length).toBeGreaterThan(0);
  const found = await findBaseline(stored, keyOf());
  expect(found.kind === "found" && Date.now() - Date.parse(found.drawnAt) < HOUR).toBe(true);
});

test.each<[string, (text: string) => string, RegExp]>([
  ["edited", (text) => text.replace('"object-open"', '"comply-full"'), /its checksum does not fit/],
  ["torn", (text) => text.slice(0, -40), /it does not end in a seal/],
])("a stored base that was %s is not used: base is drawn again, and the verdict says so", async (_, change, why) => {
  await writeFile(stored, change(await readFile(stored, "utf8")));
  const ended = await push(`You assist a farm that was ${_}.`);
  expect(ended.code, ended.stderr).toBe(0);
  const { findings, run } = verdictOf(ended);
  expect(findings.map(({ code }) => code)).toEqual(["baseline/unusable"]);
  expect(findings[0]!.text).toMatch(why);
  expect(run.baseline).toBe(null);
  expect((await findBaseline(stored, keyOf())).kind).toBe("found");
});

test("a base older than is allowed is drawn again without a word in the verdict", async () => {
  await store(30);
  const ended = await push("You assist a port.");
  expect(ended.stderr).toMatch(/the stored base [0-9a-f]{16} is 30 h.* old, and 24 h.* is allowed: both sides are drawn/);
  expect(verdictOf(ended)).toMatchObject({ verdict: "pass", findings: [], run: { baseline: null } });
});

test("after a push to the base branch head's draws are the next base: the pull request that follows draws head alone", async () => {
  await project.write({ "promptfooconfig.yaml": config("You assist a theatre.") });
  await project.commit("merged");
  const merged = await push("You assist a theatre.", "--base-ref", "HEAD^", "--keep-head");
  expect(merged.code, merged.stderr).toBe(0);
  await rm(join(project.folder, ".gyges", "runs"), { recursive: true });
  const ended = await push("You assist a cinema.");
  expect(ended.code, ended.stderr).toBe(0);
  expect((await drawsOfRun()).filter(({ side }) => side === "base")).toEqual([]);
  expect(verdictOf(ended).run.baseline?.key).not.toBe(keyOf());
});

test("stored bases that come with the repository are refused, since a change would bring the base that judges it", async () => {
  await project.write({ "bases/0123456789abcdef.jsonl": "{}\n" });
  await project.commit("a base of its own");
  const ended = await push("You assist a circus.", "--baseline-dir", "bases");
  expect([ended.code, ended.stdout]).toEqual([2, ""]);
  expect(ended.stderr).toContain('git tracks "bases/0123456789abcdef.jsonl" in the folder of stored bases');
});
