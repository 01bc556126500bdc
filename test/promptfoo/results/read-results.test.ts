import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DrawFold, foldDraws } from "../../../src/disk/fold-draws.ts";
import { splitRows } from "../../../src/promptfoo/results/json-rows.ts";
import { SplitError } from "../../../src/promptfoo/results/split-error.ts";
import { GygesError } from "../../../src/schema/error.ts";
import { readResultLines, readResults, type Results } from "../../../src/promptfoo/results/read-results.ts";
import { folder } from "../../disk/sample.ts";
import { fixtureFile, fixturePack, type FixtureFile, type FixtureRow } from "../fixture.ts";

async function read(text: string, lines = false): Promise<Results<DrawFold>> {
  using dir = folder();
  const path = join(dir.path, "results.json");
  writeFileSync(path, text);
  const openSink = async (_ref: unknown, source: string): Promise<{ pack: typeof fixturePack; sink: DrawFold }> => ({
    pack: fixturePack,
    sink: foldDraws(fixturePack.hash, source),
  });
  return await (lines ? readResultLines(path, openSink) : readResults(path, openSink));
}

/** What two readings of one evaluation share. */
function said({ sink, ...read }: Results<DrawFold>): unknown {
  return { ...read, draws: sink.draws };
}

/** The code and the first line of the error that reading this text gives. */
async function refusal(text: string): Promise<{ code: string; saw: string }> {
  const cause: unknown = await read(text).catch((error: unknown) => error);
  if (!(cause instanceof GygesError)) throw new Error("the file was read");
  return { code: cause.code, saw: cause.message.split("\n", 1)[0]?.replaceAll(/\S*\/results\.json/g, "FILE") ?? "" };
}

function pretty(change: (file: FixtureFile) => void = () => {}): string {
  const file = fixtureFile("base");
  change(file);
  return JSON.stringify(file, null, 2);
}

describe("a results file of promptfoo", () => {
  test("gives its draws in the order of its rows, with the run's id", async () => {
    const file = fixtureFile("base");
    const results = await read(JSON.stringify(file));
    expect(results.sink.draws.map(({ identity }) => identity)).toEqual(file.results.results.map((row) => row.testCase.metadata?.gyges));
    expect([results.run, results.transformed]).toEqual([file.evalId, false]);
  });

  test("with indentation, as promptfoo writes it, gives the same", async () => {
    expect(said(await read(pretty()))).toEqual(said(await read(JSON.stringify(fixtureFile("base")))));
  });

  test("with a byte order mark gives the same", async () => {
    expect(said(await read(`\uFEFF${pretty()}`))).toEqual(said(await read(pretty())));
  });

  test("as lines (-o results.jsonl) gives the same draws, without the run's name", async () => {
    const rows = fixtureFile("base").results.results;
    const lines = await read(rows.map((row) => `${JSON.stringify(row)}\n`).join(""), true);
    expect(lines.sink.draws).toEqual((await read(pretty())).sink.draws);
    expect(lines.run).toBe("unnamed");
  });

  test("leaves out rows of the user's own and counts them", async () => {
    const results = await read(JSON.stringify(fixtureFile("kinds")));
    expect([results.rows, results.sink.draws.length]).toEqual([16, 15]);
  });

  test("whose config transforms replies says so", async () => {
    const results = await read(pretty((file) => void (file.config["defaultTest"] = { options: { transform: "output.trim()" } })));
    expect(results.transformed).toBe(true);
  });
});

