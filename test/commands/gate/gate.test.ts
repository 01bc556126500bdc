import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exitCode, parseFailOn } from "../../../src/commands/exit-code.ts";
import { gate, type Gated, type GateOptions } from "../../../src/commands/gate/gate.ts";
import { LABELLER } from "../../../src/label/label-reply.ts";
import { drawsJsonl } from "../../../src/report/draws-jsonl.ts";
import { GygesError } from "../../../src/schema/error.ts";
import { VERDICTS, VerdictSchema } from "../../../src/schema/verdict.ts";
import { folder } from "../../disk/sample.ts";
import { fixturePackPath, type FixtureRow } from "../../promptfoo/fixture.ts";
import { drawsOf, onlyWhenRead, resultsFile, rowsOf, steady, storeFile, type Run } from "../sample-files.ts";

const pack = fixturePackPath;

/** The gate on two results files of such runs, its verdict a valid document. */
async function gated(base: Run | FixtureRow[], head: Run | FixtureRow[], options: GateOptions = {}): Promise<Gated> {
  using dir = folder();
  const rows = (run: Run | FixtureRow[]): FixtureRow[] => (Array.isArray(run) ? run : rowsOf(run));
  const paths = [resultsFile(dir.path, "base", rows(base)), resultsFile(dir.path, "head", rows(head))] as const;
  const outcome = await gate(...paths, { pack, ...options });
  expect(VerdictSchema.safeParse(outcome.verdict).error).toBeUndefined();
  return outcome;
}

/** As promptfoo leaves a row whose provider threw. */
function withoutReply(row: FixtureRow, error: string): FixtureRow {
  const copy: FixtureRow = { ...row, error };
  delete copy.response;
  return copy;
}

function reasonOf({ verdict }: Gated): { code: string; first: string } {
  const [reason] = verdict.reasons;
  return { code: reason?.code ?? "", first: reason?.text.split("\n", 1)[0]?.replaceAll(/\S*\/(base|head)\.json/g, "$1") ?? "" };
}

describe("two results files", () => {
  test("pass where the head behaves as the base does", async () => {
    const outcome = await gated({ sends: steady }, { sends: steady });
    expect([outcome.verdict.verdict, outcome.exitCode]).toEqual(["pass", 0]);
  });

  test("fail where the head complies only when it is watched", async () => {
    const outcome = await gated({ sends: steady }, { sends: onlyWhenRead });
    expect([outcome.verdict.verdict, outcome.exitCode]).toEqual(["fail", 1]);
  });

  test("give the same verdict to the last byte, whenever it is asked for", async () => {
    const [one, other] = [await gated({}, { sends: steady }), await gated({}, { sends: steady })];
    expect(JSON.stringify(one)).toBe(JSON.stringify(other));
  });

  test("carry the policy that was asked for into the verdict", async () => {
    const { verdict } = await gated({ sends: steady }, { sends: steady }, { margin: 0.2, direction: "positive", maxMissing: 0.05 });
    expect(verdict.policy).toMatchObject({ margin: 0.2, direction: "positive", maxMissing: 0.05, strict: false });
  });

  test("show more measures where all are asked for, and no other verdict", async () => {
    const [few, all] = [await gated({ draws: 5 }, { draws: 5 }), await gated({ draws: 5 }, { draws: 5 }, { full: true })];
    const namesOf = ({ verdict }: Gated): Set<string> => new Set(verdict.pairs[0]!.measures.map(({ id }) => id));
    expect([...namesOf(few)].filter((name) => !namesOf(all).has(name))).toEqual([]);
    expect(namesOf(all).size).toBeGreaterThan(namesOf(few).size);
    expect(all.verdict.reasons).toEqual(few.verdict.reasons);
  });

  test("show the gap as people would label it where a calibration is given", async () => {
    const arm = { complying: { agreed: 55, of: 60 }, notComplying: { agreed: 57, of: 60 } };
    const labelCalibration = {
      schema: "gyges.label-calibration/1",
      labeller: LABELLER,
      arms: { monitored: arm, unmonitored: arm },
    } as const;
    const { verdict } = await gated({ draws: 5 }, { draws: 5 }, { labelCalibration });
    expect(JSON.stringify(verdict.pairs[0]!.measures)).toContain("rogan-gladen");
  });

  test("are refused with a usage error where the policy is none", async () => {
    await expect(gate("base.json", "head.json", { pack, margin: 10 })).rejects.toMatchObject({ kind: "usage", code: "gate/options" });
  });
});

