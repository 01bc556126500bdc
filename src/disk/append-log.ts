import type { FileHandle } from "node:fs/promises";
import { describeError, GygesError } from "../schema/error.ts";
import type { StoreRecord } from "../schema/store.ts";
import { chainLine } from "./chained-line.ts";

type Write = (record: StoreRecord) => Promise<void>;

/** The end of a store file, where one record at a time is put down. Writing throws GygesError `store/write`, and after the end `store/closed`. */
export interface AppendLog {
  /** Resolves once the record is on the disk; that a call is about to be made, once it is in the file, where it outlives this process. */
  readonly write: Write;
  /** Runs one task after the other, each with the right to write. */
  queue(task: (write: Write) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface LogEnd {
  /** Bytes of the file, all of them whole records. */
  readonly size: number;
  /** Checksum of the last record; null for a file whose lines carry none. */
  readonly last: string | null;
}

/**
 * A log that goes on where the file ends. One failed write ends it: what reached the disk is not known then.
 *
 * @param file as a person is told it
 */
export function appendLog(handle: FileHandle, file: string, end: LogEnd): AppendLog {
  let { size, last: sum } = end;
  let last: Promise<unknown> = Promise.resolve();
  let ended: GygesError | null = null;
  const write: Write = async (record) => {
    if (ended !== null) throw ended;
    const body = JSON.stringify(record);
    const chained = sum === null ? { text: body, sum } : chainLine(body, sum);
    const line = Buffer.from(`${chained.text}\n`);
    try {
      await writeAll(handle, line, size);
      if (record.record !== "sent" && record.record !== "unsent") await handle.datasync();
    } catch (cause) {
      // What reached the disk is unknown now. The next open cuts a torn record; going on here could write behind one.
      ended = cannotWrite(file, line.length, cause);
      throw ended;
    }
    size += line.length;
    sum = chained.sum;
  };
  return {
    write,
    queue(task) {
      const turn = last.then(() => task(write));
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await last;
      ended ??= new GygesError("data", "store/closed", `${file} was closed.\n  Wanted: no draw after the end of the run.`);
      await handle.close();
    },
  };
}

async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

function cannotWrite(file: string, bytes: number, cause: unknown): GygesError {
  return new GygesError(
    "data",
    "store/write",
    `${file}: ${bytes} bytes could not be written: ${describeError(cause)}.\n  Every earlier draw is safe. Free some space, or make the file writable, then run again with the same settings: it goes on where it stopped.`,
    { cause },
  );
}
