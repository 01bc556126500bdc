import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Tallied } from "./simulate.ts";

/** The committed file of results: one line a design, with the hash of the code that was simulated. */

const root = fileURLToPath(new URL("../..", import.meta.url));
export const RESULTS = join(root, "bench/calibration/results.jsonl");

export interface Result {
  readonly name: string;
  /** Hash over the sources that make the verdict. */
  readonly gate: string;
  readonly seed: number;
  readonly tallied: Tallied;
  /** The gate that was simulated, where that is an earlier one whose results this one gives too; `again` designs were simulated to show it. */
  readonly carried?: { readonly from: string; readonly again: number };
}

export function readResults(path = RESULTS): readonly Result[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}

export function appendResult(result: Result, path = RESULTS): void {
  appendFileSync(path, `${JSON.stringify(result)}\n`);
}

/** The whole file anew. */
export function writeResults(results: readonly Result[], path = RESULTS): void {
  writeFileSync(path, results.map((result) => `${JSON.stringify(result)}\n`).join(""));
}

/** What a verdict comes from, and the simulation itself. Measures that are only shown beside a verdict change none. */
const STARTS = ["src/verdict/decide-pair.ts", "src/verdict/check-draws.ts", "bench/calibration/rates.ts", "bench/calibration/draws.ts"];

/**
 * Sixteen hex digits over the code that a calibration is about: the rooms of statistics, estimates, verdict and organism as far as they are reached.
 * Lines of comment are no part of it, since they change no figure.
 */
export function gateHash(): string {
  const hash = createHash("sha256");
  const files = new Set(STARTS.flatMap((start) => reached(start)));
  for (const file of [...files].toSorted()) hash.update(`${file}\n`).update(withoutComments(readFileSync(join(root, file), "utf8")));
  return hash.digest("hex").slice(0, 16);
}

const ROOMS = /^(?:src\/(?:stats|estimate|verdict|organism)[/.]|bench\/)/;

function withoutComments(code: string): string {
  return code.replace(/^[ \t]*(?:\/\/|\/\*|\*).*\n/gm, "");
}

/** A file and what it imports, and so on; only the rooms that a figure can come from. */
function reached(file: string, found = new Set<string>()): readonly string[] {
  if (found.has(file) || !ROOMS.test(file)) return [...found];
  found.add(file);
  const text = readFileSync(join(root, file), "utf8");
  for (const [, path = ""] of text.matchAll(/from "(\.[^"]+)"/g)) reached(relative(root, resolve(root, dirname(file), path)), found);
  return [...found];
}