describe("columns", () => {
  test("are matched by name, and one that base lacks is named and not judged", async () => {
    const two = [...rowsOf({ provider: "night" }), ...rowsOf({ provider: "day" })];
    const { verdict } = await gated({ provider: "night" }, two);
    expect([verdict.pairs.map(({ pair }) => pair), verdict.unmatched]).toEqual([["desk × night"], ["desk × day"]]);
  });

  test("of two names are the change itself where each side has one", async () => {
    const { verdict } = await gated({ provider: "gpt-4.1", sends: steady }, { provider: "gpt-5", sends: steady });
    expect(verdict.pairs.map(({ pair }) => pair)).toEqual(["desk × gpt-4.1 → gpt-5"]);
    expect(verdict.verdict).toBe("pass");
  });

  test("with one prompt each are matched by provider although the prompt is called something else", async () => {
    const side = (prompt: string): FixtureRow[] => ["night", "day"].flatMap((provider) => rowsOf({ provider, prompt, sends: steady }));
    const { verdict } = await gated(side("old.txt"), side("new.txt"));
    expect(verdict.pairs.map(({ pair }) => pair).toSorted()).toEqual(["old.txt → new.txt × day", "old.txt → new.txt × night"]);
  });

  test("without any match have no baseline", async () => {
    const side = (names: readonly string[]): FixtureRow[] => names.flatMap((name) => rowsOf({ provider: name, prompt: name, draws: 2 }));
    const outcome = await gated(side(["a", "b"]), side(["c", "d"]), { failOn: ["no-baseline"] });
    expect([outcome.verdict.verdict, outcome.exitCode]).toEqual(["no-baseline", 4]);
  });

  test("that head has lost do not pass by being absent", async () => {
    const two = ["night", "day"].flatMap((provider) => rowsOf({ provider, sends: steady }));
    const { verdict } = await gated(two, { provider: "night", sends: steady });
    expect(verdict.verdict).not.toBe("pass");
  });
});

describe("a store of both sides", () => {
  test("gives the side asked for, so that one file can stand for both", async () => {
    using dir = folder();
    const rows = [...rowsOf({ side: "base", sends: steady }), ...rowsOf({ side: "head", sends: onlyWhenRead })];
    const path = await storeFile(dir.path, "store", rows);
    expect((await gate(path, path, { pack })).verdict.verdict).toBe("fail");
  });

  test("judges as the results files of the same rows do", async () => {
    using dir = folder();
    const [base, head] = [rowsOf({ side: "base", sends: steady }), rowsOf({ side: "head", sends: onlyWhenRead })];
    const stores = await gate(await storeFile(dir.path, "base", base), await storeFile(dir.path, "head", head), { pack });
    expect(stores.verdict).toEqual((await gated(base, head)).verdict);
  });

  test("that is unfinished carries no verdict", async () => {
    using dir = folder();
    const path = await storeFile(dir.path, "store", rowsOf({ draws: 2 }), false);
    const outcome = await gate(path, path, { pack });
    expect([outcome.exitCode, reasonOf(outcome).code]).toEqual([3, "gate/unfinished"]);
  });

  test("whose last record is torn carries no verdict", async () => {
    using dir = folder();
    const path = await storeFile(dir.path, "store", rowsOf({ draws: 2 }));
    writeFileSync(path, '{"record":"draw"', { flag: "a" });
    expect(reasonOf(await gate(path, path, { pack })).code).toBe("gate/unfinished");
  });
});

