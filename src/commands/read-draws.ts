import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { eachLine } from "../disk/each-line.ts";
import { foldDraws, type DrawFold } from "../disk/fold-draws.ts";
import { readStore } from "../disk/store.ts";
import { readResultLines, readResults, type Results } from "../promptfoo/read-results.ts";
import { DrawSchema, type Draw } from "../schema/draw.ts";
import { describeError, GygesError } from "../schema/error.ts";
import { isRecord } from "../schema/is-record.ts";
import { parseStrict } from "../schema/parse.ts";
import type { Pack } from "../schema/scenario.ts";
import { packFor } from "./pack-for.ts";

/** Draws from a file of any kind that gyges knows. */
export interface DrawFile {
  readonly path: string;
  readonly kind: "store" | "results" | "draws";
  readonly pack: Pack;
  readonly draws: readonly Draw[];
  /** False for a store whose run was stopped. Other files do not say; there the count of draws tells. */
  readonly finished: boolean;
}

/**
 * Reads a store of gyges, a results file of promptfoo (JSON or JSONL) or exported draws (JSONL), told apart by content and never by name.
 *
 * @param pack folder or name of the pack; where absent, the shipped one that the file names
 */
export async function readDraws(path: string, pack?: string): Promise<DrawFile> {
  const find = (ref: Parameters<typeof packFor>[0]): Promise<Pack> => packFor(ref, pack);
  const kind = await kindOf(path);
  if (kind === "results") return fromResults(path, await readResults(path, find));
  if (kind === "result-lines") return fromResults(path, await readResultLines(path, find));
  if (kind === "draws") {
    const draws = await readDrawLines(path);
    return { path, kind, pack: await find(draws[0].identity.pack), draws, finished: true };
  }
  const { header, draws, finished, torn } = await readStore(path);
  return { path, kind, pack: await find(header.pack), draws, finished: finished && !torn };
}

function fromResults(path: string, { pack, draws }: Results): DrawFile {
  return { path, kind: "results", pack, draws, finished: true };
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

async function readDrawLines(path: string): Promise<readonly [Draw, ...Draw[]]> {
  const file = await openRead(path);
  try {
    let fold: DrawFold | null = null;
    await eachLine(file, path, (line) => {
      const where = `${path}, line ${line.number}`;
      const draw = parseStrict(DrawSchema, asObject(line.text), {
        where,
        example: '{"schema":"gyges.draw/1",…}',
        code: "draws/line",
        kind: "data",
      });
      fold ??= foldDraws(draw.identity.pack.hash);
      fold.add(draw, where);
    });
    const [first, ...rest] = (fold as DrawFold | null)?.draws ?? [];
    if (first === undefined) throw unknown(path, "it holds no draws");
    return [first, ...rest];
  } finally {
    await file.close();
  }
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
