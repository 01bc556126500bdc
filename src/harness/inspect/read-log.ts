import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { GygesError } from "../../schema/error.ts";
import { isRecord } from "../../schema/is-record.ts";
import { openEvalZip } from "./eval-zip.ts";
import { parsePythonJson } from "./python-json.ts";

/** A log of Inspect as its file holds it, unchecked: what it says once, and its samples. */
export interface RawLog {
  readonly header: unknown;
  /** Each with its place, for an error's message. One is in memory at a time, where the file lets it be. */
  readonly samples: AsyncIterable<{ readonly value: unknown; readonly where: string }>;
}

const HEADER = "header.json";
const SAMPLE = /^samples\/.*\.json$/s;

/** Reads an `.eval` log, hands it on, and closes it. */
export async function withEvalLog<T>(path: string, use: (log: RawLog) => Promise<T>): Promise<T> {
  await using zip = await openEvalZip(resolve(path));
  if (!zip.names.includes(HEADER)) throw unfinishedLog(path);
  const parsed = async (name: string): Promise<unknown> => parse(await zip.text(name), `${path}, ${JSON.stringify(name.slice(0, 120))}`);
  const samples = async function* (): RawLog["samples"] {
    for (const name of zip.names)
      if (SAMPLE.test(name)) yield { value: await parsed(name), where: `${path}, ${JSON.stringify(name.slice(0, 120))}` };
  };
  return await use({ header: await parsed(HEADER), samples: samples() });
}

/** Longer ones do not go into one string of JavaScript. */
const MAX_JSON_BYTES = 256 << 20;

/** The same for a log in one JSON file, all of which is in memory at once. */
export async function withJsonLog<T>(path: string, use: (log: RawLog) => Promise<T>): Promise<T> {
  const { size } = await stat(resolve(path));
  if (size > MAX_JSON_BYTES) throw tooLong(path, size);
  const log = parse(await readFile(resolve(path), "utf8"), path);
  if (!isRecord(log) || !Array.isArray(log["samples"])) throw noSamples(path);
  const list: readonly unknown[] = log["samples"];
  const samples = async function* (): RawLog["samples"] {
    for (const [index, value] of list.entries()) yield { value, where: `${path}, sample ${index + 1}` };
  };
  return await use({ header: log, samples: samples() });
}

function parse(text: string, where: string): unknown {
  try {
    return parsePythonJson(text);
  } catch {
    // The parser quotes the text around the fault, and that is what a model wrote.
    throw new GygesError(
      "data",
      "inspect/json",
      `${where} is no JSON, or not all of it.\n  Wanted: the whole log as Inspect wrote it.\n  Copy it again; inspect log dump FILE says whether Inspect itself can read it.`,
    );
  }
}

/** Inspect writes the header last. */
function unfinishedLog(path: string): GygesError {
  return new GygesError(
    "data",
    "inspect/status",
    `${path} has no header.json: its run is under way, or was killed.\n  Wanted: a log whose run came to its end.\n  Wait for it, or go on with it: inspect eval-retry ${path}`,
  );
}

function noSamples(path: string): GygesError {
  return new GygesError(
    "data",
    "inspect/no-samples",
    `${path} is a log without samples.\n  Wanted: the samples, too.\n  Leave --no-log-samples out, and do not read the header alone.`,
  );
}

function tooLong(path: string, size: number): GygesError {
  return new GygesError(
    "data",
    "inspect/json",
    `${path} has ${Math.ceil(size / (1 << 20))} MB, more than the ${MAX_JSON_BYTES >> 20} MB of a JSON log.\n  Wanted: the log as .eval, which is read sample by sample.\n  Convert it: inspect log convert FILE --to eval --output-dir logs`,
  );
}
