import type { FileHandle } from "node:fs/promises";
import { GygesError } from "../schema/error.ts";

const NEWLINE = 10;
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

/** Calls `visit` for each line of a file, one after the other, holding one buffer and one line in memory at a time. */
export async function eachLine(file: FileHandle, path: string, visit: Visit): Promise<void> {
  let buffer: Buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  /** Bytes at the start of the buffer that no newline has ended yet. */
  let kept = 0;
  let number = 0;
  let offset = 0;
  const emit = (from: number, to: number, ended: boolean): void | Promise<void> => {
    number += 1;
    offset += to - from + (ended ? 1 : 0);
    return visit({ text: buffer.toString("utf8", from, to), number, end: offset, ended });
  };
  for (let position = 0; ;) {
    if (kept === buffer.length) buffer = doubled(buffer, path, number + 1);
    const { bytesRead } = await file.read(buffer, kept, buffer.length - kept, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const end = kept + bytesRead;
    const bytes = buffer.subarray(0, end);
    let from = 0;
    for (let newline = bytes.indexOf(NEWLINE, kept); newline !== -1; newline = bytes.indexOf(NEWLINE, from)) {
      // Awaiting what is no promise costs a turn of the queue, and there are lines by the million.
      const visited = emit(from, newline, true);
      if (visited !== undefined) await visited;
      from = newline + 1;
    }
    bytes.copyWithin(0, from);
    kept = end - from;
  }
  if (kept > 0) await emit(0, kept, false);
}

function doubled(buffer: Buffer, path: string, number: number): Buffer {
  if (buffer.length > MAX_LINE_BYTES) throw tooLong(path, number);
  const larger = Buffer.allocUnsafe(Math.min(buffer.length * 2, MAX_LINE_BYTES + 1));
  buffer.copy(larger);
  return larger;
}

function tooLong(path: string, number: number): GygesError {
  return new GygesError(
    "data",
    "store/line-too-long",
    `${path}: line ${number} is longer than ${MAX_LINE_BYTES >> 20} MB.\n  Wanted: a file of gyges with one record a line.\n  Take the original file, or run again.`,
  );
}
