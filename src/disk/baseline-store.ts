import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { lstat, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CheckAnswer } from "../schema/check.ts";
import type { Draw } from "../schema/draw.ts";
import { describeError } from "../schema/error.ts";
import { parsedJson } from "../schema/json.ts";
import { type BaselineSeal, BaselineSealSchema, type StoreHeader, type StoreRecord } from "../schema/store.ts";
import { replaceFile } from "./replace-file.ts";

/**
 * The folder of stored bases: one file a key, each a whole store that ends in a seal. A file appears at once or not at all, and one that was
 * cut or edited is told by its seal and not used. It is a cache: whatever is wrong with it, base is drawn again.
 */

/** What is kept of a side that was drawn. */
export interface BaselineContents {
  readonly header: StoreHeader;
  readonly draws: readonly Draw[];
  readonly checks: readonly CheckAnswer[];
}

export type FoundBaseline =
  | { readonly kind: "none" }
  /** What is wrong with the file, as the rest of a sentence about it. */
  | { readonly kind: "unusable"; readonly why: string }
  | { readonly kind: "found"; readonly path: string; readonly drawnAt: string };

/** Larger than the store of any pack; a file above it is not ours. */
const MOST_BYTES = 512 << 20;

export function baselinePath(folder: string, key: string): string {
  return join(folder, `${key}.jsonl`);
}

/** Looks a key up. Nothing of the file is believed before its seal was checked. */
export async function findBaseline(path: string, key: string): Promise<FoundBaseline> {
  const about = await lstat(path).catch(() => null);
  if (about === null) return { kind: "none" };
  if (!about.isFile()) return unusable("it is no file of its own");
  if (about.size > MOST_BYTES) return unusable(`it is larger than ${MOST_BYTES >> 20} MB`);
  const bytes = await readFile(path).catch((cause: unknown) => describeError(cause));
  if (typeof bytes === "string") return unusable(`it cannot be read: ${bytes}`);
  const start = bytes.lastIndexOf("\n", -2) + 1;
  const seal = sealIn(bytes.subarray(start));
  if (seal === null) return unusable("it does not end in a seal, so it was cut or edited");
  if (seal.sha256 !== sha256(bytes.subarray(0, start))) return unusable("its checksum does not fit, so it was edited or damaged");
  if (seal.key !== key) return unusable(`it says that it is ${seal.key}`);
  return { kind: "found", path, drawnAt: seal.drawnAt };
}

/** Writes a stored base in place of the one of that key. @returns its path */
export async function saveBaseline(
  folder: string,
  { header, draws, checks }: BaselineContents,
  { key, drawnAt }: Pick<BaselineSeal, "key" | "drawnAt">,
): Promise<string> {
  const records: readonly StoreRecord[] = [
    header,
    ...draws.map((draw) => ({ record: "draw", draw }) as const),
    ...checks.map((check) => ({ record: "check", check }) as const),
    { record: "finished", draws: draws.length },
  ];
  const body = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(""));
  const seal: BaselineSeal = { record: "baseline", schema: "gyges.baseline/1", key, drawnAt, sha256: sha256(body) };
  await makeFolder(folder);
  const path = baselinePath(folder, key);
  await replaceFile(path, Buffer.concat([body, Buffer.from(`${JSON.stringify(seal)}\n`)]));
  return path;
}

/** It ignores itself: in a checkout, files that git sees would be a change of the head. */
async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if (!existsSync(join(folder, ".gitignore"))) await writeFile(join(folder, ".gitignore"), "*\n");
}

function sealIn(line: Buffer): BaselineSeal | null {
  if (line.at(-1) !== 10) return null;
  return BaselineSealSchema.safeParse(parsedJson(line.toString("utf8"))).data ?? null;
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function unusable(why: string): FoundBaseline {
  return { kind: "unusable", why };
}
