import { glob } from "node:fs/promises";
import { join } from "node:path";
import { GygesError } from "../../schema/error.ts";
import { withoutScheme } from "./file-refs.ts";

/**
 * The files of a pattern, as promptfoo would find them, in the order of their names: which it takes first is of no account here.
 *
 * @returns relative to the folder, each with `file://` in front
 * @throws GygesError `config/missing-file` where there is none
 */
export async function expandPattern(given: string, folder: string): Promise<readonly string[]> {
  const pattern = withoutScheme(given);
  const found: string[] = [];
  for await (const path of glob(pattern, { cwd: folder })) found.push(path);
  if (found.length === 0)
    throw new GygesError(
      "usage",
      "config/missing-file",
      `the config names the files ${pattern}, and ${join(folder, pattern)} matches none.\n  Put a file there, or correct the pattern in the config.`,
    );
  return found.toSorted().map((path) => `file://${path}`);
}
