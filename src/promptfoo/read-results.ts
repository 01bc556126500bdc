import { open } from "node:fs/promises";
import { resolve } from "node:path";
import * as z from "zod";
import { foldDraws, type DrawFold } from "../disk/fold-draws.ts";
import { eachLine } from "../disk/each-line.ts";
import type { Draw } from "../schema/draw.ts";
import { describeError, GygesError } from "../schema/error.ts";
import { PackRefSchema, type PackRef } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import { drawFromRow } from "./draw-from-row.ts";
import { SplitError, splitRows } from "./json-rows.ts";
import { configTransforms } from "./config-transforms.ts";
import { rowIdentity } from "./row-schema.ts";

/** What a results file of promptfoo says about the pack's draws. */
export interface Results {
  readonly pack: Pack;
  /** In the order of the rows. */
  readonly draws: readonly Draw[];
  /** Rows of any kind, the user's own included. */
  readonly rows: number;
}

/** Finds the pack that a row names. Throws where there is none. */
export type PackFor = (ref: PackRef) => Promise<Pack>;

const CHUNK_BYTES = 1 << 18;
const HOW_TO_WRITE = "promptfoo eval --no-cache -o results.json";

/**
 * Reads `promptfoo eval -o results.json` (0.123, version 3) row by row: each row is parsed, turned into a draw and let go, so that
 * memory follows the draws and not the file.
 *
 * Throws a `data` error that names the file, the row and the remedy: `results/truncated`, `results/trailing`, `results/not-json`,
 * `results/no-rows`, `results/no-draws`, `results/row`, and what {@link drawFromRow} and {@link foldDraws} throw.
 */
export async function readResults(path: string, packFor: PackFor): Promise<Results> {
  const file = await openFile(path);
  try {
    const reader = rowReader(path, packFor);
    // Rows wait only until the first pack row has named its pack; a row that waits is a row that memory must hold.
    const waiting: { text: string; row: number }[] = [];
    const splitter = splitRows((text, row) => {
      if (reader.isReady() && waiting.length === 0) void reader.take(text, row);
      else waiting.push({ text, row });
    });
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) break;
      explained(path, () => splitter.feed(chunk.subarray(0, bytesRead)));
      for (const { text, row } of waiting.splice(0)) await reader.take(text, row);
    }
    return reader.end(explained(path, () => splitter.end()));
  } finally {
    await file.close();
  }
}

/** Reads `promptfoo eval -o results.jsonl`: a row a line. It names no run, and no config that could tell of transforms. */
export async function readResultLines(path: string, packFor: PackFor): Promise<Results> {
  const file = await openFile(path);
  try {
    const reader = rowReader(path, packFor);
    await eachLine(file, path, (line) => {
      if (!line.ended) throw explain(path, new SplitError("truncated", line.number));
      return reader.take(line.text, line.number);
    });
    return reader.end({});
  } finally {
    await file.close();
  }
}

interface RowReader {
  /** True once the pack is known; from then on {@link RowReader.take} is done when it returns. */
  isReady(): boolean;
  take(text: string, row: number): void | Promise<void>;
  end(frame: unknown): Results;
}

/** What a run's file says once, outside of its rows. */
const FrameSchema = z.object({ evalId: z.string().min(1).max(100).nullable().catch(null), config: z.unknown().optional() });

function rowReader(path: string, packFor: PackFor): RowReader {
  let pack: Pack | null = null;
  let fold: DrawFold | null = null;
  let rows = 0;

  const add = (row: unknown, number: number, pack: Pack, fold: DrawFold): void => {
    const where = `${path}, row ${number}`;
    const draw = drawFromRow(row, { run: "unnamed", pack, at: null, transformed: false, where });
    if (draw !== null) fold.add(draw, where);
  };

  return {
    isReady: () => pack !== null,
    take(text, number) {
      rows = number;
      const row = parseRow(text, path, number);
      if (pack !== null && fold !== null) return add(row, number, pack, fold);
      const ref = packRefOf(row);
      if (ref === null) return undefined;
      return packFor(ref).then((found) => {
        pack = found;
        fold = foldDraws(found.hash);
        add(row, number, found, fold);
      });
    },
    end(frame) {
      if (rows === 0) throw noRows(path);
      if (pack === null || fold === null) throw noDraws(path, rows);
      const { evalId, config } = FrameSchema.parse(frame);
      const transformed = configTransforms(config);
      const draws = fold.draws.map((draw) => ({ ...draw, run: evalId ?? "unnamed", transformed }));
      return { pack, draws, rows };
    },
  };
}

