import { DrawLines } from "../../disk/draw-lines.ts";
import { eachLine } from "../../disk/each-line.ts";
import { type DrawFold, type DrawSink, foldDraws } from "../../disk/fold-draws.ts";
import type { HarnessKind } from "../../harness/read-harness.ts";
import { readStoreInto } from "../../disk/store.ts";
import { readResultLines, readResults, type Results } from "../../promptfoo/results/read-results.ts";
import type { CheckAnswer } from "../../schema/check.ts";
import { DrawSchema, type Draw } from "../../schema/draw.ts";
import { GygesError } from "../../schema/error.ts";
import type { PackRef } from "../../schema/identity.ts";
import { parseStrict } from "../../schema/parse.ts";
import type { Pack } from "../../schema/scenario.ts";
import type { StoreHeader } from "../../schema/store.ts";
import { asObject, kindOfFile, openRead, unknownFile } from "./kind-of-file.ts";
import { packFinder, type PackFinder } from "./pack-for.ts";

/** A file of any kind that gyges knows, once its draws are read. */
export interface DrawFile {
  readonly path: string;
  readonly kind: "store" | "results" | "draws" | "inspect" | "plain";
  readonly pack: Pack;
  /** False where gyges has no text of the scenarios: a set of somebody's own, told by another harness. */
  readonly hasText: boolean;
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
 * Reads a store of gyges, a results file of promptfoo (JSON or JSONL), exported draws (JSONL), a log of Inspect (.eval or JSON) or plain draws (JSONL), told
 * apart by content and never by name.
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
  const kind = await kindOfFile(path);
  if (kind === "results") return fromResults(path, await readResults(path, openSink));
  if (kind === "result-lines") return fromResults(path, await readResultLines(path, openSink));
  if (kind === "store") return await fromStore(path, openSink);
  if (kind === "draws") return { path, kind, hasText: true, ...SAYS_NO_MORE, ...(await readDrawLines(path, openSink)) };
  return await fromHarness(path, kind, finder, makeSink);
}

/** Files that name no run, no answers about notices and no end. */
const SAYS_NO_MORE = { finished: true, header: null, checks: [], ofAll: {} } as const;

/** Loaded on demand: few gates read another harness. */
async function fromHarness<S extends DrawSink>(
  path: string,
  kind: HarnessKind,
  finder: PackFinder,
  makeSink: MakeSink<S>,
): Promise<DrawFile & { readonly sink: S }> {
  const { readHarness } = await import("../../harness/read-harness.ts");
  const { pack, draws, hasText } = await readHarness(path, kind, (ref) => finder.find(ref));
  const sink = makeSink(pack, path);
  for (const { draw, where } of draws) sink.add(draw, where);
  return { path, kind: kind === "plain" ? "plain" : "inspect", hasText, ...SAYS_NO_MORE, pack, sink };
}

type OpenSink<S> = (ref: PackRef, source: string) => Promise<{ readonly pack: Pack; readonly sink: S }>;

function fromResults<S extends DrawSink>(
  path: string,
  { pack, sink, checks, run, transformed }: Results<S>,
): DrawFile & { readonly sink: S } {
  return {
    path,
    kind: "results",
    hasText: true,
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
  return { path, kind: "store", hasText: true, pack: pack!, sink, finished: finished && !torn, header, checks, ofAll: {} };
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
    if (known === null) throw unknownFile(path, "it holds no draws");
    return known;
  } finally {
    await file.close();
  }
}

function parseDraw(text: string, where: string): Draw {
  const value = asObject(text);
  if (value === null) throw brokenLine(where);
  return parseStrict(DrawSchema, value, { where, example: '{"schema":"gyges.draw/1",…}', code: "draws/line", kind: "data" });
}

/** Not quoted: a line of draws holds what a model wrote. */
function brokenLine(where: string): GygesError {
  return new GygesError(
    "data",
    "draws/line",
    `${where} is no JSON object.\n  Wanted: one draw a line, and the whole file.\n  Write it again: gyges export STORE --format jsonl --output draws.jsonl`,
  );
}
