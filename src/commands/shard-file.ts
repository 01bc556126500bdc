import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { safeJson } from "../report/safe-json.ts";
import { parseStrict } from "../schema/parse.ts";
import { type ShardDraws, type ShardFile, ShardFileSchema, type ShardRef } from "../schema/shard.ts";
import type { Verdict } from "../schema/verdict.ts";
import { GYGES_VERSION } from "../schema/version.ts";

/** Name of a shard's file in its report folder, by which the merge finds it. */
export const SHARD_FILE = "gyges-shard.json";

/** Writes what a shard hands on; it is parsed once more on the way out, so that no merge meets what the schema refuses. @returns path of the file */
export async function writeShard(folder: string, shard: ShardRef, verdict: Verdict, drawn: ShardDraws | null): Promise<string> {
  const path = join(folder, SHARD_FILE);
  const file: ShardFile = { schema: "gyges.shard/1", gyges: GYGES_VERSION, shard, verdict, drawn };
  const whole = parseStrict(ShardFileSchema, file, {
    where: "the shard's file that was to be written",
    example: '{"schema": "gyges.shard/1", …}',
    code: "run/shard-file",
    kind: "data",
  });
  await writeFile(path, `${safeJson(whole)}\n`);
  return path;
}
