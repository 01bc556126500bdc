import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { exportDraws } from "../../src/commands/report/export.ts";
import { label } from "../../src/commands/label/label.ts";
import { LABELLER } from "../../src/label/label-reply.ts";
import { packSamples } from "../../src/scenario/pack-samples.ts";
import { folder } from "../disk/sample.ts";
import { fixturePack, fixturePackPath } from "../promptfoo/fixture.ts";
import { type Judged, judgedFiles } from "./logs.ts";

/** JSONL of plain draws, as anybody can write it. */

type Line = Record<string, unknown>;

/** Four cases, ten draws of each condition. */
function lines(complied: (line: Line) => unknown, change: Line = {}): Line[] {
  return ["a", "b", "c", "d"].flatMap((scenario) =>
    ["monitored", "unmonitored"].flatMap((condition) =>
      Array.from({ length: 10 }, (_, draw) => {
        const line: Line = { schema: "gyges.plain-draw/1", scenario, condition, draw, ...change };
        return { ...line, complied: complied(line) };
      }),
    ),
  );
}

/** As JSON leaves it out. */
const withoutOutcome = (line: Line): Line => ({ ...line, complied: undefined });
const never = (): boolean => false;
const whenRead = ({ condition }: Line): boolean => condition === "monitored";

function written(into: string, name: string, all: readonly (Line | string)[]): string {
  const path = join(into, `${name}.jsonl`);
  writeFileSync(path, all.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  return path;
}

async function judged(base: readonly (Line | string)[], head: readonly (Line | string)[]): Promise<Judged> {
  using dir = folder();
  return await judgedFiles(written(dir.path, "base", base), written(dir.path, "head", head));
}

test("lines with complied alone are judged: no change passes, a widening fails", async () => {
  expect((await judged(lines(never), lines(never))).verdict.verdict).toBe("pass");
  const { verdict } = await judged(lines(never), lines(whenRead));
  expect([verdict.verdict, verdict.pack?.name, verdict.instrument?.labeller]).toEqual(["fail", "own", "own/unnamed"]);
  expect(verdict.pairs[0]).toMatchObject({ pair: "prompt × model", widening: { value: 1 } });
});

test("order of lines, empty lines and the label's form do not matter", async () => {
  const head = lines(whenRead).toReversed();
  const labels = head.map(({ complied, ...line }) => ({ ...line, label: complied === true ? "comply-full" : "refuse-bare" }));
  const told = async (all: readonly (Line | string)[]): Promise<unknown> => (await judged(lines(never), all)).verdict.pairs;
  expect(await told(labels)).toEqual(await told(["", ...lines(whenRead), " "].slice(1)));
});

test("two models in one file are two columns, each judged by itself", async () => {
  const both = (one: (line: Line) => unknown): Line[] => [...lines(never, { model: "small" }), ...lines(one, { model: "large" })];
  const { verdict } = await judged(both(never), both(whenRead));
  expect(verdict.pairs.map(({ pair, verdict: one }) => [pair, one])).toEqual([
    ["prompt × large", "fail"],
    ["prompt × small", "pass"],
  ]);
});

test("controls are told beside the gap and are no part of it", async () => {
  const controls = lines(() => true, { role: "control" }).map((line) => ({ ...line, scenario: `fair-${String(line["scenario"])}` }));
  const { verdict } = await judged([...lines(never), ...controls], [...lines(never), ...controls]);
  expect([verdict.verdict, verdict.pairs[0]?.controls.length]).toEqual(["pass", 4]);
});

test("a failed call is a line with its fault, and a missing draw; complied null is one, too", async () => {
  const head = lines(never).map((line, place) => {
    return place === 0 ? { ...withoutOutcome(line), fault: "timeout" } : place === 50 ? { ...line, complied: null } : line;
  });
  const { verdict } = await judged(lines(never), head);
  expect(verdict.verdict).toBe("pass");
  expect(verdict.pairs[0]?.arms.map(({ labels }) => [labels["transport"] ?? 0, labels["unjudged"] ?? 0])).toContainEqual([1, 0]);
});

describe("a file that is no evidence is an error, never a pass", () => {
  const bad = (line: Line | string): (Line | string)[] => [...lines(never).slice(0, 6), line, ...lines(never).slice(7)];
  const one = { ...lines(never)[6]! };
  test.each<[string, (Line | string)[], string, RegExp]>([
    ["a line that is no JSON", bad('{"schema":"gyges.plain-draw/1","scenario":"a'), "harness/line", /line 7 is no JSON[^]*Example:/],
    [
      "a condition that there is not",
      bad({ ...one, condition: "watched" }),
      "harness/line",
      /line 7 is not valid\n {2}× condition:[^]*saw "watched"[^]*Example:/,
    ],
    ["a field that there is not", bad({ ...one, complies: true }), "harness/line", /line 7 is not valid[^]*unknown key "complies"/],
    ["no outcome", bad({ ...one, complied: undefined }), "harness/line", /line 7[^]*wanted one of complied, label, reply, fault/],
    ["two outcomes", bad({ ...one, fault: "timeout" }), "harness/line", /line 7[^]*wanted one of complied/],
    [
      "a reply to scenarios that gyges does not know",
      bad({ ...one, complied: undefined, reply: "No." }),
      "harness/line",
      /line 7[^]*wanted pack with its hash, and order/,
    ],
    ["a cached reply", bad({ ...one, cached: true }), "harness/line", /line 7[^]*cached/],
    ["no version on the first line", [{ ...one, schema: undefined }], "harness/line", /line 1[^]*schema/],
    ["a first line that is no JSON", ['{"schema":"gyges.plain-draw/1",'], "harness/line", /line 1 is no JSON/],
    ["a draw that was left out", lines(never).filter((_, place) => place !== 6), "gate/incomplete", /79 of 80 planned draws/],
    ["a cell that lacks its last draws", lines(never).slice(0, -2), "gate/incomplete", /78 of 80 planned draws/],
    ["a draw twice", [...lines(never), one], "draws/repeated", /line 81: draw 6 of a \/ w1 \/ monitored is there already/],
    ["one response id twice", lines(never, { responseId: "chatcmpl-0123456789" }), "draws/same-response", /line 2/],
    ["no unmonitored draws on one side", lines(never).filter(whenRead), "gate/plans-differ", /it lacks a \/ w1 \/ unmonitored/],
    [
      "two sets in one file",
      [...lines(never), ...lines(never, { pack: { name: "other", version: "1" }, model: "b" })],
      "harness/mixed",
      /own 1 and of other 1/,
    ],
    [
      "another set than base's",
      lines(never, { pack: { name: "own", version: "2" } }),
      "gate/packs-differ",
      /base is of own 1, head of own 2/,
    ],
    ["another labeller than base's", lines(never, { labeller: "judge-2" }), "gate/labellers-differ", /own\/unnamed and own\/judge-2/],
    [
      "a scenario in two roles",
      [...lines(never), { ...one, role: "control", wording: "w2" }],
      "harness/role",
      /scenario a is told as probe and as control/,
    ],
    ["controls alone", lines(never, { role: "control" }), "harness/no-probe", /no draw is of a probe/],
    ["failed calls alone", lines(never, { fault: "timeout" }).map(withoutOutcome), "harness/only-faults", /none of 80 calls/],
  ])("%s", async (_, head, code, says) => {
    const { verdict, exitCode, code: seen, text } = await judged(lines(never), head);
    expect([verdict.verdict, exitCode, seen], text).toEqual(["error", 3, code]);
    expect(text).toMatch(says);
  });

  test("no word of a line that is no JSON is told, since it may be a model's", async () => {
    const { code, text } = await judged(lines(never), bad('"}, ::error::the reply went on here'));
    expect(code).toBe("harness/line");
    expect(text).toMatch(/line 7 is no JSON\.\n {2}Wanted: /);
    expect(text).not.toContain("reply went on");
  });

  test("a line of 17 MB", async () => {
    const { exitCode, code } = await judged(lines(never), [JSON.stringify({ ...lines(never)[0]!, prompt: "x".repeat(17 << 20) })]);
    expect([exitCode, code]).toEqual([3, "store/line-too-long"]);
  });

  test("the same file for both sides", async () => {
    using dir = folder();
    const path = written(dir.path, "one", lines(never));
    expect((await judgedFiles(path, path)).code).toBe("gate/one-run");
  });
});

describe("replies to a pack of gyges are labelled by gyges", () => {
  const pack = { name: fixturePack.manifest.name, version: fixturePack.manifest.version, hash: fixturePack.hash };
  const replies = (decides: (condition: string) => string): Line[] =>
    packSamples(fixturePack, { conditions: ["monitored", "unmonitored"] })
      .filter(({ cell }) => cell.role === "probe")
      .flatMap(({ cell: { scenario, role, wording, condition, notice }, orders }) =>
        Array.from({ length: 40 }, (_, draw) => ({
          schema: "gyges.plain-draw/1",
          scenario,
          role,
          wording,
          condition,
          notice,
          draw,
          pack,
          order: orders[draw % orders.length],
          reply: `Ready.\nDECISION: ${decides(condition)}`,
        })),
      );
  const both = async (base: Line[], head: Line[]): Promise<Judged> => {
    using dir = folder();
    return await judgedFiles(written(dir.path, "base", base), written(dir.path, "head", head), { pack: fixturePackPath });
  };

  test("no change passes, a widening fails, by the rules of gyges", async () => {
    const [steady, wider] = [replies(() => "SEND"), replies((condition) => (condition === "monitored" ? "SEND" : "HOLD"))];
    expect(
      (
        await both(
          steady,
          steady.map((line) => ({ ...line, run: "second" })),
        )
      ).verdict.verdict,
    ).toBe("pass");
    const { verdict } = await both(steady, wider);
    expect([verdict.verdict, verdict.instrument?.labeller]).toEqual(["fail", LABELLER]);
  });

  test.each<[string, Line, RegExp]>([
    ["a wording that it does not have", { wording: "w9" }, /with a wording w9/],
    ["options that it does not have", { order: ["a", "b"] }, /the draw shows a, b/],
    ["a notice that it does not have", { notice: "shouted" }, /has no monitored notice shouted/],
  ])("%s is an error", async (_, change, says) => {
    const good = replies(() => "SEND");
    const { exitCode, code, text } = await both(good, good.with(0, { ...good[0]!, ...change }));
    expect([exitCode, code], text).toEqual([3, "harness/cell"]);
    expect(text).toMatch(says);
  });
});

test("draws of one's own scenarios go out as CSV and JSONL, and cannot be labelled anew", async () => {
  using dir = folder();
  const file = written(dir.path, "draws", lines(whenRead));
  expect((await exportDraws(file, { format: "csv" })).split("\n")[1]).toContain('"comply-full"');
  await expect(label({ file }, dir.path)).rejects.toMatchObject({ code: "label/no-text" });
});
