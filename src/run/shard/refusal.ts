import { GygesError } from "../../schema/error.ts";
import { partName, type ShardFile } from "../../schema/shard.ts";

/** A part of a run and where it was found. */
export interface FoundShard {
  /** As a person is told it. */
  readonly path: string;
  readonly file: ShardFile;
}

/** How a part is called in a sentence. */
export function named({ path, file }: FoundShard): string {
  return `${partName(file.shard)} (${path})`;
}

/** Why parts give no verdict. @param lines what to do, one a line */
export function refusal(code: string, seen: string, ...lines: readonly string[]): GygesError {
  return new GygesError("data", `merge/${code}`, [`There is no verdict: ${seen}.`, ...lines].join("\n  "));
}
