import { open } from "node:fs/promises";
import { resolve } from "node:path";
import * as z from "zod";
import { eachLine } from "../../disk/each-line.ts";
import type { DrawSink } from "../../disk/fold-draws.ts";
import type { CheckAnswer } from "../../schema/check.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import { PackRefSchema, type PackRef } from "../../schema/identity.ts";
import type { Pack } from "../../schema/scenario.ts";
import { checkFromRow } from "../row/check-from-row.ts";
import { drawFromRow } from "../row/draw-from-row.ts";
import { splitRows } from "./json-rows.ts";
import { brokenRow, explain, noDraws, noRows } from "./results-errors.ts";
import { SplitError } from "./split-error.ts";
import { configTransforms } from "../config-transforms.ts";
import { rowIdentity } from "../row/row-schema.ts";

/** Stands for the run of a file that does not say which evaluation made it. */
export const UNNAMED_RUN = "unnamed";

/** What a results file of promptfoo says about the pack's draws. */
export interface Results<S extends DrawSink> {
  readonly pack: Pack;
  /** Took the draws in the order of the rows. They do not yet know what the file says once for all of them: `run` and `transformed`. */
  readonly sink: S;
  /** Rows that asked whether a notice is understood. */
  readonly checks: readonly CheckAnswer[];
  /** Rows of any kind, the user's own included. */
  readonly rows: number;
  readonly run: string;
  /** True where the config's transforms may have changed the outputs. */
  readonly transformed: boolean;
}

/** Finds the pack that a row names and makes the place that the draws go to. Throws where there is no such pack. */
export type OpenSink<S extends DrawSink> = (ref: PackRef, source: string) => Promise<{ readonly pack: Pack; readonly sink: S }>;

const CHUNK_BYTES = 1 << 18;

/**
 * Reads `promptfoo eval -o results.json` (0.123, version 3) row by row: each row is parsed, turned into a draw, handed on and let go, so
 * that memory follows neither the file nor its draws.
 *
 * Throws a `data` error that names the file, the row and the remedy: `results/truncated`, `results/trailing`, `results/not-json`,
 * `results/no-rows`, `results/no-draws`, `results/row`, and what {@link drawFromRow} and the sink throw.
 */
export async function readResults<S extends DrawSink>(path: string, openSink: OpenSink<S>): Promise<Results<S>> {
  const file = await openFile(path);
  try {
    const reader = rowReader(path, openSink);
    // Rows wait only until the first pack row has named its pack; a row that waits is a row that memory must hold.
    const waiting: { text: string; row: number }[] = [];
    const splitter = splitRows((text, row) => {
      if (reader.isReady() && waiting.length === 0) reader.take(text, row);
      else waiting.push({ text, row });
    });
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
      if (bytesRead === 0) break;
      explained(path, () => splitter.feed(chunk.subarray(0, bytesRead)));
      for (const { text, row } of waiting.splice(0)) await reader.takeEarly(text, row);
    }
    return reader.end(explained(path, () => splitter.end()));
  } finally {
    await file.close();
  }
}

/** Reads `promptfoo eval -o results.jsonl`: a row a line. It names no run, and no config that could tell of transforms. */
export async function readResultLines<S extends DrawSink>(path: string, openSink: OpenSink<S>): Promise<Results<S>> {
  const file = await openFile(path);
  try {
    const reader = rowReader(path, openSink);
    await eachLine(file, path, (line) => {
      if (!line.ended) throw explain(path, new SplitError("truncated", line.number));
      if (!reader.isReady()) return reader.takeEarly(line.text, line.number);
      reader.take(line.text, line.number);
      return undefined;
    });
    return reader.end({});
  } finally {
    await file.close();
  }
}

interface RowReader<S extends DrawSink> {
  /** True once a row has named the pack. */
  isReady(): boolean;
  /** For rows from then on. */
  take(text: string, row: number): void;
  /** For rows before, and for the one that names it. */
  takeEarly(text: string, row: number): Promise<void>;
  end(frame: unknown): Results<S>;
}

/** What a run's file says once, outside of its rows. */
const FrameSchema = z.object({ evalId: z.string().min(1).max(100).nullable().catch(null), config: z.unknown().optional() });

function rowReader<S extends DrawSink>(path: string, openSink: OpenSink<S>): RowReader<S> {
  let known: { readonly pack: Pack; readonly sink: S } | null = null;
  const checks: CheckAnswer[] = [];
  let rows = 0;

  const add = (row: unknown, number: number): void => {
    rows = number;
    if (known === null) return;
    const where = `${path}, row ${number}`;
    const check = checkFromRow(row, { run: UNNAMED_RUN, pack: known.pack, at: null, where });
    if (check !== null) checks.push(check);
    const draw = drawFromRow(row, { run: UNNAMED_RUN, pack: known.pack, at: null, transformed: false, where });
    if (draw !== null) known.sink.add(draw, number);
  };

  return {
    isReady: () => known !== null,
    take: (text, number) => add(parseRow(text, path, number), number),
    async takeEarly(text, number) {
      const row = parseRow(text, path, number);
      const ref = known === null ? packRefOf(row, `${path}, row ${number}`) : null;
      if (ref !== null) known = await openSink(ref, `${path}, row`);
      add(row, number);
    },
    end(frame) {
      if (rows === 0) throw noRows(path);
      if (known === null) throw noDraws(path, rows);
      const { evalId, config } = FrameSchema.parse(frame);
      return { ...known, checks, rows, run: evalId ?? UNNAMED_RUN, transformed: configTransforms(config) };
    },
  };
}

/** The pack that a row names; null for a row of the user's own. A malformed identity is left to `drawFromRow`, which says what is wrong. */
function packRefOf(row: unknown, where: string): PackRef | null {
  const identity = rowIdentity(row);
  if (identity === undefined) return null;
  const parsed = z.object({ pack: PackRefSchema }).safeParse(identity);
  if (parsed.success) return parsed.data.pack;
  throw new GygesError(
    "data",
    "row/identity",
    `${where}: metadata.gyges names no pack.\n  Wanted: the identity that gyges writes into each row of a pack.\n  Keep metadata.gyges for gyges, and run the evaluation again.`,
  );
}

function parseRow(text: string, path: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw brokenRow(path, number, text);
  }
}

function explained<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw cause instanceof SplitError ? explain(path, cause) : cause;
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
