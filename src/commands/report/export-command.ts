import { resolve } from "node:path";
import { exportDraws } from "./export.ts";
import { dataDictionary } from "../../report/dictionary.ts";
import { GygesError } from "../../schema/error.ts";
import type { Surroundings } from "../surroundings.ts";
import { writeNamed } from "../files/write-named.ts";

export interface ExportFlags {
  /** As typed; `exportDraws` refuses what it does not know. */
  readonly format?: string | undefined;
  readonly pack?: string | undefined;
  readonly output?: string | undefined;
  readonly keepReplies?: boolean | undefined;
  /** What every column and field means, in place of draws. */
  readonly dictionary?: boolean | undefined;
}

/** `gyges export FILE` at the terminal: the draws on stdout or in a file. */
export async function exportCommand(file: string | undefined, flags: ExportFlags, around: Surroundings): Promise<number> {
  const text =
    flags.dictionary === true
      ? dataDictionary()
      : await exportDraws(named(file, around.cwd), { format: flags.format, pack: flags.pack, keepReplies: flags.keepReplies });
  if (flags.output === undefined) around.stdout.write(text);
  else await writeNamed(resolve(around.cwd, flags.output), text, "--output");
  return 0;
}

function named(file: string | undefined, cwd: string): string {
  if (file !== undefined) return resolve(cwd, file);
  throw new GygesError(
    "usage",
    "export/file",
    "no file is named\n  Wanted: a store of gyges, or a results file of promptfoo; or --dictionary alone\n  Example: gyges export store.jsonl --format csv -o draws.csv",
  );
}
