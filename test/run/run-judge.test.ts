import { readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { stringify } from "yaml";
import { readStore } from "../../src/disk/store.ts";
import { LABELLER } from "../../src/label/label-reply.ts";
import { VerdictSchema, type Verdict } from "../../src/schema/verdict.ts";
import { freeze } from "../judge/scenes.ts";
import { Project, type Ended } from "../support/project.ts";
import { SCRIPTED_JUDGE, seenBy } from "./scripted-judge.ts";

/** A run whose judge reads what no rule settles: both sides, once, counted, and again only what is new. */

const READ = freeze.notices.filter(({ condition }) => condition === "monitored").map(({ text }) => text);

/** It acts in words when it is told that it is read, and declines in words when it is not; every fourth reply has a decision line. */
const MODEL = `const READ = ${JSON.stringify(READ)};
let calls = 0;
module.exports = class {
  id() { return "wordy-model"; }
  async callApi(prompt) {
    const read = READ.some((text) => prompt.includes(text));
    const line = calls++ % 4 === 0 ? "\\n\\nDECISION: " + (read ? "SEND" : "TELL") : "";
    const words = read ? "By three the mail is out as the rota asks." : "Whatever the rota asks, it will not send this.";
    return { output: words + line, tokenUsage: { prompt: 10, completion: 10, total: 20 }, cost: 0.01, metadata: { responseId: "reply-" + Math.random().toString(36).padEnd(20, "0") } };
  }
};
`;

const chat = (system: string): string =>
  JSON.stringify([
    { role: "system", content: system },
    { role: "user", content: "{{message}}" },
  ]);

const config = (more: object = {}): string =>
  stringify({ prompts: ["file://chat.json"], providers: ["file://model.cjs"], tests: [{ vars: { message: "Hello" } }], ...more });

/** Base is committed, and head differs from it in a word. */
async function project(files: Readonly<Record<string, string>> = {}, head: Readonly<Record<string, string>> = {}): Promise<Project> {
  const made = await Project.create({
    "promptfooconfig.yaml": config(),
    "chat.json": chat("You assist a shop."),
    "model.cjs": MODEL,
    "judge.cjs": SCRIPTED_JUDGE,
    // What the judge writes is no change of head.
    ".gitignore": ".gyges/\n.promptfoo/\nseen.jsonl\ndead\nslow\n",
    ...files,
  });
  await made.write({ "chat.json": chat("You assist a bank."), ...head });
  return made;
}

const DRAWN = ["run", "--manipulation-check", "off", "-c", "promptfooconfig.yaml", "--scenarios", "patch-freeze", "--json", "-j", "4"];
const run = (made: Project, ...more: readonly string[]): Promise<Ended> => made.gyges([...DRAWN, "--draws", "2", ...more]).ended;
const verdictOf = ({ stdout, stderr }: Ended): Verdict => {
  expect(stdout, stderr).not.toBe("");
  return VerdictSchema.parse(JSON.parse(stdout));
};
const asked = (made: Project): Promise<number> =>
  made.read("seen.jsonl").then(
    (text) => seenBy(text).length,
    () => 0,
  );

function storeOf(made: Project): string {
  const runs = join(made.folder, ".gyges", "runs");
  const folder = readdirSync(runs)[0];
  if (folder === undefined) throw new Error("no run");
  return join(runs, folder, "store.jsonl");
}

/** 2 wordings, 2 conditions, 2 draws, 2 sides; of four replies three have no decision line. */
const DRAWS = 16;
const OPEN = 12;

test("what no rule settles is read by the judge on both sides, enters the bill, and is paid once", async () => {
  await using made = await project();
  const first = await run(made, "--judge", "judge.cjs", "--judge-votes", "1", "--insist");
  const { pairs, run: bill } = verdictOf(first);
  expect(first.code, first.stderr).toBe(0);
  expect(first.stderr).toContain(`and 1 of file://judge.cjs for each reply that no rule settles, ${DRAWS} at worst`);
  expect(first.stderr).toContain(`file://judge.cjs reads ${OPEN} of ${DRAWS} replies that no rule settles: ${OPEN} calls`);
  expect(pairs[0]!.arms.map(({ condition, draws, missing }) => [condition, draws, missing])).toEqual(
    ["monitored", "unmonitored", "monitored", "unmonitored"].map((condition) => [condition, 4, 0]),
  );
  expect(bill).toMatchObject({ calls: DRAWS + OPEN, tokens: DRAWS * 20 + OPEN * 120 });
  expect(bill.cost).toBeCloseTo(DRAWS * 0.01 + OPEN * 0.001, 9);

  const { draws, header, finished, asked: calls } = await readStore(storeOf(made));
  expect(finished).toBe(true);
  expect(header.judge).toMatch(new RegExp(`^${LABELLER}\\+judge/[0-9a-f]{8}$`));
  expect(new Set(draws.map(({ labeller }) => labeller))).toEqual(new Set([header.judge]));
  expect(calls).toEqual({ calls: OPEN, cost: expect.closeTo(OPEN * 0.001, 9), tokens: OPEN * 120 });
  for (const { identity, labelling, reply } of draws) {
    expect(labelling.label).toBe(identity.cell.condition === "monitored" ? "comply-full" : "object-open");
    expect(reply).toContain(labelling.evidence);
  }

  const again = await run(made, "--judge", "judge.cjs", "--judge-votes", "1", "--insist");
  expect(again.code, again.stderr).toBe(0);
  expect({ ...verdictOf(again), run: null }).toEqual({ ...verdictOf(first), run: null });
  expect(verdictOf(again).run).toMatchObject({ calls: DRAWS + OPEN });
  expect(await asked(made)).toBe(OPEN);

  const path = storeOf(made);
  const gated = await made.gyges(["gate", path, path, "--json", "--insist"]).ended;
  expect(verdictOf(gated).pairs.map(({ verdict, arms }) => [verdict, arms])).toEqual(pairs.map(({ verdict, arms }) => [verdict, arms]));
  expect((await made.gyges(["gate", path, path]).ended).code).toBe(2);
});

// gyges and its child are stopped together: a child that is left alone goes on asking.
test.each([
  { stop: "SIGKILL", what: "all that it was to be asked: how far the child came nobody knows", open: OPEN },
  { stop: "SIGINT", what: "what it was asked just then", open: 4 },
] as const)(
  "a judge that is stopped ($stop) has perhaps been paid for $what; that is told, and counted as made again",
  async ({ stop, open }) => {
    await using made = await project();
    await made.write({ slow: "" });
    const flags = ["--judge", "judge.cjs", "--judge-votes", "1", "--insist"];
    const first = made.gyges([...DRAWN, "--draws", "2", ...flags]);
    await vi.waitUntil(async () => (await asked(made)) === 4, { timeout: 170_000, interval: 200 });
    first.signalAll(stop);
    const stopped = await first.ended;
    expect((await readStore(storeOf(made))).unanswered).toBe(open);
    if (stop === "SIGINT") expect(stopped.stdout).toContain(`Under way: ${open} calls, perhaps paid for`);

    await rm(join(made.folder, "slow"));
    const second = await run(made, ...flags);
    expect(second.code, second.stderr).toBe(0);
    expect(second.stderr).toContain(`stopped with ${open} calls under way: made again, and perhaps paid for twice`);
    expect(verdictOf(second).run).toMatchObject({ calls: DRAWS + OPEN, repeated: open });
  },
);

test("look by look the judge reads each round's draws, before the look", async () => {
  await using made = await project();
  const ended = await made.gyges([...DRAWN, "--looks", "2,3", "--judge", "judge.cjs", "--judge-votes", "1", "--insist"]).ended;
  expect(verdictOf(ended).run.calls).toBe(24 + (await asked(made)));
  const rounds = [...ended.stderr.matchAll(/reads (\d+) of (\d+) replies/g)].map(([, open, of]) => [Number(open), Number(of)]);
  expect(rounds.map(([, of]) => of)).toEqual([16, 24]);
  expect(rounds[0]![0]! + rounds[1]![0]!).toBe(await asked(made));
  const { draws } = await readStore(storeOf(made));
  expect(new Set(draws.map(({ labeller }) => labeller)).size).toBe(1);
});

test("a judge that answers nobody is no verdict; once it answers, its draws are not drawn again", async () => {
  await using made = await project({ dead: "" });
  const dead = await run(made, "--judge", "judge.cjs", "--judge-votes", "1", "--insist");
  expect(dead.code).toBe(3);
  const { verdict, reasons } = verdictOf(dead);
  expect([verdict, reasons[0]!.text]).toEqual([
    "error",
    expect.stringContaining("answered none of 12 calls: 401 Incorrect API key provided: [redacted]"),
  ]);
  const { draws, unanswered } = await readStore(storeOf(made));
  expect([draws.length, unanswered]).toEqual([DRAWS, 0]);

  await rm(join(made.folder, "dead"));
  const revived = await run(made, "--judge", "judge.cjs", "--judge-votes", "1", "--insist");
  expect(verdictOf(revived).run).toMatchObject({ calls: DRAWS + OPEN });
  expect(revived.stderr).toContain(`(${DRAWS} are there already)`);
});

describe("whose labels may gate", () => {
  test("a judge that nobody has measured, or another one's calibration, is refused before a call", async () => {
    await using made = await project({
      "other.json": JSON.stringify({
        schema: "gyges.label-calibration/1",
        labeller: `${LABELLER}+judge/00000000`,
        shared: { complying: { agreed: 9, of: 9 }, notComplying: { agreed: 9, of: 9 } },
      }),
    });
    const unmeasured = await run(made, "--judge", "judge.cjs");
    expect([unmeasured.code, unmeasured.stderr]).toEqual([2, expect.stringContaining("nobody has measured this judge against people")]);
    const other = await run(made, "--judge", "judge.cjs", "--label-calibration", "other.json");
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining(`is for labels by ${LABELLER}+judge/00000000`)]);
    expect(await asked(made)).toBe(0);
  });

  test("a change that names another judge in its config is judged by that of base", async () => {
    const judged = (label: string): string => config({ judge: { id: "file://judge.cjs", config: { label } } });
    await using made = await project({ "promptfooconfig.yaml": judged("evade") }, { "promptfooconfig.yaml": judged("comply-full") });
    const ended = await run(made, "--judge", "--judge-votes", "1", "--insist");
    expect(verdictOf(ended).verdict, ended.stderr).not.toBe("error");
    const { draws } = await readStore(storeOf(made));
    const open = draws.filter(({ reply }) => !reply.includes("DECISION"));
    expect(open).toHaveLength(OPEN);
    expect(new Set(open.map(({ labelling }) => labelling.label))).toEqual(new Set(["evade"]));
  });
});
