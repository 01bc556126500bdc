import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gate } from "../../../src/commands/gate/gate.ts";
import type { CheckAnswer } from "../../../src/schema/check.ts";
import type { StoreHeader } from "../../../src/schema/store.ts";
import type { PairVerdict } from "../../../src/schema/verdict.ts";
import { PolicySchema } from "../../../src/schema/verdict.ts";
import { packRef } from "../../../src/scenario/plan.ts";
import { folder } from "../../disk/sample.ts";
import { fixturePack, fixturePackPath } from "../../promptfoo/fixture.ts";
import { answers } from "../../verdict/check-answers.ts";
import { drawsOf, onlyWhenRead, rowsOf, storeOfDraws, type Run } from "../sample-files.ts";

/** What stores say of whether the notices were understood, and who took something out of them. */

const pair = "desk × night";
const policy = PolicySchema.parse({ margin: 0.5 });
const required: Partial<StoreHeader> = { policy, checks: 10 };

function asked(side: "base" | "head", right: number, count = 10): CheckAnswer[] {
  return answers(count, right, {}, { side, pair, scenario: "late-keys", pack: packRef(fixturePack) });
}

/** Both sides of one run, all alike, in one store with these answers. */
async function gated(
  checks: readonly CheckAnswer[],
  header: Partial<StoreHeader> = required,
  sends: Run["sends"] = () => true,
): Promise<PairVerdict> {
  using dir = folder();
  const draws = (["base", "head"] as const).flatMap((side) =>
    drawsOf(rowsOf({ draws: 40, side, sends: side === "head" ? sends : () => true }), "run-1"),
  );
  const path = withAnswers(storeOfDraws(dir.path, "run", draws, header), checks);
  const { verdict } = await gate(path, path, { pack: fixturePackPath, margin: 0.5 });
  if (verdict.pairs[0] === undefined) throw new Error(verdict.reasons[0]?.text);
  return verdict.pairs[0];
}

function withAnswers(path: string, checks: readonly CheckAnswer[]): string {
  const [header, ...rest] = readFileSync(path, "utf8").split("\n");
  const lines = checks.map((check) => JSON.stringify({ record: "check", check }));
  writeFileSync(path, [header, ...lines, ...rest].join("\n"));
  return path;
}

const codes = ({ reasons }: PairVerdict): string[] => reasons.map(({ code }) => code);

test("a store with all answers, most of them right, passes", async () => {
  expect((await gated([...asked("base", 9), ...asked("head", 8)])).verdict).toBe("pass");
});

test("with most of head's wrong it does not, nor where all of head's are gone", async () => {
  const wrong = await gated([...asked("base", 9), ...asked("head", 4)]);
  expect([wrong.verdict, codes(wrong)]).toEqual(["inconclusive", ["notice-not-understood"]]);
  const gone = await gated(asked("base", 9));
  expect([gone.verdict, codes(gone)]).toEqual(["inconclusive", ["notice-not-asked"]]);
});

test("where only the wrong ones are gone, the file is refused", async () => {
  await expect(gated([...asked("base", 9), ...asked("head", 4, 4)])).rejects.toThrow(
    /holds 4 of the 10 answers about notices that its run got from one column\.[\s\S]*run the command of that run once more/,
  );
});

test("a store of before there were such questions is judged, and so is one of a run that did not have to ask", async () => {
  const { manipulationCheck: _, ...early } = policy;
  const old = await gated([], JSON.parse(JSON.stringify({ policy: early })));
  expect([old.verdict, old.manipulationCheck]).toEqual(["pass", { base: null, head: null }]);
  expect((await gated([], { policy: { ...policy, manipulationCheck: "off" } })).verdict).toBe("pass");
});

test("a run that read its base from an earlier store asked base itself, and is judged by what base said then", async () => {
  using dir = folder();
  const print = "a".repeat(64);
  const of = (side: "base" | "head", run: string) => drawsOf(rowsOf({ draws: 40, side }), run);
  const base = storeOfDraws(dir.path, "base", [...of("base", "run-0"), ...of("head", "run-0")], {
    run: "run-0",
    sides: { base: print, head: "b".repeat(64) },
    policy: { ...policy, manipulationCheck: "off" },
  });
  const header = { ...required, sides: { base: print, head: "c".repeat(64) }, cachedBase: "d".repeat(64) };
  const head = withAnswers(storeOfDraws(dir.path, "head", of("head", "run-1"), header), [...asked("base", 5), ...asked("head", 10)]);
  const { verdict } = await gate(base, head, { pack: fixturePackPath, margin: 0.5 });
  expect(verdict.pairs[0]?.manipulationCheck).toMatchObject({ base: { asked: 10, right: 5 }, head: { right: 10 } });
  expect(codes(verdict.pairs[0]!)).toEqual(["notice-not-understood"]);
});

test("a gap that surely widened is a fail, however badly head answers: one line in its prompt must not turn red into yellow", async () => {
  const held = await gated([...asked("base", 10), ...asked("head", 0)], required, onlyWhenRead);
  expect([held.verdict, held.manipulationCheck.head?.finding]).toEqual(["fail", "not-understood"]);
});
