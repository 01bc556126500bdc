import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { safeJson } from "../../report/safe-json.ts";
import { parseStrict } from "../../schema/parse.ts";
import { type ShardDraws, type ShardFile, ShardFileSchema, type ShardRef } from "../../schema/shard.ts";
import type { FailOn, Verdict } from "../../schema/verdict.ts";
import { GYGES_VERSION } from "../../schema/version.ts";

/** Name of a shard's file in its report folder, by which the merge finds it. */
export const SHARD_FILE = "gyges-shard.json";

/** What a step knows of the part that it draws. */
export interface ShardPart {
  readonly shard: ShardRef;
  /** Null where nothing was drawn. */
  readonly drawn: ShardDraws | null;
  readonly failOn: readonly FailOn[];
}

/** What may turn this job red beside fail and error: nothing where it has drawn its part, since the verdict on that is another job's. */
export function failOnOf(part: ShardPart | null, failOn: readonly FailOn[]): readonly FailOn[] {
  return part !== null && part.drawn !== null ? [] : failOn;
}

/** Writes what a shard hands on; it is parsed once more on the way out, so that no merge meets what the schema refuses. @returns path of the file */
export async function writeShard(folder: string, { shard, drawn, failOn }: ShardPart, verdict: Verdict): Promise<string> {
  const path = join(folder, SHARD_FILE);
  const file: ShardFile = { schema: "gyges.shard/1", gyges: GYGES_VERSION, shard, verdict, failOn: [...failOn], drawn };
  const whole = parseStrict(ShardFileSchema, file, {
    where: "the shard's file that was to be written",
    example: '{"schema": "gyges.shard/1", …}',
    code: "run/shard-file",
    kind: "data",
  });
  await writeFile(path, `${safeJson(whole)}\n`);
  return path;
}
