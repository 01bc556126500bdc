import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { describeError, GygesError, systemCode } from "../schema/error.ts";
import { type HistoryLine, HistoryLineSchema } from "../schema/history.ts";
import { parsedJson } from "../schema/json.ts";
import { parseStrict } from "../schema/parse.ts";
import { acquireLock } from "./lock.ts";
import { replaceFile } from "./replace-file.ts";

const EXAMPLE = '{"schema":"gyges.history/1","run":"0123456789abcdef-2026-11-29","at":"2026-11-29T02:00:00.000Z",…}';

/**
 * The nights of a history file, the oldest first; none where there is no file.
 *
 * @throws GygesError `history/line` for a line that is not one of gyges's: a history with holes would tell of drift that was none
 */
export async function readHistory(path: string): Promise<readonly HistoryLine[]> {
  const text = await textOf(path);
  return text.split("\n").flatMap((line, index) => (line === "" ? [] : [lineOf(line, `${path}, line ${index + 1}`)]));
}

/**
 * Adds a night, unless it is there. The file is replaced whole, so it never ends in half a line.
 *
 * @throws GygesError `history/unwritable`, `store/locked`, or what {@link readHistory} throws
 */
export async function appendHistory(path: string, line: HistoryLine): Promise<void> {
  await append(path, line).catch((cause: unknown) => {
    throw cause instanceof GygesError ? cause : unwritable(path, cause);
  });
}

async function append(path: string, line: HistoryLine): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const lock = await acquireLock(path);
  try {
    const before = await readHistory(path);
    if (before.some(({ run }) => run === line.run)) return;
    await replaceFile(path, [...before, line].map((one) => `${JSON.stringify(one)}\n`).join(""));
  } finally {
    await lock.release();
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (systemCode(cause) === "ENOENT") return "";
    throw new GygesError(
      "data",
      "history/unreadable",
      `the history ${path} cannot be read: ${describeError(cause)}\n  Name a file that this user may read and write: --history .gyges/history.jsonl`,
      { cause },
    );
  }
}

function unwritable(path: string, cause: unknown): GygesError {
  return new GygesError(
    "data",
    "history/unwritable",
    `the history ${path} cannot be written: ${describeError(cause)}\n  Wanted: a file that this user may write, on a disk with room.\n  Tonight's draws are kept: mend that, and run the same command again before the day ends`,
    { cause },
  );
}

function lineOf(text: string, where: string): HistoryLine {
  return parseStrict(HistoryLineSchema, parsedJson(text) ?? text, { where, example: EXAMPLE, code: "history/line", kind: "data" });
}
