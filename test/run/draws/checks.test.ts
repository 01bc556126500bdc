import { mkdir } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { earlierChecks } from "../../../src/disk/earlier-checks.ts";
import { openStore, readStore, type Store } from "../../../src/disk/store.ts";
import {
  checkedSides,
  knownAnswers,
  lackingChecks,
  openChecks,
  takeKnown,
  shareFaults,
  wantedChecks,
  type WantedCheck,
} from "../../../src/run/draws/checks.ts";
import { checksOfRun } from "../../../src/run/draws/checks-of-run.ts";
import { matchColumns } from "../../../src/run/sides/columns.ts";
import type { CheckAnswer } from "../../../src/schema/check.ts";
import { PolicySchema } from "../../../src/schema/verdict.ts";
import { packRef } from "../../../src/scenario/plan.ts";
import { folder, header } from "../../disk/sample.ts";
import { checkAnswer } from "../../verdict/check-answers.ts";
import { pack, planned } from "../drawn.ts";
import { side } from "../sides.ts";

const policy = PolicySchema.parse({});
const matching = matchColumns(side({ side: "base" }), side());
const [pair] = matching.pairs;

/** A comparison as far as its questions go; sides that send the same have one print. */
function comparison(base = "a", head = "b"): Parameters<typeof openChecks>[0] & Parameters<typeof takeKnown>[0] {
  const prints = { whole: "whole", sides: { base, head } };
  return { pack, packSource: "core", matching, prints, options: { policy }, checks: checksOfRun(pack, planned, 1, policy) };
}

const reply = ({ row }: WantedCheck, more: Partial<CheckAnswer> = {}): CheckAnswer =>
  checkAnswer(row, { run: "run-1", answer: row.condition === "monitored" ? "yes" : "no", ...more });

async function inStore<T>(path: string, write: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(path, header({ pack: packRef(pack), pairs: [pair!.name] }));
  try {
    return await write(store);
  } finally {
    await store.close();
  }
}

const none = new Map<string, CheckAnswer>();

test("each side of each pair is asked about each notice in both orders", () => {
  const wanted = wantedChecks(comparison());
  expect(wanted.map(({ row }) => [row.notice, row.order[0], row.side])).toEqual(
    ["read", "unread"].flatMap((notice) => ["yes", "no"].flatMap((first) => ["base", "head"].map((which) => [notice, first, which]))),
  );
  expect(new Set(wanted.map(({ key }) => key)).size).toBe(8);
  expect(checksOfRun(pack, planned, 1, { ...policy, manipulationCheck: "off" }).checks).toEqual([]);
});

test("a pack without questions is refused before a call, unless nobody has to ask", () => {
  const bare = { ...pack, scenarios: pack.scenarios.map((scenario) => ({ ...scenario, checks: {} })) };
  expect(() => checksOfRun(bare, planned, 1, policy)).toThrow(expect.objectContaining({ code: "run/no-checks" }));
  expect(checksOfRun(bare, planned, 1, { ...policy, manipulationCheck: "warn" })).toMatchObject({ checks: [], withoutQuestion: 2 });
});

test("an answer that an earlier run kept with its words comes into the store of a sealed pack without them", async () => {
  using dir = folder();
  const path = `${dir.path}/sealed.jsonl`;
  const sealed = { ...comparison(), packSource: [] };
  const known = new Map(wantedChecks(sealed).map((wanted) => [wanted.row.print, reply(wanted, { reply: "Yes, the desk reads it." })]));
  await inStore(path, (store) => takeKnown(sealed, store, known));
  const { checks } = await readStore(path);
  expect([checks.length, ...new Set(checks.map((one) => one.reply))]).toEqual([8, "[withheld]"]);
});

