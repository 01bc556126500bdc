import { writeFile } from "node:fs/promises";
import { stringify } from "yaml";

/** An evaluation of a config that gyges writes: of draws, of a judge, of prices. */

/** For this user only: it holds the settings of the user's providers. */
export async function writeConfig(path: string, config: Readonly<Record<string, unknown>>): Promise<void> {
  // Block scalars of the yaml package (a lone "\n" becomes `|+`) are not all read alike by promptfoo's parser.
  await writeFile(path, stringify(config, { blockQuote: false }), { mode: 0o600 });
}

/**
 * Arguments of promptfoo: nothing comes out of its cache, nothing goes into its database, and nothing is drawn on a terminal.
 *
 * @param atOnce calls at a time; promptfoo's own number where there is none
 */
export function evalArguments(config: string, atOnce: number | null = null): readonly string[] {
  const concurrency = atOnce === null ? [] : ["--max-concurrency", String(atOnce)];
  return ["eval", "-c", config, "--no-cache", "--no-write", "--no-table", "--no-progress-bar", ...concurrency];
}
