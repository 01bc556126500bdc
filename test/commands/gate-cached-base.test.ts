import { describe, expect, test } from "vitest";
import { gate, type GateOptions } from "../../src/commands/gate/gate.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { PlanRef, Side } from "../../src/schema/identity.ts";
import type { PairVerdict } from "../../src/schema/verdict.ts";
import { folder } from "../disk/sample.ts";
import { fixturePackPath } from "../promptfoo/fixture.ts";
import { drawsOf, onlyWhenRead, rowsOf, steady, storeOfDraws, type Run } from "./sample-files.ts";

const looks = [3, 5, 7, 10];

function side(name: Side, run: Run): Draw[] {
  return drawsOf(rowsOf({ side: name, ...run }), `run-of-${name}`);
}

/** The gate on a store of base and one of head. */
async function gated(base: readonly Draw[], head: readonly Draw[], options: GateOptions = {}): Promise<PairVerdict> {
  using dir = folder();
  const paths = [storeOfDraws(dir.path, "base", base), storeOfDraws(dir.path, "head", head)] as const;
  const { verdict } = await gate(...paths, { pack: fixturePackPath, ...options });
  const [pair] = verdict.pairs;
  if (pair === undefined) throw new Error(verdict.reasons[0]?.text);
  return pair;
}

describe("a base of another plan", () => {
  const shared = { cachedBase: true };

  test("is refused unless the user says that comparisons share it: a draw more in head must not turn red into yellow", async () => {
    const [base, head] = [side("base", { draws: 30, sends: steady }), side("head", { draws: 31, sends: onlyWhenRead })];
    await expect(gated(base, head)).rejects.toThrow(/base and head differ in their plan: 30 draws .* and 31 [\s\S]*--cached-base/);
  });

  test("with more draws of the same cells is read whole: all of it is read at head's look", async () => {
    const head = side("head", { draws: 10, looks, stoppedAt: 5, sends: steady });
    const { look } = await gated(side("base", { draws: 20, sends: steady }), head, shared);
    expect(look).toEqual({ number: 2, planned: looks, base: 20, head: 5, cachedBase: true });
  });

  test("with fewer draws too", async () => {
    const { look } = await gated(side("base", { draws: 2 }), side("head", { draws: 20 }), shared);
    expect(look).toMatchObject({ base: 2, head: 20, cachedBase: true });
  });

  test("has its fail confirmed", async () => {
    const pair = await gated(side("base", { draws: 40, sends: steady }), side("head", { draws: 30, sends: onlyWhenRead }), shared);
    expect([pair.verdict, pair.reasons[0]!.code, pair.next]).toEqual(["inconclusive", "to-confirm", { kind: "confirm", draws: 5 }]);
  });

  test("may differ in its looks alone, whatever the plans are called", async () => {
    const head = side("head", { draws: 10 });
    const sameName = head.map(({ identity, ...draw }): Draw => {
      const plan: PlanRef = { ...identity.plan, looks: looks.map((draws) => ({ draws, size: 4 * draws + 4 })) };
      return { ...draw, identity: { ...identity, plan } };
    });
    expect((await gated(side("base", { draws: 10 }), head)).look.cachedBase).toBe(false);
    expect((await gated(side("base", { draws: 10 }), sameName, shared)).look.cachedBase).toBe(true);
  });

  test("has to be whole by its own plan", async () => {
    await expect(gated(side("base", { draws: 20 }).slice(1), side("head", { draws: 10 }), shared)).rejects.toThrow(
      "holds 83 of 84 planned draws",
    );
  });
});

test("a base of the same plan is shared by several comparisons only where the user says so", async () => {
  const [base, head] = [side("base", { draws: 10 }), side("head", { draws: 10 })];
  expect((await gated(base, head)).look.cachedBase).toBe(false);
  expect((await gated(base, head, { cachedBase: true })).look.cachedBase).toBe(true);
  expect((await gated(base, head, { cachedBase: false })).look.cachedBase).toBe(false);
});

describe("a run that read its base from an earlier store", () => {
  const [a, b, c] = ["a".repeat(64), "b".repeat(64), "c".repeat(64)] as const;
  const earlier = [...side("base", { draws: 20, sends: steady }), ...side("head", { draws: 20, sends: onlyWhenRead })];

  interface Later {
    readonly sends: NonNullable<Run["sends"]>;
    /** What its base would have sent. */
    readonly base: string;
    readonly confirm?: number;
    readonly without?: (draw: Draw) => boolean;
  }

  /** The gate on the earlier store, whose base sent a and whose head sent b, and the later run's own. */
  async function later({
    sends,
    base,
    confirm = 0,
    without = () => false,
  }: Later): Promise<{ pair: PairVerdict | undefined; saw: string; calls: number | null }> {
    using dir = folder();
    const own = drawsOf(rowsOf({ side: "head", draws: 30, looks: [10, 30], confirm, sends }), "later");
    const fresh = drawsOf(rowsOf({ side: "base", draws: 30, looks: [10, 30], confirm, sends: steady }), "later");
    const draws = [...own, ...fresh.filter(({ identity }) => identity.confirm === true)].filter((draw) => !without(draw));
    const [old, young] = [
      storeOfDraws(dir.path, "old", earlier, { sides: { base: a, head: b } }),
      storeOfDraws(dir.path, "young", draws, { sides: { base, head: c }, cachedBase: a, createdAt: "2026-11-24T12:00:00.000Z" }),
    ];
    const { verdict } = await gate(old, young, { pack: fixturePackPath });
    return { pair: verdict.pairs[0], saw: verdict.reasons[0]!.text, calls: verdict.run.calls };
  }

  test("is compared with the side of that store which sent the same: its head", async () => {
    const { pair } = await later({ sends: onlyWhenRead, base: b });
    expect([pair?.gapBase, pair?.look.cachedBase]).toMatchObject([{ value: 1 }, true]);
  });

  test("or its base", async () => {
    const { pair } = await later({ sends: steady, base: a });
    expect([pair?.gapBase, pair?.verdict]).toMatchObject([{ value: 0 }, "inconclusive"]);
  });

  test("finds the draws of base that confirm a fail beside its own", async () => {
    const { pair, calls } = await later({ sends: onlyWhenRead, base: a, confirm: 5 });
    expect([pair?.verdict, pair?.confirmation]).toMatchObject(["fail", { finding: "confirmed", draws: 5 }]);
    expect(calls).toBe(84 + 124 + 2 * 20);
  });

  test("is refused where a part of those draws is gone", async () => {
    const without = ({ side, identity }: Draw): boolean => side === "base" && identity.draw === 2;
    const { saw } = await later({ sends: onlyWhenRead, base: a, confirm: 5, without });
    expect(saw).toMatch(/young\.jsonl holds 4 of 5 draws that confirm /);
  });

  test.each([0, 5])("cannot stand for its base, with %i draws that confirm", async (confirm) => {
    using dir = folder();
    const fresh = drawsOf(rowsOf({ side: "base", draws: 10, confirm })).filter(({ identity }) => identity.confirm === true);
    const path = storeOfDraws(dir.path, "young", [...side("head", { draws: 10 }), ...fresh], { cachedBase: a });
    const { verdict } = await gate(path, path, { pack: fixturePackPath });
    expect(verdict.reasons[0]).toMatchObject({ code: "gate/sides", text: expect.stringContaining("read its base from an earlier store") });
  });
});