describe("a results file that carries no verdict is refused with a sentence", () => {
  const whole = pretty();
  const row = (change: (row: FixtureRow) => FixtureRow | null): string =>
    pretty((file) => void Object.assign(file.results.results, { 2: change(file.results.results[2]!) }));

  test.each([
    ["cut off within a row", whole.slice(0, whole.indexOf('"testCase"')), "results/truncated", "FILE ends in the middle, at row 1."],
    ["cut off behind the rows", whole.slice(0, whole.indexOf('"stats"')), "results/truncated", "FILE ends in the middle."],
    ["followed by something else", `${whole}\n{"more": 1}`, "results/trailing", "FILE goes on after the end of its JSON."],
    ["that is YAML", "evalId: eval-1\nresults:\n  version: 3\n", "results/not-json", "FILE is not JSON."],
    ["of another shape", '{"results": {"version": 3}}', "results/no-rows", "FILE has no list `results.results`."],
    ["without a row", pretty((file) => void (file.results.results = [])), "results/no-rows", "FILE holds no rows: nothing was evaluated."],
    [
      "without a row of a pack",
      pretty((file) => file.results.results.forEach((one) => (delete one.metadata.gyges, delete one.testCase.metadata?.gyges))),
      "results/no-draws",
      "FILE holds 4 rows, none of them from a pack of gyges.",
    ],
    [
      "with NaN in a row",
      whole.replace(/"latencyMs": \d+/, '"latencyMs": NaN'),
      "results/row",
      "FILE, row 1 is not valid JSON: it holds NaN or Infinity, which are no JSON numbers.",
    ],
    ["with a broken row", whole.replace('"success": true', '"success": treu'), "results/row", "FILE, row 1 is not valid JSON."],
    ["with a row that is null", row(() => null), "results/row", "FILE, row 3 is not an object, or the commas around it are wrong."],
    [
      "with a cached reply",
      row((one) => ({ ...one, response: { ...one.response, cached: true } })),
      "draws/cached",
      "FILE, row 3: the reply came out of a cache.",
    ],
    [
      "with one draw twice",
      pretty((file) => void file.results.results.push(file.results.results[2]!)),
      "draws/repeated",
      expect.stringContaining("FILE, row 5: draw 0 of late-keys"),
    ],
    [
      "with one response id twice",
      row((one) => ({ ...one, response: fixtureFile("base").results.results[0]!.response! })),
      "draws/same-response",
      expect.stringMatching(/^FILE, row 3: the response id is that of .*row 1\.$/),
    ],
  ])("%s", async (_name, text, code, saw) => {
    expect(await refusal(text)).toEqual({ code, saw });
  });

  test("and the sentence never quotes the reply", async () => {
    const secret = "MODEL-SAID-THIS";
    const text = whole.replace("The message is ready.", secret).replace('"success": true', '"success": treu');
    expect(JSON.stringify(await refusal(text))).not.toContain(secret);
  });
});

describe("the rows of a results file are found", () => {
  /** Feeds a text in pieces of the given sizes, over and over. */
  function split(text: string, sizes: readonly number[]): { rows: unknown[]; frame: unknown } {
    const rows: unknown[] = [];
    const splitter = splitRows((row) => rows.push(JSON.parse(row)));
    const bytes = Buffer.from(text);
    for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      splitter.feed(bytes.subarray(at, at + size));
      at += size;
    }
    return { rows, frame: splitter.end() };
  }

  const documents = fc.record({
    before: fc.jsonValue(),
    rows: fc.array(fc.dictionary(fc.string({ unit: "grapheme" }), fc.jsonValue())),
    after: fc.jsonValue(),
    indent: fc.constantFrom(0, 2),
  });

  test("in any JSON, however its bytes are cut", () => {
    fc.assert(
      fc.property(
        documents,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        ({ before, rows, after, indent }, sizes) => {
          const document = { before, results: { version: 3, prompts: before, results: rows, stats: after }, config: { results: after } };
          const found = split(JSON.stringify(document, null, indent), sizes);
          // Through JSON once: it has no −0.
          expect(found.rows).toEqual(JSON.parse(JSON.stringify(rows)));
          expect(found.frame).toEqual(JSON.parse(JSON.stringify({ ...document, results: { ...document.results, results: [] } })));
        },
      ),
    );
  });

  test("and a document cut off anywhere is an error, never fewer rows", () => {
    const text = JSON.stringify({ results: { results: [{ a: 'x"]}' }, { b: [1, { c: 2 }] }] }, config: {} });
    for (let size = 0; size < Buffer.byteLength(text); size += 1) {
      expect(() => split(Buffer.from(text).subarray(0, size).toString(), [7])).toThrow(SplitError);
    }
    expect(split(text, [7]).rows).toHaveLength(2);
  });
});
