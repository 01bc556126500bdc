import { buffer } from "node:stream/consumers";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fromBufferPromise, type Entry, type ZipFile } from "yauzl";
import { describeError } from "../../schema/error.ts";
import { REPORT_FILE } from "../comment/key.ts";
import { UntrustedFault } from "./untrusted-fault.ts";

/** The one report of this schema has some 100 kB. */
export const MAX_REPORT_BYTES = 4 << 20;

const FILE_TYPE = 0o170000;
const LINK = 0o120000;

/**
 * The report out of an artifact that a stranger may have made: one file, by its one name, inflated only as far as a report can be long,
 * whatever the archive says of its size.
 *
 * @throws UntrustedFault for any other archive
 */
export async function unzipReport(zip: Buffer): Promise<Buffer> {
  try {
    const file = await fromBufferPromise(zip, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true });
    return await inflate(file, await onlyEntry(file));
  } catch (cause) {
    throw cause instanceof UntrustedFault ? cause : new UntrustedFault(`it cannot be unpacked: ${describeError(cause)}`, { cause });
  }
}

async function onlyEntry(file: ZipFile): Promise<Entry> {
  if (file.entryCount !== 1) throw new UntrustedFault(`it holds ${file.entryCount} files, wanted ${REPORT_FILE} alone`);
  for await (const entry of file.eachEntry()) {
    if (entry.fileName !== REPORT_FILE) throw new UntrustedFault(`its file is not named ${REPORT_FILE}`);
    if (((entry.externalFileAttributes >>> 16) & FILE_TYPE) === LINK) throw new UntrustedFault("its file is a link");
    if (entry.isEncrypted()) throw new UntrustedFault("its file is encrypted");
    if (entry.uncompressedSize > MAX_REPORT_BYTES) throw tooLong();
    return entry;
  }
  throw new UntrustedFault("it holds no file");
}

async function inflate(file: ZipFile, entry: Entry): Promise<Buffer> {
  const stream = await file.openReadStreamPromise(entry);
  return pipeline(stream, atMost(MAX_REPORT_BYTES), buffer);
}

function atMost(bytes: number): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > bytes ? tooLong() : null, chunk);
    },
  });
}

function tooLong(): UntrustedFault {
  return new UntrustedFault(`its file is longer than ${MAX_REPORT_BYTES} bytes`);
}
