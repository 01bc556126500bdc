import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { DrawLines } from "../disk/draw-lines.ts";
import { eachLine } from "../disk/each-line.ts";
import { type DrawFold, type DrawSink, foldDraws } from "../disk/fold-draws.ts";
import { readStoreInto } from "../disk/store.ts";
import { readResultLines, readResults, type Results } from "../promptfoo/read-results.ts";
import type { CheckAnswer } from "../schema/check.ts";
import { DrawSchema, type Draw } from "../schema/draw.ts";
import { describeError, GygesError } from "../schema/error.ts";
import type { PackRef } from "../schema/identity.ts";
import { isRecord } from "../schema/is-record.ts";
import { parseStrict } from "../schema/parse.ts";
import type { Pack } from "../schema/scenario.ts";
import type { StoreHeader } from "../schema/store.ts";
import { packFinder, type PackFinder } from "./pack-for.ts";

/** A file of any kind that gyges knows, once its draws are read. */
export interface DrawFile {
  readonly path: string;
  readonly kind: "store" | "results" | "draws";
  readonly pack: Pack;
  /** False for a store whose run was stopped. Other files do not say; there the count of draws tells. */
  readonly finished: boolean;
  /** Null for a file that is no store. */
  readonly header: StoreHeader | null;
  /** What it says of whether the notices were understood; nothing in exported draws. */
  readonly checks: readonly CheckAnswer[];
  /** Id of the run of all its draws, and whether transforms touched them, where the file says so once; else each draw does. */
  readonly ofAll: { readonly run?: string; readonly transformed?: true };
}

/** The same with its draws held, in the order of the file. */
export interface HeldDraws extends DrawFile {
  readonly draws: readonly Draw[];
}

/** Makes the place that the draws of a file go to; `source` comes before the number of a line or row. */
export type MakeSink<S extends DrawSink> = (pack: Pack, source: string) => S;

/**
 * Reads a store of gyges, a results file of promptfoo (JSON or JSONL) or exported draws (JSONL), told apart by content and never by name.
 *
 * @param pack folder or name of the pack; where absent, the shipped one that the file names
 */
export async function readDraws(path: string, pack?: string): Promise<HeldDraws> {
  const { sink, ...file } = await readDrawsInto(path, packFinder(pack), ({ hash }, source): DrawFold => foldDraws(hash, source));
  return { ...file, draws: sink.draws.map((draw) => ({ ...draw, ...file.ofAll })) };
}

/** {@link readDraws} for files of any size: each draw goes to the sink and is let go. */
export async function readDrawsInto<S extends DrawSink>(
  path: string,
  finder: PackFinder,
  makeSink: MakeSink<S>,
): Promise<DrawFile & { readonly sink: S }> {
  const openSink: OpenSink<S> = async (ref, source) => {
    const pack = await finder.find(ref);
    return { pack, sink: makeSink(pack, source) };
  };
  const kind = await kindOf(path);
  if (kind === "results") return fromResults(path, await readResults(path, openSink));
  if (kind === "result-lines") return fromResults(path, await readResultLines(path, openSink));
  if (kind === "store") return await fromStore(path, openSink);
  return { path, kind: "draws", finished: true, header: null, checks: [], ofAll: {}, ...(await readDrawLines(path, openSink)) };
}

type OpenSink<S> = (ref: PackRef, source: string) => Promise<{ readonly pack: Pack; readonly sink: S }>;

function fromResults<S extends DrawSink>(
  path: string,
  { pack, sink, checks, run, transformed }: Results<S>,
): DrawFile & { readonly sink: S } {
  return {
    path,
    kind: "results",
    pack,
    sink,
    finished: true,
    header: null,
    checks,
    ofAll: { run, ...(transformed ? { transformed } : {}) },
  };
}

async function fromStore<S extends DrawSink>(path: string, openSink: OpenSink<S>): Promise<DrawFile & { readonly sink: S }> {
  let pack: Pack | null = null;
  const { header, sink, checks, finished, torn } = await readStoreInto(path, async (read, source) => {
    const opened = await openSink(read.pack, source);
    pack = opened.pack;
    return opened.sink;
  });
  return { path, kind: "store", pack: pack!, sink, finished: finished && !torn, header, checks, ofAll: {} };
}

type Kind = "store" | "results" | "result-lines" | "draws";

const PEEK_BYTES = 1 << 20;

async function kindOf(path: string): Promise<Kind> {
  const start = await peek(path);
  if (start.trim() === "") throw unknown(path, "it is empty");
  if (!/^\uFEFF?\s*\{/.test(start)) throw unknown(path, "it does not begin as JSON");
  if (/^\s*\{"record"\s*:/.test(start)) return "store";
  const newline = start.indexOf("\n");
  const first = asObject(newline === -1 ? start : start.slice(0, newline));
  if (first === null || "results" in first) return "results";
  if (first["schema"] === "gyges.draw/1") return "draws";
  if ("testCase" in first || "promptIdx" in first) return "result-lines";
  throw unknown(path, "it is JSON of another kind");
}

async function peek(path: string): Promise<string> {
  const file = await openRead(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PEEK_BYTES), 0, PEEK_BYTES, 0);
    return buffer.toString("utf8", 0, bytesRead);
  } catch (cause) {
    throw unreadable(path, cause);
  } finally {
    await file.close();
  }
}

async function openRead(path: string): ReturnType<typeof open> {
  try {
    return await open(resolve(path), "r");
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function readDrawLines<S extends DrawSink>(path: string, openSink: OpenSink<S>): Promise<{ readonly pack: Pack; readonly sink: S }> {
  const file = await openRead(path);
  try {
    const lines = new DrawLines();
    let known: { readonly pack: Pack; readonly sink: S } | null = null;
    const begin = async (first: Draw, number: number): Promise<void> => {
      known = await openSink(first.identity.pack, `${path}, line`);
      known.sink.add(first, number);
    };
    await eachLine(file, path, (line) => {
      const draw = lines.ofDraw(line.text) ?? parseDraw(line.text, `${path}, line ${line.number}`);
      if (known === null) return begin(draw, line.number);
      known.sink.add(draw, line.number);
      return undefined;
    });
    if (known === null) throw unknown(path, "it holds no draws");
    return known;
  } finally {
    await file.close();
  }
}

function parseDraw(text: string, where: string): Draw {
  return parseStrict(DrawSchema, asObject(text), { where, example: '{"schema":"gyges.draw/1",…}', code: "draws/line", kind: "data" });
}

/** A JSON object, or null for anything else. */
function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function unreadable(path: string, cause: unknown): GygesError {
  return new GygesError(
    "data",
    "draws/unreadable",
    `${path} cannot be read: ${describeError(cause)}.\n  Wanted: a file of draws.\n  Check the path.`,
    { cause },
  );
}

function unknown(path: string, why: string): GygesError {
  return new GygesError(
    "data",
    "draws/unknown-file",
    [
      `${path} is no file of draws: ${why}.`,
      "  Wanted one of:",
      "    a store of gyges       .gyges/…/store.jsonl, written by gyges run",
      "    results of promptfoo   promptfoo eval --no-cache -o results.json (or results.jsonl)",
      "    exported draws         gyges export FILE --format jsonl",
    ].join("\n"),
  );
}
