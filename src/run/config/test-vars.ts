import { readFile, stat } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { parse } from "yaml";
import { isRecord } from "../../schema/is-record.ts";
import { csvHeader } from "./csv-header.ts";
import { expandPattern } from "./expand-pattern.ts";
import { isPattern, splitRef, withoutScheme } from "./file-refs.ts";
import type { UserConfig } from "./user-config.ts";

/** Larger files of tests are left unread: they only help to find the variable that carries the user's turn. */
const MOST_BYTES = 4 << 20;

/**
 * Names of the variables that the user's own tests set: those of the config, of its scenarios, and of files of either that are data. A program
 * that makes tests is not run.
 */
export async function readTestVars({ tests, scenarios }: UserConfig, folder: string): Promise<string[]> {
  const names = await Promise.all([...listOf(tests), ...listOf(scenarios)].map((one) => namesOf(one, folder)));
  return [...new Set(names.flat())];
}

/** Of a test, a scenario, or a file of them. */
async function namesOf(entry: unknown, folder: string): Promise<string[]> {
  if (typeof entry === "string") return namesInFiles(entry, folder);
  if (!isRecord(entry)) return [];
  const { vars, config, tests, path } = entry;
  if (typeof path === "string") return namesInFiles(path, folder);
  const inner = await Promise.all([...listOf(config), ...listOf(tests)].map((one) => namesOf(one, folder)));
  return [...(isRecord(vars) ? Object.keys(vars) : []), ...inner.flat()];
}

async function namesInFiles(given: string, folder: string): Promise<string[]> {
  const files = isPattern(given) ? await expandPattern(given, folder).catch(() => []) : [given];
  return (await Promise.all(files.map((file) => namesInFile(file, folder)))).flat();
}

async function namesInFile(given: string, folder: string): Promise<string[]> {
  const path = resolve(folder, splitRef(withoutScheme(given)).path);
  const about = await stat(path).catch(() => null);
  if (about === null || !about.isFile() || about.size > MOST_BYTES) return [];
  const text = await readFile(path, "utf8");
  const names = await Promise.all(testsIn(text, extname(path).toLowerCase()).map((one) => namesOf(one, folder)));
  return [...new Set(names.flat())];
}

function testsIn(text: string, kind: string): readonly unknown[] {
  if (kind === ".csv") return [{ vars: Object.fromEntries(csvHeader(text).map((name) => [name, ""])) }];
  if (![".yaml", ".yml", ".json", ".jsonl"].includes(kind)) return [];
  try {
    const lines = kind === ".jsonl" ? text.split("\n").filter((line) => line.trim() !== "") : [text];
    return lines.flatMap((line) => listOf(parse(line, { maxAliasCount: 100 })));
  } catch {
    return [];
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
