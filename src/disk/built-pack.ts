import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { PackFile } from "../scenario/parse-pack.ts";
import { isRecord } from "../schema/is-record.ts";
import type { Pack } from "../schema/scenario.ts";

/**
 * Shipped packs as the build read and checked them: 24 probes take .65 s as YAML and 10 ms as this. A built pack counts only for the very
 * bytes that it was made of, so a pack that somebody edits is read and checked like the rest.
 */

export interface BuiltPack {
  /** Of the files that it was made of: {@link filesDigest}. */
  readonly digest: string;
  readonly pack: Pack;
}

/** sha256 over paths, lengths and texts, in the order given. */
export function filesDigest(files: readonly PackFile[]): string {
  const hash = createHash("sha256");
  for (const { path, text } of files) hash.update(`${path}\n${Buffer.byteLength(text)}\n`).update(text);
  return hash.digest("hex");
}

/** What the build made of exactly these files; null where it made nothing of them, as in a checkout's sources. */
export async function builtPack(name: string, files: readonly PackFile[]): Promise<Pack | null> {
  try {
    const built: unknown = JSON.parse(await readFile(builtPackUrl(name), "utf8"));
    return isBuiltOf(files, built) ? built.pack : null;
  } catch {
    // Absent or broken: the files themselves are read, which decides.
    return null;
  }
}

/** The build wrote both fields in one stroke: where the digest stands for these files, so does the pack. */
function isBuiltOf(files: readonly PackFile[], built: unknown): built is BuiltPack {
  return isRecord(built) && built["digest"] === filesDigest(files) && isRecord(built["pack"]);
}

/** Beside the built code: `dist/packs/core.json`. Seen from the sources there is none. */
export function builtPackUrl(name: string): URL {
  return new URL(`../../packs/${name}.json`, import.meta.url);
}
