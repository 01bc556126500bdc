import { buffer } from "node:stream/consumers";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createInflateRaw, createZstdDecompress } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { describeError, GygesError } from "../../schema/error.ts";

/** How a zip names its compressions. Inspect writes the last; logs of earlier versions have the second. */
const STORED = 0;
const DEFLATED = 8;
const ZSTD = 93;

/** The longest member that is read: a sample with all its events. And all of them together, inflated. */
const MAX_MEMBER_BYTES = 64 << 20;
const MAX_BYTES = 2 ** 31;
const MAX_MEMBERS = 400_000;

/** The members of an `.eval` file, by name. Nothing is written to the disk, so a name is a name and never a path. */
export interface EvalZip extends AsyncDisposable {
  readonly names: readonly string[];
  /** Text of a member. Throws `inspect/zip` where it is too long, or other bytes than its checksum was made of. */
  text(name: string): Promise<string>;
}

/** @throws GygesError `inspect/zip` for a file that is cut off, holds a name twice, or claims to be larger than a log may be */
export async function openEvalZip(path: string): Promise<EvalZip> {
  const file = await explained(path, () => openPromise(path, { autoClose: false, lazyEntries: true, validateEntrySizes: true }));
  try {
    const members = await explained(path, () => directory(file, path));
    return {
      names: [...members.keys()],
      text: (name) => explained(path, () => inflated(file, members.get(name), path)),
      [Symbol.asyncDispose]: async () => file.close(),
    };
  } catch (cause) {
    file.close();
    throw cause;
  }
}

async function directory(file: ZipFile, path: string): Promise<ReadonlyMap<string, Entry>> {
  if (file.entryCount > MAX_MEMBERS) throw broken(path, `it holds ${file.entryCount} members, more than ${MAX_MEMBERS}`);
  const members = new Map<string, Entry>();
  let bytes = 0;
  for await (const entry of file.eachEntry()) {
    if (members.has(entry.fileName)) throw broken(path, `its member ${shown(entry)} is there twice`);
    members.set(entry.fileName, entry);
    bytes += entry.uncompressedSize;
    if (entry.uncompressedSize > MAX_MEMBER_BYTES || bytes > MAX_BYTES) throw tooLong(path, entry);
  }
  return members;
}

async function inflated(file: ZipFile, entry: Entry | undefined, path: string): Promise<string> {
  if (entry === undefined) throw broken(path, "a member that every log has is not there");
  if (entry.isEncrypted()) throw broken(path, `its member ${shown(entry)} is encrypted`);
  const packed = await file.openReadStreamPromise(entry, { decodeFileData: false });
  const limit = exactly(entry, path);
  const unpack = decompressor(entry, path);
  const bytes = unpack === null ? await pipeline(packed, limit, buffer) : await pipeline(packed, unpack, limit, buffer);
  if (bytes.length !== entry.uncompressedSize || crc32(bytes) !== entry.crc32) throw broken(path, `its member ${shown(entry)} is damaged`);
  return bytes.toString("utf8");
}

function decompressor({ compressionMethod }: Entry, path: string): Transform | null {
  if (compressionMethod === STORED) return null;
  if (compressionMethod === DEFLATED) return createInflateRaw();
  if (compressionMethod === ZSTD) return createZstdDecompress();
  throw broken(path, `it is packed by method ${compressionMethod}, which Inspect does not use`);
}

/** Stops a stream that goes on beyond what the directory says of it, which the limits were held against. */
function exactly(entry: Entry, path: string): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      done(seen > entry.uncompressedSize ? broken(path, `its member ${shown(entry)} is longer than it says`) : null, chunk);
    },
  });
}

async function explained<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw cause instanceof GygesError ? cause : broken(path, `it cannot be unpacked: ${describeError(cause)}`);
  }
}

function tooLong(path: string, entry: Entry): GygesError {
  const what =
    entry.uncompressedSize > MAX_MEMBER_BYTES
      ? `its member ${shown(entry)} says it has ${entry.uncompressedSize} bytes`
      : "its members together say so";
  return broken(path, `it would be too long unpacked (${what}; at most ${MAX_MEMBER_BYTES >> 20} MB each, ${MAX_BYTES >> 30} GB in all)`);
}

function broken(path: string, why: string): GygesError {
  return new GygesError(
    "data",
    "inspect/zip",
    `${path} is no whole .eval log: ${why}.\n  Wanted: the file as Inspect wrote it.\n  Copy it again; inspect log dump FILE says whether Inspect itself can read it.`,
  );
}

function shown({ fileName }: Entry): string {
  return JSON.stringify(fileName.slice(0, 120));
}
