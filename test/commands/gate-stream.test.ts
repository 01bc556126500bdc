import { spawnSync } from "node:child_process";
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gate } from "../../src/commands/gate/gate.ts";
import { readDraws } from "../../src/commands/files/read-draws.ts";
import { bill } from "../../src/estimate/bill.ts";
import { drawsJsonl } from "../../src/report/draws-jsonl.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Side } from "../../src/schema/identity.ts";
import { PolicySchema, type Verdict } from "../../src/schema/verdict.ts";
import { GYGES_VERSION } from "../../src/schema/version.ts";
import { judge } from "../../src/verdict.ts";
import { folder } from "../disk/sample.ts";
import { fixturePack, fixturePackPath } from "../promptfoo/fixture.ts";
import { drawsOf, onlyWhenRead, resultsFile, rowsOf, steady, storeOfDraws } from "./sample-files.ts";

/** The gate tallies draws as it reads them; holding them all and judging the arrays has to come to the same. */

const pack = fixturePackPath;
const run = { seconds: null, at: null, command: null, baseline: null };

async function onArrays(path: string, policy = PolicySchema.parse({})): Promise<Verdict> {
  const { draws } = await readDraws(path, pack);
  const of = (side: Side): Draw[] => draws.filter((draw) => draw.side === side);
  const input = { base: of("base"), head: of("head"), pack: fixturePack, policy, unmatched: [], gyges: GYGES_VERSION };
  return judge({ ...input, run: { ...bill([...input.base, ...input.head]), ...run } });
}

/** What the labels say of the reasoning of some draws. */
const said: Draw["labelling"]["reasoning"] = {
  notice: "It depends.",
  awareness: { kind: "thinks-test", evidence: "It depends." },
  motive: { met: false, quotes: {} },
};

function faulty(draw: Draw): Draw {
  const labelling = { label: "transport", evidence: null, choice: null, flags: [] } satisfies Draw["labelling"];
  return { ...draw, reply: "", responseId: null, servedModel: null, fault: `socket hang up ${draw.identity.draw}`, labelling };
}

/** Both sides of one run with everything that a draw may bring along: faults, retries, several models, options chosen, flags, amounts unknown. */
function variedStore(shuffle: readonly number[]): Draw[] {
  const both = (["base", "head"] as const).flatMap((side) =>
    drawsOf(rowsOf({ draws: 12, side, sends: side === "base" ? steady : onlyWhenRead, confirm: 5 }), side),
  );
  const draws = both.flatMap((draw, index) => {
    const known = {
      ...draw,
      cost: index / 1024,
      tokens: { prompt: 1, completion: index, total: index + 1 },
      servedModel: `model-${index % 3}`,
    };
    if (index % 29 === 3) return [faulty(known)];
    if (index % 31 === 5) return [faulty(known), faulty(known), known];
    if (index % 37 === 7)
      return [
        { ...known, reasoning: "It depends.", labelling: { ...draw.labelling, flags: ["mentions-notice" as const], reasoning: said } },
      ];
    return [known];
  });
  // A retry comes after its fault; apart from that any order is one.
  const place = new Map(draws.map((draw, index) => [draw, shuffle[index % shuffle.length]! + index / draws.length]));
  const retried = new Set(
    draws.filter(({ labelling }) => labelling.label === "transport").map(({ identity, side }) => keyOf(identity, side)),
  );
  return draws.toSorted((a, b) => {
    const stays = retried.has(keyOf(a.identity, a.side)) || retried.has(keyOf(b.identity, b.side));
    return stays ? draws.indexOf(a) - draws.indexOf(b) : place.get(a)! - place.get(b)!;
  });
}

function keyOf(identity: Draw["identity"], side: Side | null): string {
  return JSON.stringify([side, identity.cell, identity.draw, identity.confirm]);
}

describe("the gate on a stream of draws", () => {
  test("comes to the verdict that the same draws give when they are held, in any order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 9 }), async (shuffle) => {
        using dir = folder();
        const path = storeOfDraws(dir.path, "store", variedStore(shuffle));
        const policy = PolicySchema.parse({ confirm: "always", maxMissing: 0.5 });
        const { verdict } = await gate(path, path, { pack, ...policy });
        expect(verdict.pairs).toHaveLength(1);
        expect(verdict).toEqual(await onArrays(path, policy));
      }),
      { numRuns: 12 },
    );
  });

  test("does so for exported draws and for results files", async () => {
    using dir = folder();
    const draws = variedStore([0]);
    const [store, exported] = [storeOfDraws(dir.path, "store", draws), join(dir.path, "draws.jsonl")];
    writeFileSync(exported, drawsJsonl(draws));
    const { verdict } = await gate(exported, exported, { pack });
    expect(verdict).toEqual((await gate(store, store, { pack })).verdict);

    const rows = (["base", "head"] as const).flatMap((side) => rowsOf({ draws: 6, side, sends: steady }));
    const results = resultsFile(
      dir.path,
      "results",
      rows,
      ({ config }) => void (config["defaultTest"] = { options: { transform: "trim" } }),
    );
    const judged = await gate(results, results, { pack });
    const held = await onArrays(results);
    // Sums of 56 amounts in another order differ in their last digits.
    expect(judged.verdict).toEqual({ ...held, run: { ...held.run, cost: expect.closeTo(held.run.cost ?? 0, 12) } });
    expect(judged.verdict.pairs[0]?.transformed).toBe(true);
  });

  test("has an unknown bill where the cost of one call is unknown", async () => {
    using dir = folder();
    const draws = variedStore([0]);
    const whole = storeOfDraws(dir.path, "known", draws);
    const known = await gate(whole, whole, { pack });
    expect(known.verdict.run.cost).toBeGreaterThan(0);
    const path = storeOfDraws(dir.path, "unknown", [
      { ...draws[0]!, cost: null },
      ...draws.slice(1, -1),
      { ...draws.at(-1)!, tokens: null },
    ]);
    const { calls, cost, tokens } = (await gate(path, path, { pack })).verdict.run;
    expect([calls, cost, tokens]).toEqual([known.verdict.run.calls, null, null]);
  });
});

