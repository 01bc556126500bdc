import { crc32, deflateRawSync, zstdCompressSync } from "node:zlib";

/** A zip as Inspect writes it, and as it never would. */

export interface Member {
  readonly name: string;
  readonly text: string;
  /** How it is packed. Default: zstd. */
  readonly method?: 0 | 8 | 93 | 12;
  /** What the directory says of it in place of what is so. */
  readonly claims?: { readonly size?: number; readonly crc?: number; readonly flags?: number };
}

export function zipOf(members: readonly Member[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const { name, header, packed, external } = packedMember(member, offset);
    locals.push(header, name, packed);
    central.push(external, name);
    offset += header.length + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function packedMember(
  { name, text, method = 93, claims = {} }: Member,
  offset: number,
): Record<"name" | "header" | "packed" | "external", Buffer> {
  const [bytes, label] = [Buffer.from(text), Buffer.from(name)];
  const packed = method === 93 ? zstdCompressSync(bytes) : method === 8 ? deflateRawSync(bytes) : bytes;
  const facts = { crc: claims.crc ?? crc32(bytes), packed: packed.length, size: claims.size ?? bytes.length, name: label.length };
  const flags = claims.flags ?? 0x800;
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeFacts(header, 4, { ...facts, flags, method });
  const external = Buffer.alloc(46);
  external.writeUInt32LE(0x02014b50, 0);
  writeFacts(external, 6, { ...facts, flags, method });
  external.writeUInt32LE(offset, 42);
  return { name: label, header, packed, external };
}

/** Version, flags, method, time, sum, sizes and the length of the name stand in one order in both headers. */
function writeFacts(
  into: Buffer,
  at: number,
  { flags, method, crc, packed, size, name }: Record<"flags" | "method" | "crc" | "packed" | "size" | "name", number>,
): void {
  into.writeUInt16LE(63, at);
  into.writeUInt16LE(flags, at + 2);
  into.writeUInt16LE(method, at + 4);
  into.writeUInt32LE(crc, at + 10);
  into.writeUInt32LE(packed, at + 14);
  into.writeUInt32LE(size, at + 18);
  into.writeUInt16LE(name, at + 22);
}
