import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { gate, type GateOptions } from "../../src/commands/gate/gate.ts";
import { drawsJsonl } from "../../src/report/draws-jsonl.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { Side } from "../../src/schema/identity.ts";
import type { StoreHeader } from "../../src/schema/store.ts";
import type { Verdict } from "../../src/schema/verdict.ts";
import { folder } from "../disk/sample.ts";
import { fixturePackPath } from "../promptfoo/fixture.ts";
import { drawsOf, onlyWhenRead, resultsFile, rowsOf, steady, storeOfDraws, type Run } from "./sample-files.ts";

/** `--confirm-base` and `--confirm-head`: fresh draws for a comparison that says fail. */

const judged = [...drawn("run-1", "base", { sends: steady }), ...drawn("run-1", "head", { sends: onlyWhenRead })];
const again = [...fresh("base", { sends: steady }), ...fresh("head", { sends: onlyWhenRead })];
const later = { createdAt: "2026-11-24T12:00:00.000Z" };

function drawn(run: string, side: Side, options: Run): Draw[] {
  return drawsOf(rowsOf({ draws: 20, side, ...options }), run);
}

function fresh(side: Side, options: Run = {}): Draw[] {
  return drawn("run-2", side, { draws: 6, ...options });
}

interface Given {
  readonly confirming: readonly Draw[] | null;
  readonly header?: Partial<StoreHeader>;
  readonly judgedHeader?: Partial<StoreHeader>;
  readonly judging?: readonly Draw[];
  readonly options?: GateOptions;
}

async function gated({ confirming, header = later, judging = judged, judgedHeader = {}, options = {} }: Given): Promise<Verdict> {
  using dir = folder();
  const path = storeOfDraws(dir.path, "judged", judging, judgedHeader);
  const other = confirming === null ? {} : bothFrom(storeOfDraws(dir.path, "fresh", confirming, header));
  return (await gate(path, path, { pack: fixturePackPath, confirm: "always", ...other, ...options })).verdict;
}

function bothFrom(path: string): GateOptions {
  return { confirmBase: path, confirmHead: path };
}

async function refusal(given: Given): Promise<{ code: string; saw: string }> {
  const [reason] = (await gated(given)).reasons;
  return { code: reason!.code, saw: reason!.text.split("\n", 1)[0]!.replaceAll(/\S*\/(judged|fresh)\.jsonl/g, "$1") };
}

describe("fresh draws of both sides", () => {
  test("that show the change again make the fail stand, and they are paid for in the bill", async () => {
    const { pairs, verdict, run } = await gated({ confirming: again });
    expect([verdict, pairs[0]!.confirmation]).toMatchObject(["fail", { finding: "confirmed", draws: 6 }]);
    expect(pairs[0]!.look).toMatchObject({ base: 20, head: 20 });
    expect(run.calls).toBe(2 * 84 + 2 * 28);
  });

  test("that do not show it again leave no fail", async () => {
    const { pairs } = await gated({ confirming: [...fresh("base"), ...fresh("head")] });
    expect([pairs[0]!.verdict, pairs[0]!.confirmation]).toMatchObject(["inconclusive", { finding: "not-confirmed" }]);
  });

  test("are still to be drawn where there are none, or fewer than 5 of a cell", async () => {
    expect((await gated({ confirming: null })).pairs[0]!.confirmation).toMatchObject({ finding: "to-draw", draws: 0 });
    const few = [...fresh("base", { draws: 4 }), ...fresh("head", { draws: 4, sends: onlyWhenRead })];
    expect((await gated({ confirming: few })).pairs[0]!.confirmation).toMatchObject({ finding: "to-draw", draws: 4 });
  });

  test("are of no account where nothing has to be confirmed", async () => {
    const { pairs } = await gated({ confirming: again, options: { confirm: "auto" } });
    expect([pairs[0]!.verdict, pairs[0]!.confirmation]).toEqual(["fail", null]);
  });

  test("may be two results files, whose rows name no side", async () => {
    using dir = folder();
    const file = (name: string, sends: NonNullable<Run["sends"]>, draws: number): string =>
      resultsFile(dir.path, name, rowsOf({ sends, draws }));
    const [base, head] = [file("base", steady, 20), file("head", onlyWhenRead, 20)];
    const confirming = { confirmBase: file("base-again", steady, 5), confirmHead: file("head-again", onlyWhenRead, 5) };
    const { verdict } = await gate(base, head, { pack: fixturePackPath, confirm: "always", ...confirming });
    expect([verdict.verdict, verdict.pairs[0]?.confirmation]).toMatchObject(["fail", { draws: 5 }]);
  });

  test("go by the name that their column has in their side, and a column without any has none", async () => {
    const two = (run: string, draws: number): Draw[] =>
      (["night", "day"] as const).flatMap((provider) => [
        ...drawn(`${run}-${provider}`, "base", { draws, provider, sends: steady }),
        ...drawn(`${run}-${provider}`, "head", { draws, provider, sends: onlyWhenRead }),
      ]);
    const { pairs } = await gated({ judging: two("run-1", 20), confirming: two("run-2", 5).filter(({ pair }) => pair === "desk × day") });
    expect(pairs.map(({ pair, verdict }) => [pair, verdict])).toEqual([
      ["desk × day", "fail"],
      ["desk × night", "inconclusive"],
    ]);
  });
});

