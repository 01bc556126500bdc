import { crc32, deflateRawSync } from "node:zlib";

/** A ZIP archive as an attacker or actions/upload-artifact would write it: every field may lie. */
export interface ZipEntry {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** Unix mode; 0o120777 is a link. */
  readonly mode?: number;
  /** What the archive says of the inflated size. */
  readonly claimedSize?: number;
  readonly encrypted?: boolean;
}

export function zip(...entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = Buffer.from(entry.data);
    const packed = deflateRawSync(data);
    const common = commonFields(entry, data, packed.length, name.length);
    const local = Buffer.concat([number(0x04034b50, 4), common, number(0, 2), name, packed]);
    const attributes = ((entry.mode ?? 0o100644) << 16) >>> 0;
    const central = [number(0x02014b50, 4), number(0x031e, 2), common, number(0, 2), number(0, 2), number(0, 2), number(0, 2)];
    directory.push(Buffer.concat([...central, number(attributes, 4), number(offset, 4), name]));
    files.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const counts = [number(0, 2), number(0, 2), number(entries.length, 2), number(entries.length, 2)];
  const end = Buffer.concat([number(0x06054b50, 4), ...counts, number(index.length, 4), number(offset, 4), number(0, 2)]);
  return Buffer.concat([...files, index, end]);
}

/** Version, flags, method, time, checksum, sizes, length of the name: the same in both headers. */
function commonFields({ encrypted = false, claimedSize }: ZipEntry, data: Buffer, packed: number, name: number): Buffer {
  const flags = encrypted ? 0x0001 : 0;
  const sizes = [number(packed, 4), number(claimedSize ?? data.length, 4)];
  return Buffer.concat([
    number(20, 2),
    number(flags, 2),
    number(8, 2),
    number(0, 2),
    number(0x21, 2),
    number(crc32(data), 4),
    ...sizes,
    number(name, 2),
  ]);
}

function number(value: number, bytes: 2 | 4): Buffer {
  const field = Buffer.alloc(bytes);
  if (bytes === 2) field.writeUInt16LE(value);
  else field.writeUInt32LE(value);
  return field;
}
