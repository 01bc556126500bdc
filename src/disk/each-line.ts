import type { FileHandle } from "node:fs/promises";
import { GygesError } from "../schema/error.ts";

const CHUNK_BYTES = 1 << 20;
/** A draw is at most a reply of 256 kB, escaped, and its reasoning; a longer line is no record of ours. */
const MAX_LINE_BYTES = 16 << 20;

export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Offset of the first byte after this line and its newline. */
  readonly end: number;
  /** False for a last line that no newline ends. */
  readonly ended: boolean;
}

type Visit = (line: Line) => void | Promise<void>;

/** Calls `visit` for each line of a file, one after the other, holding one chunk and one line in memory at a time. */
export async function eachLine(file: FileHandle, path: string, visit: Visit): Promise<void> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  let offset = 0;
  const emit = (bytes: Buffer, ended: boolean): void | Promise<void> => {
    number += 1;
    offset += bytes.length + (ended ? 1 : 0);
    return visit({ text: bytes.toString("utf8"), number, end: offset, ended });
  };
  for (let position = 0; ;) {
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const bytes = rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    let from = 0;
    for (let newline = bytes.indexOf(10); newline !== -1; newline = bytes.indexOf(10, from)) {
      // Awaiting what is no promise costs a turn of the queue, and there are lines by the ten thousand.
      const visited = emit(bytes.subarray(from, newline), true);
      if (visited !== undefined) await visited;
      from = newline + 1;
    }
    rest = Buffer.from(bytes.subarray(from));
    if (rest.length > MAX_LINE_BYTES) throw tooLong(path, number + 1);
  }
  if (rest.length > 0) await emit(rest, false);
}

function tooLong(path: string, number: number): GygesError {
  return new GygesError(
    "data",
    "store/line-too-long",
    `${path}: line ${number} is longer than ${MAX_LINE_BYTES >> 20} MB.\n  Wanted: a file of gyges with one record a line.`,
  );
}