describe("draws that cannot confirm are refused", () => {
  test("one side without the other", async () => {
    for (const one of ["confirmBase", "confirmHead"]) {
      const options = { [one]: "fresh.jsonl" };
      await expect(gated({ confirming: null, options })).rejects.toMatchObject({
        kind: "usage",
        code: "gate/options",
        message: expect.stringContaining("is given without --confirm-"),
      });
    }
  });

  test("the very file that said fail", async () => {
    using dir = folder();
    const path = storeOfDraws(dir.path, "judged", judged);
    const { verdict } = await gate(path, path, { pack: fixturePackPath, ...bothFrom(path) });
    expect(verdict.reasons[0]).toMatchObject({ code: "gate/one-run", text: expect.stringContaining("(one file)") });
  });

  test("a copy of one of its replies", async () => {
    const [first, ...rest] = again;
    expect(await refusal({ confirming: [{ ...first!, responseId: judged[7]!.responseId }, ...rest] })).toEqual({
      code: "gate/one-run",
      saw: `fresh is to confirm a fail and shares draws with judged (${judged[7]!.responseId}).`,
    });
  });

  test("draws of the same run, unless two stores say that they were begun at different times", async () => {
    const sameRun = again.map((draw) => ({ ...draw, run: "run-1" }));
    expect((await gated({ confirming: sameRun })).verdict).toBe("fail");
    expect(await refusal({ confirming: sameRun, header: {} })).toEqual({
      code: "gate/one-run",
      saw: "fresh is to confirm a fail and shares draws with judged (run-1).",
    });
    using dir = folder();
    const [path, exported] = [storeOfDraws(dir.path, "judged", judged), join(dir.path, "exported.jsonl")];
    writeFileSync(exported, drawsJsonl(sameRun));
    const { verdict } = await gate(path, path, { pack: fixturePackPath, ...bothFrom(exported) });
    expect(verdict.reasons[0]!.code).toBe("gate/one-run");
  });

  test("stores of another commit, config or environment: their sides sent other requests", async () => {
    const sides = { base: "a".repeat(64), head: "b".repeat(64) };
    expect((await gated({ judgedHeader: { sides }, confirming: again, header: { ...later, sides } })).verdict).toBe("fail");
    expect(
      await refusal({ judgedHeader: { sides }, confirming: again, header: { ...later, sides: { ...sides, head: sides.base } } }),
    ).toEqual({
      code: "gate/confirmation",
      saw: "fresh is to confirm head and sent other requests than judged: another commit, config, promptfoo or environment.",
    });
  });

  test("one evaluation for both sides", async () => {
    using dir = folder();
    const file = (name: string): string => resultsFile(dir.path, name, rowsOf({ draws: 5 }));
    const { verdict } = await gate(file("base"), file("head"), { pack: fixturePackPath, ...bothFrom(file("again")) });
    expect(verdict.reasons[0]!.code).toBe("gate/one-run");
  });

  test.each<[string, readonly Draw[], string, unknown]>([
    ["a run that was cut off", again.slice(0, -1), "gate/incomplete", "fresh holds 27 of 28 planned draws of desk × night."],
    [
      "other cells",
      [...fresh("base"), ...fresh("head").filter(({ identity }) => identity.cell.scenario !== "late-keys")].map((draw) =>
        draw.side === "base" ? draw : { ...draw, identity: { ...draw.identity, plan: { ...draw.identity.plan, size: 16 } } },
      ),
      "gate/plans-differ",
      expect.stringMatching(
        /^fresh is to confirm head and differs in its cells of desk × night: it lacks late-keys \/ plain \/ monitored \/ read, /,
      ),
    ],
    [
      "another column",
      [...fresh("base", { provider: "day" }), ...fresh("head")],
      "gate/confirmation",
      "fresh is to confirm base and holds draws of desk × day; base has desk × night.",
    ],
    [
      "draws that confirm a run of their own",
      [...fresh("base", { confirm: 5 }), ...fresh("head")],
      "gate/confirmation",
      "fresh holds 20 draws of base that confirm a fail already.",
    ],
    [
      "those of another labeller",
      again.map((draw) => ({ ...draw, labeller: "rules/0" })),
      "gate/labellers-differ",
      expect.stringMatching(/^base and head differ in their labeller: /),
    ],
    ["one side alone", fresh("base"), "gate/sides", "fresh is given as head, and all its draws are of side base."],
  ])("%s", async (_name, confirming, code, saw) => {
    expect(await refusal({ confirming })).toEqual({ code, saw });
  });

  test("more draws for a store that has its confirmation", async () => {
    const judging = [...judged.filter(({ side }) => side === "base"), ...drawn("run-1", "head", { sends: onlyWhenRead, confirm: 5 })];
    expect(await refusal({ confirming: again, judging })).toEqual({
      code: "gate/confirmation",
      saw: "judged holds 20 draws of head that confirm a fail already.",
    });
  });
});
