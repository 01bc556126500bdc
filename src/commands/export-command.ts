import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { exportDraws } from "./export.ts";
import type { Surroundings } from "./surroundings.ts";

export interface ExportFlags {
  /** As typed; `exportDraws` refuses what it does not know. */
  readonly format?: string | undefined;
  readonly pack?: string | undefined;
  readonly output?: string | undefined;
  readonly keepReplies?: boolean | undefined;
}

/** `gyges export FILE` at the terminal: the draws on stdout or in a file. */
export async function exportCommand(file: string, flags: ExportFlags, around: Surroundings): Promise<number> {
  const text = await exportDraws(resolve(around.cwd, file), { format: flags.format, pack: flags.pack, keepReplies: flags.keepReplies });
  if (flags.output === undefined) around.stdout.write(text);
  else await writeFile(resolve(around.cwd, flags.output), text);
  return 0;
}