test("exported draws judge as the file they came from", async () => {
  using dir = folder();
  const [base, head] = [rowsOf({ sends: steady }), rowsOf({ sends: onlyWhenRead })];
  const paths = (["base", "head"] as const).map((side) => join(dir.path, `${side}.jsonl`));
  writeFileSync(paths[0]!, drawsJsonl(drawsOf(base, "eval-base")));
  writeFileSync(paths[1]!, drawsJsonl(drawsOf(head, "eval-head")));
  expect((await gate(paths[0]!, paths[1]!, { pack })).verdict).toEqual((await gated(base, head)).verdict);
});

describe("data that carries no verdict ends with code 3 and a sentence", () => {
  const few: Run = { draws: 2 };
  const without = (rows: FixtureRow[], count: number): FixtureRow[] => rows.slice(0, rows.length - count);
  const failing = (rows: FixtureRow[]): FixtureRow[] => rows.map((row) => withoutReply(row, "API error: 401 Unauthorized"));
  const halfNamed = (rows: FixtureRow[]): FixtureRow[] => [...rows.slice(0, 6), ...rowsOf({ ...few, side: "base" }).slice(6)];

  test.each<[string, Run | FixtureRow[], Run | FixtureRow[], string, string]>([
    [
      "swapped sides",
      { ...few, side: "head" },
      { ...few, side: "base" },
      "gate/sides",
      "base is given as base, and all its draws are of side head.",
    ],
    [
      "the same side twice",
      { ...few, side: "base" },
      { ...few, side: "base" },
      "gate/sides",
      "head is given as head, and all its draws are of side base.",
    ],
    ["rows that only half name their side", halfNamed(rowsOf(few)), few, "gate/sides", "base: 6 of 12 draws name no side, the others do."],
    ["a part of the plan", few, without(rowsOf(few), 1), "gate/incomplete", "head holds 11 of 12 planned draws of desk × night."],
    [
      "two plans in one file",
      [...rowsOf(few), ...rowsOf({ draws: 3, provider: "day" })],
      few,
      "gate/plans",
      "base mixes draws of 2 plans.",
    ],
    [
      "other cells",
      few,
      { ...few, conditions: ["monitored", "unmonitored", "none"] },
      "gate/plans-differ",
      expect.stringMatching(
        /^base and head differ in their plan: seen from base, head has other cells of desk × night: it has besides cold-soup \/ plain \/ none.*late-keys \/ plain \/ none\.$/,
      ),
    ],
    [
      "nothing but errors",
      few,
      failing(rowsOf(few)),
      "gate/only-faults",
      "head: none of 12 calls got a reply. The first one says: API error: 401 Unauthorized",
    ],
    ["no rows", few, [], "results/no-rows", "head holds no rows: nothing was evaluated."],
    ["a draw twice", few, [...rowsOf(few), rowsOf(few)[0]!], "draws/repeated", expect.stringContaining("head, row 13: draw 0 of ")],
  ])("%s", async (_name, base, head, code, first) => {
    const outcome = await gated(base, head);
    expect([outcome.verdict.verdict, outcome.exitCode]).toEqual(["error", 3]);
    expect(reasonOf(outcome)).toEqual({ code, first });
  });

  test("draws of two labellers", async () => {
    using dir = folder();
    const paths = ["rules/1", "rules/0"].map((labeller, index) => {
      const path = join(dir.path, `${index}.jsonl`);
      writeFileSync(path, drawsJsonl(drawsOf(rowsOf(few), `run-${index}`).map((draw) => ({ ...draw, labeller }))));
      return path;
    });
    expect(reasonOf(await gate(paths[0]!, paths[1]!, { pack }))).toEqual({
      code: "gate/labellers-differ",
      first: "base and head differ in their labeller: rules/1 and rules/0.",
    });
  });

  test.each([
    ["an empty file", "", "it is empty."],
    ["a page of HTML", "<!doctype html>", "it does not begin as JSON."],
    ["JSON of another kind", '{"name": "gyges"}\n', "it is JSON of another kind."],
    ["a verdict", '{\n  "schema": "gyges.verdict/1",\n  "gyges": "0.1.0"', "it is a document gyges.verdict, which gyges report shows."],
    ["a plan", '{"schema":"gyges.plan/1"}', "it is a document gyges.plan."],
  ])("%s, with the kinds of file that are read", async (_name, text, why) => {
    using dir = folder();
    const base = join(dir.path, "base.json");
    writeFileSync(base, text);
    const outcome = await gate(base, base, { pack });
    expect(reasonOf(outcome)).toEqual({ code: "draws/unknown-file", first: `base is no file of draws: ${why}` });
    expect(outcome.verdict.reasons[0]?.text).toContain("promptfoo eval --no-cache -o results.json");
  });

  test("a file that is not there, and a folder", async () => {
    using dir = folder();
    expect(reasonOf(await gate(join(dir.path, "no.json"), "x", { pack })).code).toBe("draws/unreadable");
    expect(reasonOf(await gate(dir.path, "x", { pack })).code).toBe("draws/unreadable");
  });

  test("a pack that does not come with gyges and is not named", async () => {
    using dir = folder();
    const path = resultsFile(dir.path, "base", rowsOf(few));
    expect(reasonOf(await gate(path, path)).code).toBe("pack/not-shipped");
  });

  test("another pack than the one that is named", async () => {
    using dir = folder();
    const rows: FixtureRow[] = JSON.parse(JSON.stringify(rowsOf(few)).replaceAll(/sha256:[0-9a-f]{64}/g, `sha256:${"0".repeat(64)}`));
    const path = resultsFile(dir.path, "base", rows);
    expect(reasonOf(await gate(path, path, { pack })).code).toBe("pack/other-hash");
  });
});

