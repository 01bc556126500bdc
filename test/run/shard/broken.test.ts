import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { mergeFound } from "../../../src/commands/merge.ts";
import { mergeShards } from "../../../src/run/shard/merge.ts";
import type { FoundShard } from "../../../src/run/shard/refusal.ts";
import type { ShardDraws, ShardFile } from "../../../src/schema/shard.ts";
import type { Verdict } from "../../../src/schema/verdict.ts";
import { withoutPairs } from "../../../src/verdict/without-pairs.ts";
import { folder } from "../../disk/sample.ts";
import { core } from "../../judge/scenes.ts";
import { shardsOf, wholeRun } from "./parts.ts";

/** A verdict is never given on less than all parts of one run, and the sentence names the part that is to blame. */

const AT = "2026-11-29T12:00:00.000Z";
const scenarios = core.scenarios.flatMap(({ id, role }) => (role === "probe" ? [id] : [])).slice(0, 4);
const whole = wholeRun({
  pack: core,
  plan: { draws: 3, dilemmaDraws: 0, conditions: ["monitored", "unmonitored"], temperature: null, scenarios },
  chance: (call) => (call * 0.37) % 1,
});
const parts = (of = 8): FoundShard[] => shardsOf(whole, of);

/** The parts with one changed; from 1. */
function changed(number: number, change: (file: ShardFile, drawn: ShardDraws) => void): FoundShard[] {
  const all = parts();
  const { file } = all[number - 1]!;
  change(file, file.drawn!);
  return all;
}

/** The verdict on files that hold these parts. */
async function mergedFrom(found: readonly (FoundShard | string)[]): Promise<Verdict> {
  using dir = folder();
  for (const [place, one] of found.entries()) {
    const path = join(dir.path, `${place + 1}`, "gyges-shard.json");
    mkdirSync(dirname(path));
    writeFileSync(path, typeof one === "string" ? one : JSON.stringify(one.file));
  }
  return (await mergeFound(["."], [], dir.path)).verdict;
}

const text = (part: FoundShard): string => JSON.stringify(part.file);
const without = (number: number): FoundShard[] => parts().filter(({ file }) => file.shard.number !== number);

test("all eight give a verdict", async () => {
  const { verdict, reasons } = await mergedFrom(parts());
  expect(["pass", "fail", "inconclusive"], JSON.stringify(reasons)).toContain(verdict);
});

const doubled = (): FoundShard[] => [...parts(), { ...parts()[2]!, path: "again/gyges-shard.json" }];

