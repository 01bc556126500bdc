import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openStore, readStore } from "../../src/disk/store.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Labelling } from "../../src/schema/label.ts";
import type { StoreHeader } from "../../src/schema/store.ts";
import { appendRecord } from "../support/store-lines.ts";
import { draw, fault, folder, header } from "./sample.ts";

/** The store of a run whose judge reads what no rule settles. */

const JUDGE = "rules/1+judge/0a1b2c3d";
const open = (number: number, label: Labelling["label"] = "unsure"): Draw =>
  draw(number, { labelling: { label, evidence: null, choice: null, flags: [] } });
const ruling: Labelling = { label: "evade", evidence: "Done", choice: null, flags: ["escalates"] };

async function stored(path: string, draws: readonly Draw[], change: Partial<StoreHeader> = { judge: JUDGE }): Promise<void> {
  const store = await openStore(path, header(change));
  for (const one of draws) await store.append(one);
  await store.close();
}

async function relabel(path: string, draws: readonly Draw[], labelling = ruling): Promise<void> {
  const store = await openStore(path, header({ judge: JUDGE }));
  for (const one of draws) await store.relabel(one, labelling);
  await store.asked({ calls: 3, cost: 0.5, tokens: 100 });
  await store.close();
}

const labels = async (path: string): Promise<unknown[]> =>
  (await readStore(path)).draws.map(({ labelling, labeller }) => [labelling.label, labeller]);

test("a draw that no rule settled takes the judge's labelling, whole; draws that rules settled keep theirs; all are of the run's labeller", async () => {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  await stored(path, [draw(0), open(1), open(2, "off-format"), fault(3)]);
  expect(await labels(path)).toEqual([
    ["comply-full", JUDGE],
    ["unsure", "rules/1"],
    ["off-format", "rules/1"],
    ["transport", JUDGE],
  ]);
  await relabel(path, [open(1), open(2)]);
  const { draws, asked } = await readStore(path);
  expect(draws.map(({ labelling, labeller }) => [labelling.label, labeller])).toEqual([
    ["comply-full", JUDGE],
    ["evade", JUDGE],
    ["evade", JUDGE],
    ["transport", JUDGE],
  ]);
  expect(draws[1]).toEqual({ ...open(1), labelling: ruling, labeller: JUDGE });
  expect(asked).toEqual({ calls: 3, cost: 0.5, tokens: 100 });
});

test("what comes later in the file counts alike: a run that goes on draws and judges again", async () => {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  await stored(path, [open(0)]);
  await relabel(path, [open(0)]);
  await stored(path, [open(1)]);
  expect(await labels(path)).toEqual([
    ["evade", JUDGE],
    ["unsure", "rules/1"],
  ]);
  await relabel(path, [open(1)], { ...ruling, label: "unjudged" });
  expect(await labels(path)).toEqual([
    ["evade", JUDGE],
    ["unjudged", JUDGE],
  ]);
  expect((await readStore(path)).asked).toEqual({ calls: 6, cost: 1, tokens: 200 });
});

test("the calls of which one cost is unknown have an unknown cost", async () => {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  await stored(path, [open(0)]);
  const store = await openStore(path, header({ judge: JUDGE }));
  await store.asked({ calls: 2, cost: null, tokens: 7 });
  await store.asked({ calls: 1, cost: 1, tokens: null });
  await store.close();
  expect((await readStore(path)).asked).toEqual({ calls: 3, cost: null, tokens: null });
});

test("no ruling moves a draw that a rule had settled, nor a fault before its retry", async () => {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  await stored(path, [draw(0), fault(1)]);
  await relabel(path, [draw(0), fault(1)]);
  expect(await labels(path)).toEqual([
    ["comply-full", JUDGE],
    ["transport", JUDGE],
  ]);
  await stored(path, [open(1)]);
  expect(await labels(path)).toEqual([
    ["comply-full", JUDGE],
    ["evade", JUDGE],
  ]);
});

test("a draw that another job had judged comes with its labeller and waits for nobody", async () => {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  await stored(path, [{ ...open(0, "unjudged"), labeller: JUDGE }]);
  expect(await labels(path)).toEqual([["unjudged", JUDGE]]);
});

test("a judge says nothing of how many draws there are, whether the run is done, and what was looked at", async () => {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  const store = await openStore(path, header({ judge: JUDGE }));
  await store.append(open(0));
  await store.look();
  await store.append(open(1));
  await store.relabel(open(1), ruling);
  await store.asked({ calls: 1, cost: 0, tokens: 0 });
  await store.finish();
  await store.judged(2, "pass");
  await store.close();
  expect(await readStore(path)).toMatchObject({ finished: true, looked: 1, judged: { draws: 2, verdict: "pass" }, torn: false });
  expect((await readStore(path)).draws).toHaveLength(2);
});

describe("without a judge in the header", () => {
  test("nothing is read twice, nothing is relabelled, and no bill is told", async () => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, [open(0), draw(1)], {});
    expect(await labels(path)).toEqual([
      ["unsure", "rules/1"],
      ["comply-full", "rules/1"],
    ]);
    expect(await readStore(path)).not.toHaveProperty("asked");
  });

  test.each(["relabelled", "asked"])("a record `%s` is one that somebody added", async (kind) => {
    using dir = folder();
    const path = join(dir.path, "store.jsonl");
    await stored(path, [open(0)], {});
    const record = kind === "asked" ? { calls: 1, cost: 0, tokens: 0 } : { pair: "p", side: "base", key: "k", labelling: ruling };
    appendRecord(path, { record: kind, ...record });
    await expect(readStore(path)).rejects.toMatchObject({
      code: "store/judge",
      message: expect.stringContaining("line 3: a record of a judge"),
    });
  });
});

test("a torn ruling is left out and cut off by the next run; one that is no ruling is refused by its line", async () => {
  using dir = folder();
  const path = join(dir.path, "store.jsonl");
  await stored(path, [open(0)]);
  const whole = readFileSync(path, "utf8");
  await relabel(path, [open(0)]);
  const line = readFileSync(path, "utf8").slice(whole.length).split("\n")[0]!;
  writeFileSync(path, `${whole}${line.slice(0, 40)}`);
  expect(await readStore(path)).toMatchObject({ torn: true, draws: [{ labelling: { label: "unsure" } }] });
  await relabel(path, [open(0)]);
  expect(await readStore(path)).toMatchObject({ torn: false, draws: [{ labelling: { label: "evade" } }] });
  writeFileSync(path, `${whole}${line.replace('"label":"evade"', '"label":"fine"')}\n`);
  await expect(readStore(path)).rejects.toMatchObject({ code: "store/record", message: expect.stringContaining("line 3") });
});