/** The pack that a row names; null for a row of the user's own. A malformed identity is left to `drawFromRow`, which says what is wrong. */
function packRefOf(row: unknown): PackRef | null {
  const identity = rowIdentity(row);
  if (identity === undefined) return null;
  const parsed = z.object({ pack: PackRefSchema }).safeParse(identity);
  if (parsed.success) return parsed.data.pack;
  throw new GygesError(
    "data",
    "row/identity",
    "a row's metadata.gyges names no pack.\n  Wanted: the identity that gyges writes into each row of a pack.\n  Keep `metadata.gyges` for gyges, and run the evaluation again.",
  );
}

function parseRow(text: string, path: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the row, and a row holds what a model wrote.
    const nan = /[:[,]\s*(?:NaN|-?Infinity)\b/.test(text);
    throw new GygesError(
      "data",
      "results/row",
      `${path}, row ${number} is not valid JSON${nan ? ": it holds NaN or Infinity, which are no JSON numbers" : ""}.\n  Wanted: the file as promptfoo wrote it.\n  Write it again: ${HOW_TO_WRITE}`,
    );
  }
}

async function openFile(path: string): ReturnType<typeof open> {
  try {
    return await open(resolve(path), "r");
  } catch (cause) {
    throw new GygesError(
      "data",
      "results/unreadable",
      `${path} cannot be read: ${describeError(cause)}.\n  Wanted: a results file of promptfoo, or the store of a run.\n  Check the path.`,
      { cause },
    );
  }
}

function explained<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw cause instanceof SplitError ? explain(path, cause) : cause;
  }
}

function explain(path: string, { what, row }: SplitError): GygesError {
  const sentences: Record<SplitError["what"], string> = {
    truncated: `${path} ends in the middle${row === null ? "" : `, at row ${row}`}.\n  Wanted: the whole file. promptfoo was stopped while it wrote, or the copy broke off.`,
    trailing: `${path} goes on after the end of its JSON.\n  Wanted: one results file of promptfoo. Two files were joined, or something was appended.`,
    "not-json": `${path} is not JSON.\n  Wanted: a results file of promptfoo, or the store of a run.`,
    "no-rows": `${path} has no list \`results.results\`.\n  Wanted: a results file of promptfoo, version 3.`,
    "row-shape": `${path}, row ${row} is not an object, or the commas around it are wrong.\n  Wanted: the file as promptfoo wrote it.`,
    "row-too-long": `${path}, row ${row} is longer than 64 MB.\n  Wanted: rows with text replies.`,
  };
  const code = what === "row-shape" || what === "row-too-long" ? "results/row" : `results/${what}`;
  return new GygesError("data", code, `${sentences[what]}\n  Write it again: ${HOW_TO_WRITE}`);
}

function noRows(path: string): GygesError {
  return new GygesError(
    "data",
    "results/no-rows",
    `${path} holds no rows: nothing was evaluated.\n  Wanted: at least one row of a pack.\n  Run the evaluation to its end: ${HOW_TO_WRITE}`,
  );
}

function noDraws(path: string, rows: number): GygesError {
  return new GygesError(
    "data",
    "results/no-draws",
    `${path} holds ${rows} rows, none of them from a pack of gyges.\n  Wanted: rows that carry metadata.gyges.\n  Add to promptfooconfig.yaml: extensions: ["file://node_modules/gyges/promptfoo.js:gyges"]`,
  );
}
