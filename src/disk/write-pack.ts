import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { PackFile } from "../scenario/parse-pack.ts";
import { describeError, GygesError } from "../schema/error.ts";

/** Writes the files of a pack into a folder. @throws GygesError `pack/write` where anything is there already, or nothing can be */
export async function writePack(folder: string, files: readonly PackFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeNew(join(folder, path), text);
  }
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: "wx" });
  } catch (cause) {
    throw new GygesError(
      "usage",
      "pack/write",
      `${path} cannot be written: ${describeError(cause)}\n  Wanted: a folder that is not there yet. Name another one with --out`,
      { cause },
    );
  }
}
