import { glob, readdir, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { SHARD_FILE } from "./shard-file.ts";

/**
 * The files of shards that these names stand for: a file, a folder with everything below it, or a pattern with `*` in it.
 *
 * @returns absolute paths, each once, in one order
 */
export async function findShards(names: readonly string[], cwd: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names) found.push(...(await standsFor(name, cwd)));
  return [...new Set(found)].toSorted();
}

/** How a person is told a path. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === "" || short.startsWith("..") ? path : short;
}

/** A name that is there stands for itself, whatever signs of a pattern are in it. */
async function standsFor(name: string, cwd: string): Promise<readonly string[]> {
  const path = resolve(cwd, name);
  const about = await stat(path).catch(() => null);
  if (about?.isDirectory() === true) return below(path);
  if (about !== null) return [path];
  const found: string[] = [];
  for await (const matched of glob(name, { cwd })) found.push(...(await standsFor(matched, cwd)));
  return found;
}

async function below(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() && entry.name === SHARD_FILE ? [join(entry.parentPath, entry.name)] : []));
}
