import { readFile, stat } from "node:fs/promises";
import { GygesError } from "../../schema/error.ts";

/** The text of a file that the config names. @throws GygesError `config/missing-file` */
export async function readText(path: string): Promise<string> {
  await needFile(path);
  return readFile(path, "utf8");
}

/** @throws GygesError `config/missing-file` where there is no plain file */
export async function needFile(path: string): Promise<void> {
  const about = await stat(path).catch(() => null);
  if (about !== null && about.isFile()) return;
  throw new GygesError(
    "usage",
    "config/missing-file",
    `the config names ${path}, which is ${about === null ? "not there" : "not a file"}.\n  Put the file there, or correct its path in the config.`,
  );
}
