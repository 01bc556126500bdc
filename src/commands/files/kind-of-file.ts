import { open } from "node:fs/promises";
import { resolve } from "node:path";
import type { HarnessKind } from "../../harness/read-harness.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";
import { documentSchema } from "../report/document-schema.ts";

/** What files of draws there are, told apart by content and never by name. */
export type FileKind = "store" | "results" | "result-lines" | "draws" | HarnessKind;

/** How a log of Inspect in JSON begins, on one line or on several. */
const INSPECT_JSON = /^\uFEFF?\s*\{\s*"version"\s*:\s*\d+\s*,\s*"status"\s*:/;

const PEEK_BYTES = 1 << 20;

/** Documents that somebody may take for the draws which they were made from. */
const SHOWN: ReadonlySet<string> = new Set(["gyges.verdict", "gyges.gap"]);

/** @throws GygesError `draws/unreadable`, `draws/unknown-file` */
export async function kindOfFile(path: string): Promise<FileKind> {
  const start = await peek(path);
  if (start.trim() === "") throw unknownFile(path, "it is empty");
  if (start.startsWith("PK")) return "inspect-eval";
  if (INSPECT_JSON.test(start)) return "inspect-json";
  if (!/^\uFEFF?\s*\{/.test(start)) throw unknownFile(path, "it does not begin as JSON");
  if (isStore(start)) return "store";
  const document = documentSchema(start);
  if (document !== null) throw unknownFile(path, `it is a document ${document}${SHOWN.has(document) ? ", which gyges report shows" : ""}`);
  const newline = start.indexOf("\n");
  return kindOfLine(newline === -1 ? start : start.slice(0, newline), path);
}

/** Whether a file that begins so is a store of gyges. */
export function isStore(start: string): boolean {
  return /^\s*\{"record"\s*:/.test(start);
}

function kindOfLine(line: string, path: string): FileKind {
  const first = asObject(line);
  // A line of one's own that is broken is told as such.
  if (first === null) return line.includes('"gyges.plain-draw/') ? "plain" : "results";
  if ("results" in first) return "results";
  if (first["schema"] === "gyges.draw/1") return "draws";
  if (first["schema"] === "gyges.plain-draw/1" || ("scenario" in first && "condition" in first)) return "plain";
  if ("testCase" in first || "promptIdx" in first) return "result-lines";
  throw unknownFile(path, "it is JSON of another kind");
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

/** @throws GygesError `draws/unreadable` */
export async function openRead(path: string): ReturnType<typeof open> {
  try {
    return await open(resolve(path), "r");
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** A JSON object, or null for anything else. */
export function asObject(text: string): Record<string, unknown> | null {
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

/** @param why continues the sentence "FILE is no file of draws: …" */
export function unknownFile(path: string, why: string): GygesError {
  return new GygesError(
    "data",
    "draws/unknown-file",
    [
      `${path} is no file of draws: ${why}.`,
      "  Wanted one of:",
      "    a store of gyges       .gyges/…/store.jsonl, written by gyges run",
      "    results of promptfoo   promptfoo eval --no-cache -o results.json (or results.jsonl)",
      "    exported draws         gyges export FILE --format jsonl",
      "    a log of Inspect       inspect eval TASK … (.eval or .json)",
      "    draws of your own      JSONL of gyges.plain-draw/1: docs/other-harnesses.md",
    ].join("\n"),
  );
}