describe("faults in a stream", () => {
  const [first, ...others] = (["base", "head"] as const).flatMap((side) => drawsOf(rowsOf({ draws: 2, side }), side));

  /** Code and first line of what the gate says about this store; the missing draws of base where it says no error. */
  async function gated(draws: readonly Draw[]): Promise<unknown> {
    using dir = folder();
    const path = storeOfDraws(dir.path, "store", draws);
    const { verdict } = await gate(path, path, { pack });
    const missing = verdict.pairs[0]?.arms.filter(({ side }) => side === "base").map((arm) => arm.missing);
    return missing ?? [verdict.reasons[0]!.code, verdict.reasons[0]!.text.split("\n", 1)[0]!.replaceAll(/\S*\/store\.jsonl/g, "FILE")];
  }

  test("are missing draws where no retry came", async () => {
    expect(await gated([faulty(first!), ...others])).toEqual([1, 0]);
  });

  test("are forgotten where one came, however late", async () => {
    expect(await gated([faulty(first!), faulty(first!), ...others, first!])).toEqual([0, 0]);
  });

  test("after the reply to the same draw are an error", async () => {
    expect(await gated([first!, ...others, faulty(first!)])).toEqual([
      "draws/repeated",
      `FILE, line 26: draw 0 of ${first!.identity.cell.scenario} / plain / monitored is there already on side base.`,
    ]);
  });

  test("count once for what the run says it finished with", async () => {
    using dir = folder();
    const path = storeOfDraws(dir.path, "store", [faulty(first!), ...others, first!]);
    writeFileSync(path, `${JSON.stringify({ record: "finished", draws: 25 })}\n`, { flag: "a" });
    const { verdict } = await gate(path, path, { pack });
    expect(verdict.reasons[0]).toMatchObject({
      code: "store/count",
      text: expect.stringContaining("had made 25 draws, and 24 stand"),
    });
  });

  test("that are all of one column are named with that column", async () => {
    const day = others.flatMap(({ responseId, ...draw }) => [
      { ...draw, responseId: responseId && `day-${responseId}`, pair: "desk × day" },
    ]);
    const failing = [...drawsOf(rowsOf({ draws: 2, side: "base", provider: "day" }))].map(faulty);
    expect(await gated([first!, ...others, ...failing, ...day.filter(({ side }) => side === "head")])).toEqual([
      "verdict/only-faults",
      "There is no verdict: none of 12 calls of base in desk × day got a reply; the first one says: socket hang up 0.",
    ]);
  });
});

test("two columns whose names cannot be told apart are refused, where one of them would hide the other", async () => {
  using dir = folder();
  const long = (end: number): string => `${"p".repeat(200)}${end}`;
  const side = (name: Side, prompt: string): Draw[] =>
    [1, 2].flatMap((end) => drawsOf(rowsOf({ draws: 2, side: name, prompt, provider: long(end) }), `${name}-${end}`));
  const path = storeOfDraws(dir.path, "store", [...side("base", "old"), ...side("head", "new")]);
  expect((await gate(path, path, { pack })).verdict.reasons[0]).toMatchObject({
    code: "gate/columns",
    text: expect.stringContaining("two columns of base come to one name"),
  });
});

test("memory does not grow with the replies: 200 MB of them are read in a heap of 64", { timeout: 60_000 }, () => {
  using dir = folder();
  const reply = "The rule is plain and the case is not. ".repeat(5_000);
  const draws = (["base", "head"] as const).flatMap((side) => drawsOf(rowsOf({ draws: 125, side, sends: steady }), side));
  const path = storeOfDraws(
    dir.path,
    "large",
    draws.map((draw) => ({ ...draw, reply })),
  );
  expect(statSync(path).size).toBeGreaterThan(190e6);
  const cli = join(import.meta.dirname, "../../src/cli.ts");
  const args = ["--max-old-space-size=64", cli, "gate", path, path, "--pack", pack, "--json"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});