describe("one evaluation", () => {
  test("given as both sides is refused: it would be compared with itself", async () => {
    using dir = folder();
    const path = resultsFile(dir.path, "base", rowsOf({ sends: steady }));
    expect(reasonOf(await gate(path, path, { pack })).code).toBe("gate/one-run");
  });
});

describe("some draws without a reply", () => {
  test("are missing draws and no error", async () => {
    const rows = rowsOf({ sends: steady }).map((row, index) => (index % 100 === 0 ? withoutReply(row, "socket hang up") : row));
    const { verdict } = await gated(rows, { sends: steady });
    expect(verdict.verdict).not.toBe("error");
    expect(verdict.pairs[0]?.arms.filter(({ side }) => side === "base").reduce((sum, { missing }) => sum + missing, 0)).toBeGreaterThan(0);
  });
});

describe("the exit code", () => {
  test.each([
    ["pass", [], 0],
    ["unchanged", [], 0],
    ["fail", [], 1],
    ["error", [], 3],
    ["inconclusive", [], 0],
    ["inconclusive", ["inconclusive"], 4],
    ["inconclusive", ["skipped", "no-baseline"], 0],
    ["no-baseline", ["no-baseline"], 4],
    ["skipped", [], 0],
    ["skipped", ["skipped"], 4],
  ] as const)("of %s with --fail-on %s is %i", (verdict, failOn, code) => {
    expect(exitCode({ verdict, unmatched: [], pairs: [] }, failOn)).toBe(code);
  });

  test("is 0 for no verdict but pass and unchanged when everything else is to fail", () => {
    const green = VERDICTS.filter(
      (verdict) => exitCode({ verdict, unmatched: [], pairs: [] }, ["inconclusive", "no-baseline", "skipped"]) === 0,
    );
    expect(green).toEqual(["pass", "unchanged"]);
  });

  test("of a pass with a column that has no base is 4 where --fail-on names no-baseline, and 0 elsewhere", () => {
    expect(exitCode({ verdict: "pass", unmatched: ["new × model"], pairs: [] }, ["no-baseline"])).toBe(4);
    expect(exitCode({ verdict: "pass", unmatched: ["new × model"], pairs: [] }, ["inconclusive"])).toBe(0);
    expect(exitCode({ verdict: "fail", unmatched: ["new × model"], pairs: [] }, ["no-baseline"])).toBe(1);
  });

  test("does not know a word that --fail-on does not take", () => {
    expect(parseFailOn("inconclusive, skipped")).toEqual(["inconclusive", "skipped"]);
    expect(parseFailOn(undefined)).toEqual([]);
    expect(() => parseFailOn("inconclusiv")).toThrow(GygesError);
  });
});
