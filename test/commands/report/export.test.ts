import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exportDraws } from "../../../src/commands/report/export.ts";
import { readDraws } from "../../../src/commands/files/read-draws.ts";
import { drawsCsv } from "../../../src/report/draws-csv.ts";
import { drawsJsonl } from "../../../src/report/draws-jsonl.ts";
import { folder } from "../../disk/sample.ts";
import { fixturePackPath } from "../../promptfoo/fixture.ts";
import { drawsOf, resultsFile, rowsOf, storeFile } from "../sample-files.ts";

const pack = fixturePackPath;

test("a store is exported as a sheet by default and as lines on request", async () => {
  using dir = folder();
  const rows = rowsOf({ draws: 2, side: "base" });
  const path = await storeFile(dir.path, "store", rows);
  expect(await exportDraws(path, { pack })).toBe(drawsCsv(drawsOf(rows)));
  expect(await exportDraws(path, { pack, format: "jsonl" })).toBe(drawsJsonl(drawsOf(rows)));
});

test("a results file and its export hold the same draws", async () => {
  using dir = folder();
  const path = resultsFile(dir.path, "results", rowsOf({ draws: 2 }));
  const copy = join(dir.path, "draws.jsonl");
  writeFileSync(copy, await exportDraws(path, { pack, format: "jsonl" }));
  expect((await readDraws(copy, pack)).draws).toEqual((await readDraws(path, pack)).draws);
});

test("an unfinished store gives what it holds", async () => {
  using dir = folder();
  const path = await storeFile(dir.path, "store", rowsOf({ draws: 2 }).slice(0, 3), false);
  expect((await exportDraws(path, { pack, format: "jsonl" })).split("\n")).toHaveLength(4);
});

test("an unknown format is refused and the known ones are named", async () => {
  await expect(exportDraws("store.jsonl", { format: "xlsx" })).rejects.toMatchObject({
    kind: "usage",
    code: "export/format",
    message: expect.stringContaining('"csv"|"jsonl"'),
  });
});
