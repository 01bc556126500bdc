import type { FileHandle } from "node:fs/promises";
import type { Draw } from "../schema/draw.ts";
import { GygesError } from "../schema/error.ts";
import { parseStrict } from "../schema/parse.ts";
import { StoreRecordSchema, type Judged, type StoreHeader, type StoreRecord } from "../schema/store.ts";
import { eachLine, type Line } from "./each-line.ts";
import { foldDraws, type DrawFold } from "./fold-draws.ts";

/** A store as it is read: what stands in it, and where its whole records end. */
export interface StoreRead {
  /** Null for an empty file, or one whose very first record is torn. */
  readonly header: StoreHeader | null;
  readonly fold: DrawFold | null;
  readonly finished: boolean;
  readonly judged: Judged | null;
  readonly torn: boolean;
  /** Bytes up to the end of the last whole record. */
  readonly size: number;
}

const EXAMPLE = '{"record":"draw","draw":{"schema":"gyges.draw/1","run":"r1","side":"base",…}}';

/**
 * Reads every record of an open store. The last line may be torn (no newline, or no JSON): it is left out and reported.
 * Any other line that is no record throws `store/record`.
 */
export async function readRecords(file: FileHandle, path: string): Promise<StoreRead> {
  const state = { header: null as StoreHeader | null, fold: null as DrawFold | null, finished: false, judged: null as Judged | null };
  let broken: Line | null = null;
  let size = 0;
  await eachLine(file, path, (line) => {
    if (broken !== null) throw notJson(path, broken.number);
    const value = line.ended ? parseJson(line.text) : undefined;
    if (value === undefined) {
      broken = line;
      return;
    }
    take(state, value, path, line.number);
    size = line.end;
  });
  return { ...state, torn: broken !== null, size };
}

type State = { header: StoreHeader | null; fold: DrawFold | null; finished: boolean; judged: Judged | null };

function take(state: State, value: unknown, path: string, number: number): void {
  const where = `${path}, line ${number}`;
  const record: StoreRecord = parseStrict(StoreRecordSchema, value, { where, example: EXAMPLE, code: "store/record", kind: "data" });
  if (record.record === "header") {
    if (state.header !== null) throw headerPlace(where, "a second header");
    state.header = record;
    state.fold = foldDraws(record.pack.hash);
    return;
  }
  if (state.fold === null) throw headerPlace(where, `a record \`${record.record}\` before the header`);
  takeAfterHeader(state, state.fold, record, where);
}

function takeAfterHeader(state: State, fold: DrawFold, record: Exclude<StoreRecord, StoreHeader>, where: string): void {
  switch (record.record) {
    case "draw":
      fold.add(record.draw, where);
      state.finished = false;
      return;
    case "finished":
      checkCount(fold.draws, record.draws, where);
      state.finished = true;
      return;
    case "judged":
      state.judged = {
        draws: record.draws,
        verdict: record.verdict,
        ...(record.policy === undefined ? {} : { policy: record.policy }),
      };
  }
}

function checkCount(draws: readonly Draw[], told: number, where: string): void {
  if (draws.length === told) return;
  throw new GygesError(
    "data",
    "store/count",
    `${where}: the run finished with ${told} draws, and ${draws.length} stand before this line.\n  Wanted: the file as the run wrote it.\n  Lines were removed or added: take the original file, or run again.`,
  );
}

function headerPlace(where: string, seen: string): GygesError {
  return new GygesError(
    "data",
    "store/header",
    `${where}: saw ${seen}.\n  Wanted: one header, in the first line.\n  Two stores cannot be joined end to end: give gyges each as its own file.`,
  );
}

function notJson(path: string, number: number): GygesError {
  return new GygesError(
    "data",
    "store/record",
    `${path}, line ${number} is not JSON, and it is not the last line.\n  Wanted: one record a line. Only the last line may be cut off, by a killed run.\n  The file was changed after it was written: take the original file, or run again.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
