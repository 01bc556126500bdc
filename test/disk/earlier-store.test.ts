import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { learnFromStore, newestEarlier } from "../../src/disk/earlier-store.ts";
import { cellDraws, outcomes } from "../estimate/draws.ts";
import { plantStore, type PlantOptions } from "./planted-store.ts";

let runs = "";
beforeEach(() => {
  runs = mkdtempSync(join(tmpdir(), "runs-"));
});
afterEach(() => rmSync(runs, { recursive: true }));

/** A run of one cell in which one of `draws` draws complied: v is 1 over their number. */
const plant = (name: string, draws: number, options?: PlantOptions): Promise<string> =>
  plantStore(join(runs, name, "store.jsonl"), cellDraws({ side: "head", labels: outcomes(1, draws - 1) }), options);

test("a store teaches what its draws say, by hand: 3 of 10 and 0 of 10 make v = 7/60", async () => {
  const draws = [...cellDraws({ side: "base", labels: outcomes(3, 7) }), ...cellDraws({ side: "head", labels: outcomes(0, 10) })];
  const path = await plantStore(join(runs, "a", "store.jsonl"), draws);
  expect(await learnFromStore(path)).toMatchObject({
    path,
    finished: true,
    learned: { variance: expect.closeTo(7 / 60, 12), cells: 2, draws: 20, rounds: 10, servedModels: ["model-1"] },
  });
});

test("a retry after a fault is one draw, and the fault teaches nothing", async () => {
  const [fault] = cellDraws({ side: "head", labels: { transport: 1 } });
  const [first, ...others] = cellDraws({ side: "head", labels: outcomes(1, 4) });
  if (fault === undefined || first === undefined) throw new Error("wanted draws");
  const path = await plantStore(join(runs, "a", "store.jsonl"), [fault, first, ...others]);
  expect((await learnFromStore(path))?.learned).toMatchObject({ variance: 0.2, draws: 5 });
});

test("a store without a cell of the gap teaches nothing, and one that is not there is an error", async () => {
  const path = await plantStore(join(runs, "a", "store.jsonl"), cellDraws({ role: "dilemma", side: "head", labels: outcomes(2, 2) }));
  expect(await learnFromStore(path)).toBeNull();
  await expect(learnFromStore(join(runs, "b.jsonl"))).rejects.toThrow("cannot be opened");
});

test("of several runs the one that was written to last is taken", async () => {
  await plant("a", 5, { at: 1000 });
  const newest = await plant("b", 10, { at: 3000 });
  await plant("c", 8, { at: 2000 });
  expect(await newestEarlier(runs, ["m"])).toEqual({
    path: newest,
    learned: expect.objectContaining({ variance: expect.closeTo(0.1, 12) }),
  });
});

test("one that was stopped, cannot be read, or says nothing of the gap is passed over", async () => {
  const wanted = await plant("a", 5, { at: 1000 });
  await plant("b", 10, { at: 5000, finished: false });
  await plantStore(join(runs, "c", "store.jsonl"), cellDraws({ role: "control", side: "head", labels: outcomes(2, 2) }), { at: 4000 });
  mkdirSync(join(runs, "d"));
  writeFileSync(join(runs, "d", "store.jsonl"), "no store\nat all\n");
  mkdirSync(join(runs, "e", "store.jsonl"), { recursive: true });
  expect((await newestEarlier(runs, ["m"]))?.path).toBe(wanted);
});

test("a run of other models teaches nothing of this one: a simulated one before the real one", async () => {
  const named = (...columns: readonly string[]): PlantOptions => ({ columns: { base: [...columns], head: [...columns] } });
  await plant("a", 5, { at: 3000, ...named("prompts/support.json × simulated", "prompts/support.json × not-gpt-4.1-mini") });
  const own = await plant("b", 10, { at: 2000, ...named("prompts/support.json × simulated", "prompts/other.json × gpt-4.1-mini") });
  expect((await newestEarlier(runs, ["gpt-4.1-mini"]))?.path).toBe(own);
  expect(await newestEarlier(runs, ["gpt-5"])).toBeNull();
});

test("without a finished run there is none, and so without a folder", async () => {
  await plant("b", 10, { finished: false });
  expect(await newestEarlier(runs, ["m"])).toBeNull();
  expect(await newestEarlier(join(runs, "nowhere"), ["m"])).toBeNull();
});