describe("a set of parts that is not one run", () => {
  test.each<[string, readonly FoundShard[], string, RegExp]>([
    ["a missing part", without(3), "merge/missing", /part 3 of 8 is missing \(seen: parts\/1\/gyges-shard\.json/],
    ["missing parts", without(8).slice(1), "merge/missing", /parts 1, 8 of 8 are missing/],
    [
      "a doubled part",
      doubled(),
      "merge/doubled",
      /part 3 of 8 \(parts\/3\/gyges-shard\.json\) is there a second time: again\/gyges-shard\.json/,
    ],
    ["seven and a doubled one", [...without(5), parts()[0]!], "merge/doubled", /part 1 of 8/],
    ["a part of another split", [...without(3), parts(4)[2]!], "merge/foreign", /part 3 of 4 [^]*× number of parts: 8 there, 4 here/],
    [
      "other prompts",
      changed(3, (_, drawn) => (drawn.sides.head = "c".repeat(64))),
      "merge/foreign",
      /part 3 of 8 [^]*× prompts, providers or settings: .*bbbbbbbbbbbb.* there, .*cccccccccccc.* here/,
    ],
    [
      "another fingerprint",
      changed(2, (_, drawn) => (drawn.fingerprint = "other")),
      "merge/foreign",
      /part 2 of 8 [^]*× prompts, providers/,
    ],
    [
      "another policy",
      changed(4, ({ verdict }) => (verdict.policy.margin = 0.5)),
      "merge/foreign",
      /part 4 of 8 [^]*× policy: .*0\.1,.*0\.5/,
    ],
    [
      "another pack",
      changed(5, ({ verdict }) => (verdict.pack = { ...verdict.pack!, hash: `sha256:${"9".repeat(64)}` })),
      "merge/foreign",
      /part 5 of 8 [^]*× pack: core .* here/,
    ],
    [
      "another labeller",
      changed(6, (_, drawn) => (drawn.labeller = "rules/0")),
      "merge/foreign",
      /part 6 of 8 [^]*× labeller: .*rules\/0 here/,
    ],
    [
      "another plan",
      changed(7, (_, drawn) => (drawn.plan = { ...drawn.plan, id: "0".repeat(16) })),
      "merge/foreign",
      /part 7 of 8 [^]*× plan/,
    ],
    ["other columns without a base", changed(7, ({ verdict }) => verdict.unmatched.pop()), "merge/foreign", /× columns without a base/],
    ["another outline of the pack", changed(2, (_, { pack }) => pack.scenarios.pop()), "merge/foreign", /× what the pack holds/],
    [
      "another version of gyges",
      changed(8, (file) => (file.gyges = "9.9.9")),
      "merge/version",
      /part 8 of 8 [^]* is of gyges 9\.9\.9, and the merge is gyges/,
    ],
    [
      "one reply in two parts",
      changed(4, (_, { replies }) => replies.push(parts()[1]!.file.drawn!.replies[0]!)),
      "merge/same-response",
      /one reply is a draw of part 2 of 8 and part 4 of 8/,
    ],
    [
      "answers that are not there",
      changed(1, (_, { answers }) => answers.pop()),
      "merge/answers",
      /the parts hold \d+ answers about the notices, and \d+ questions were put/,
    ],
    [
      "the same cell in two parts",
      changed(2, (_, drawn) => (drawn.columns[0]!.cells = parts()[0]!.file.drawn!.columns[0]!.cells)),
      "merge/overlap",
      /is in part 1 of 8 and part 2 of 8/,
    ],
    [
      "parts that all say they are smaller",
      changed(2, (_, { columns }) => columns[0]!.cells.pop()),
      "merge/plan",
      /all parts together hold \d+ draws of base in "plain × m", which are not the \d+ of the plan/,
    ],
    ["no part at all", [], "merge/missing", /no part of a run was given/],
  ])("%s is refused", (_, found, code, said) => {
    expect(() => mergeShards(found, AT)).toThrow(expect.objectContaining({ kind: "data", code, message: expect.stringMatching(said) }));
  });
});

describe("a file that is not as the shard wrote it", () => {
  const third = parts()[2]!;
  const cut = (change: (drawn: ShardDraws) => void): string => text(changed(3, (_, drawn) => change(drawn))[2]!);
  test.each<[string, string, RegExp]>([
    ["cut off", text(third).slice(0, -200), /3\/gyges-shard\.json cannot be read/],
    ["empty", "", /3\/gyges-shard\.json cannot be read/],
    ["something else", '{"schema": "gyges.verdict/1"}', /3\/gyges-shard\.json is not valid/],
    ["with a key that nobody knows", text(third).replace('{"schema"', '{"reply": "hello", "schema"'), /unknown key "reply"/],
    [
      "without a draw",
      cut(({ columns }) => columns[1]!.cells[0]!.codes.pop()),
      /\(3\/gyges-shard\.json\) holds \d+ draws of .*, which are not the \d+ of its part/,
    ],
    ["without a cell", cut(({ columns }) => columns[2]!.cells.pop()), /which are not the \d+ of its part/],
    ["without a column", cut(({ columns }) => columns.pop()), /does not hold both sides of/],
    ["with a code that no label has", cut(({ columns }) => (columns[0]!.cells[0]!.codes[0] = 31)), /holds a code of .* that no label has/],
    ["with a choice that is not there", cut(({ columns }) => (columns[0]!.cells[0]!.choices = [])), /holds a code of/],
    ["with a code of 0", cut(({ columns }) => (columns[0]!.cells[0]!.codes[0] = 0)), /3\/gyges-shard\.json is not valid/],
    [
      "with looks",
      cut(
        ({ plan }) =>
          (plan.looks = [
            { draws: 2, size: 1 },
            { draws: plan.draws, size: plan.size },
          ]),
      ),
      /several looks/,
    ],
    ["a part of none", text(third).replace('"shard":{"number":3', '"shard":{"number":9'), /wanted a part from 1 to all of them/],
    [
      "a part that calls itself a pass",
      text(third).replace('"verdict":"skipped"', '"verdict":"pass"'),
      /wanted the draws of a part, or how it ended/,
    ],
  ])("%s is an error that names it", async (_, file, said) => {
    const { verdict, reasons, pairs } = await mergedFrom(parts().map((part, place) => (place === 2 ? file : part)));
    expect([verdict, reasons[0]!.code, pairs]).toEqual(["error", "merge/torn", []]);
    expect(reasons[0]!.text).toMatch(said);
  });
});

describe("parts that ended before their first draw", () => {
  const ended = (verdict: Verdict, numbers = [1, 2, 3, 4, 5, 6, 7, 8]): FoundShard[] =>
    parts().map(({ path, file }) =>
      numbers.includes(file.shard.number) ? { path, file: { ...file, verdict, drawn: null } } : { path, file },
    );
  const skipped = withoutPairs("skipped", "The head of this pull request is in a fork.");

  test.each([
    withoutPairs("unchanged", "Base and head send the same requests."),
    withoutPairs("no-baseline", "The base has no promptfooconfig.yaml.", { unmatched: ["polite × m"] }),
    skipped,
  ])("all of them $verdict: so is the run", (verdict) => {
    const { run, ...merged } = mergeShards(ended(verdict), AT);
    expect({ ...merged, run: verdict.run }).toEqual(verdict);
    expect([run.calls, run.at]).toEqual([0, AT]);
  });

  test("one that ended otherwise than the others is foreign", () => {
    const { policy, pack, unmatched } = parts()[0]!.file.verdict;
    const known = { policy, pack: pack!, unmatched };
    const odd = withoutPairs("unchanged", "Base and head send the same requests.", known);
    expect(() => mergeShards(ended(odd, [6]), AT)).toThrow(/part 1 of 8 .* ended as skipped, and part 6 of 8 .* otherwise/);
    const mixed = ended(skipped).map(({ path, file }) =>
      file.shard.number === 2 ? { path, file: { ...file, verdict: withoutPairs("unchanged", "Alike.") } } : { path, file },
    );
    expect(() => mergeShards(mixed, AT)).toThrow(/part 1 of 8 .* ended as skipped, and part 2 of 8/);
  });

  test("one that ended in an error takes the verdict with it, and its own words are told", () => {
    const broken = ended(withoutPairs("error", "None of 40 calls got a reply: 401.\nCheck the provider's key."), [5]);
    expect(() => mergeShards(broken, AT)).toThrow(
      expect.objectContaining({
        code: "merge/broken-part",
        message: expect.stringMatching(/part 5 of 8 \(parts\/5\/gyges-shard\.json\) ended in an error: None of 40[^]*Check the provider/),
      }),
    );
  });
});
