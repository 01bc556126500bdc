import { writeFile } from "node:fs/promises";
import { describeError, GygesError } from "../../schema/error.ts";

/**
 * Writes the file that a flag names.
 *
 * @param path absolute
 * @param flag as it is typed, such as `--out`
 * @throws GygesError `usage/unwritable`
 */
export async function writeNamed(path: string, text: string, flag: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new GygesError(
      "usage",
      "usage/unwritable",
      `${path} cannot be written: ${describeError(cause)}.\n  Wanted: a file in a folder that exists and may be written to.\n  Name another one: ${flag} FILE`,
      { cause },
    );
  }
}