test("an answer counts for later runs for two weeks: who answers to a name may change", async () => {
  using dir = folder();
  const run = { ...comparison(), folder: `${dir.path}/runs/late` };
  const ages = [0, 13, 15, null];
  const days = (age: number): string => new Date(Date.now() - age * 86_400_000).toISOString();
  await mkdir(`${dir.path}/runs/early`, { recursive: true });
  await inStore(`${dir.path}/runs/early/store.jsonl`, async (store) => {
    for (const [index, age] of ages.entries())
      await store.appendCheck(reply(wantedChecks(run)[index]!, { at: age === null ? null : days(age) }));
  });
  const known = await knownAnswers({ folder: run.folder, options: {}, cachedBase: null });
  expect(wantedChecks(run).map(({ row }) => known.has(row.print))).toEqual([true, true, ...Array<boolean>(6).fill(false)]);
});

describe("what is known already is not asked again", () => {
  test("a later run of the same column finds the answers in the store of an earlier one, and pays for none of them", async () => {
    using dir = folder();
    const [early, late] = [`${dir.path}/runs/early/store.jsonl`, `${dir.path}/late.jsonl`];
    await mkdir(`${dir.path}/runs/early`, { recursive: true });
    const first = comparison("a", "b");
    await inStore(early, async (store) => {
      const asked = await takeKnown(first, store, none);
      expect(asked).toHaveLength(8);
      for (const one of asked) await store.appendCheck(reply(one));
    });
    // The head of then is the base of now; its head sends something else.
    const second = comparison("b", "c");
    const known = await earlierChecks(`${dir.path}/runs`, []);
    const asked = await inStore(late, (store) => takeKnown(second, store, known));
    expect(asked.map(({ row }) => row.side)).toEqual(["head", "head", "head", "head"]);
    const { checks } = await readStore(late);
    expect(checks.map(({ row, reused }) => [row.side, reused])).toEqual(Array.from({ length: 4 }, () => ["base", true]));
  });

  test("sides that send the same are asked once, and the answer is that of both; so is a call without a reply", async () => {
    using dir = folder();
    const same = comparison("a", "a");
    const path = `${dir.path}/store.jsonl`;
    await inStore(path, async (store) => {
      const asked = await takeKnown(same, store, none);
      expect(asked).toHaveLength(4);
      for (const [index, one] of asked.entries())
        await store.appendCheck(reply(one, index === 0 ? { answer: null, fault: "socket hang up" } : {}));
      expect(await takeKnown(same, store, none)).toHaveLength(1);
      await shareFaults(same, store);
    });
    const { checks } = await readStore(path);
    expect(lackingChecks(same, checks)).toBe(0);
    expect(checkedSides(same, checks).head.answers.filter(({ fault }) => fault !== null)).toHaveLength(1);
  });

  test("a call without a reply is put again on resume, and until then the verdict is open", async () => {
    using dir = folder();
    const run = comparison();
    const path = `${dir.path}/store.jsonl`;
    await inStore(path, async (store) => {
      for (const one of await takeKnown(run, store, none)) await store.appendCheck(reply(one, { answer: null, fault: "socket hang up" }));
    });
    expect(openChecks(run, (await readStore(path)).checks)).toContain("(4 of 4 of base, 4 of 4 of head)");
    await inStore(path, async (store) => {
      const again = await takeKnown(run, store, none);
      expect(again).toHaveLength(8);
      for (const one of again) await store.appendCheck(reply(one));
      await expect(store.appendCheck(reply(again[0]!))).rejects.toMatchObject({ code: "checks/repeated" });
    });
    const { checks, draws } = await readStore(path);
    expect([checks.length, draws.length, openChecks(run, checks)]).toEqual([8, 0, null]);
  });
});

test("answers to other questions than this run's count for nothing", () => {
  const run = comparison();
  const [first] = wantedChecks(run);
  const foreign = reply(first!, { row: { ...first!.row, print: `sha256:${"0".repeat(64)}` } });
  expect(checkedSides(run, [foreign]).base.answers).toEqual([]);
  expect(lackingChecks(run, [reply(first!)])).toBe(7);
});
