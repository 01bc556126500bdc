import type { PackRef } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";
import { readInspectLog } from "./inspect/inspect-log.ts";
import { readPlainLines } from "./plain-lines.ts";
import { type ToldFile, toldFile } from "./told-file.ts";

export type HarnessKind = "inspect-eval" | "inspect-json" | "plain";

/**
 * The draws of a file that another harness wrote, all held: their plan is known only at the end.
 *
 * @param find the pack that a reference names, or throws
 * @throws GygesError of kind `data` for whatever in the file is no evidence
 */
export async function readHarness(path: string, kind: HarnessKind, find: (ref: PackRef) => Promise<Pack>): Promise<ToldFile> {
  const all = kind === "plain" ? await readPlainLines(path) : await readInspectLog(path, kind === "inspect-eval" ? "eval" : "json");
  return await toldFile(all, path, find);
}
