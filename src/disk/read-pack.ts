import { lstat, open, readdir, readFile, realpath } from "node:fs/promises";
import { constants } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { GygesError, describeError } from "../schema/error.ts";
import type { Pack } from "../schema/scenario.ts";
import { nearest } from "../scenario/nearest.ts";
import { noticesFrom, parsePack, type PackFile } from "../scenario/parse-pack.ts";
import { builtPack } from "./built-pack.ts";
import { packKey } from "./pack-key.ts";
import { isSealed, MAX_SEALED_BYTES, MOST_IN_A_FOLDER, openSealed, sealedContent } from "./sealed-pack.ts";

const NAME = /^[a-z0-9-]{1,64}$/;
const FILE_NAME = /^[a-z0-9-]{1,64}\.yaml$/;
const MAX_PACK_BYTES = 5_000_000;

/**
 * A shipped pack by its name (`core`, `dilemmas`) or the pack in a folder by its path; anything with a `/`, a `\` or a `.` is a path.
 * Reads `pack.yaml`, `scenarios/*.yaml` and `notices/*.yaml`, plain files only, 5 MB in all. A path that ends in `.age` is a sealed pack, which is opened in
 * memory with the key in the environment. Throws a usage error `pack/…`.
 */
export async function readPack(nameOrPath: string): Promise<Pack> {
  return (await loadPack(nameOrPath)).pack;
}

export interface LoadedPack {
  readonly pack: Pack;
  readonly files: readonly PackFile[];
  /** The files of a sealed pack, for who may not read it from the disk; null for a pack whose files lie there anyway. */
  readonly sealed: readonly PackFile[] | null;
}

/** {@link readPack} for whoever treats a sealed pack in another way. */
export async function loadPack(nameOrPath: string): Promise<LoadedPack> {
  const files = await readPackFiles(nameOrPath);
  if (!isSealed(nameOrPath)) return { pack: (await shipped(nameOrPath, files)) ?? parsePack(files), files, sealed: null };
  try {
    return { pack: parsePack(files), files, sealed: files };
  } catch (cause) {
    if (!(cause instanceof GygesError)) throw cause;
    throw sealedContent(nameOrPath, `its pack is not valid (${cause.code})`, "See what is wrong: gyges pack check FILE --reveal");
  }
}

/** A shipped pack was read and checked by the build. */
async function shipped(nameOrPath: string, files: readonly PackFile[]): Promise<Pack | null> {
  return NAME.test(nameOrPath) ? builtPack(nameOrPath, files) : null;
}

/** The files of a pack as they stand, unchecked but for their kind and size. */
export async function readPackFiles(nameOrPath: string): Promise<readonly PackFile[]> {
  if (isSealed(nameOrPath)) return openedFiles(nameOrPath);
  const folder = NAME.test(nameOrPath) ? await shippedFolder(nameOrPath) : await existingFolder(nameOrPath);
  const files = [await readPlain(folder, "pack.yaml", MAX_PACK_BYTES)];
  let left = MAX_PACK_BYTES - size(files[0]);
  const shared = await sharedFolder(files[0]);
  for (const [place, inside] of [
    [folder, "scenarios"],
    [folder, "notices"],
    ...(shared === null ? [] : [[shared, "notices"] as const]),
  ] as const) {
    for (const name of await fileNames(place, inside)) {
      const file = await readPlain(place, `${inside}/${name}`, left);
      left -= size(file);
      files.push(file);
    }
  }
  return files;
}

async function openedFiles(path: string): Promise<readonly PackFile[]> {
  const bytes = await readBytes(path, MAX_SEALED_BYTES, `a sealed pack of at most ${MAX_SEALED_BYTES} bytes`);
  const files = await openSealed(bytes, path, packKey(path));
  if (files.reduce((sum, file) => sum + size(file), 0) <= MAX_PACK_BYTES) return files;
  throw sealedContent(path, `it holds more than ${MAX_PACK_BYTES} bytes`, "Seal fewer scenarios, or make two packs of them.");
}

/** The folder of the shipped pack whose shared notices a manifest asks for. One that cannot be read is refused later, with all that is wrong in it. */
async function sharedFolder(manifest: PackFile | undefined): Promise<string | null> {
  const from = manifest === undefined ? undefined : noticesFrom(manifest);
  return from === undefined ? null : await shippedFolder(from);
}

/** Names of the packs that come with gyges, sorted. */
export async function shippedPackNames(): Promise<string[]> {
  const entries = await readdir(await shippedPacks(), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() && NAME.test(entry.name) ? [entry.name] : [])).sort();
}

/** The folder `packs` beside the package.json named gyges, above this module: in the sources, in dist/src and in the Action's bundle. */
async function shippedPacks(): Promise<string> {
  return join(await gygesFolder(), "packs");
}

/** The folder of the package.json named gyges above this module. @throws GygesError `pack/home` */
export async function gygesFolder(): Promise<string> {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (await holdsGyges(folder)) return folder;
    if (dirname(folder) === folder) break;
  }
  throw new GygesError(
    "usage",
    "pack/home",
    `no package.json of gyges above ${start}: wanted the package as it was installed. Type the path of a pack's folder instead.`,
  );
}

async function holdsGyges(folder: string): Promise<boolean> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    return manifest !== null && typeof manifest === "object" && "name" in manifest && manifest.name === "gyges";
  } catch {
    // Most folders on the way up have no package.json, and one that cannot be read is not ours.
    return false;
  }
}

async function shippedFolder(name: string): Promise<string> {
  const names = await shippedPackNames();
  if (names.includes(name)) return await existingFolder(join(await shippedPacks(), name));
  const shipped = names.map((one) => (one === nearest(name, names, 1)[0] ? `${one} (nearest)` : one));
  throw new GygesError(
    "usage",
    "pack/unknown",
    `no pack is called ${JSON.stringify(name)}. Shipped: ${shipped.join(", ")}. For a pack of your own type its folder, such as ./${name}`,
  );
}

async function existingFolder(path: string): Promise<string> {
  try {
    const folder = await realpath(path);
    if ((await lstat(folder)).isDirectory()) return folder;
  } catch (cause) {
    throw await noPackAt(path, describeError(cause));
  }
  throw await noPackAt(path, "it is no folder");
}

async function noPackAt(path: string, problem: string): Promise<GygesError> {
  const names = await shippedPackNames();
  return new GygesError(
    "usage",
    "pack/unknown",
    `no pack at ${JSON.stringify(path.slice(0, 300))}: ${problem}. Wanted a folder with pack.yaml, or one of the shipped: ${names.join(", ")}`,
  );
}

async function fileNames(folder: string, part: string): Promise<string[]> {
  const inside = join(folder, part);
  const kind = await lstat(inside).catch(() => null);
  if (kind === null) return [];
  if (!kind.isDirectory()) throw refuse(inside, "wanted a folder, not a link or a file");
  const names = await readdir(inside);
  if (names.length > MOST_IN_A_FOLDER) throw refuse(inside, `wanted at most ${MOST_IN_A_FOLDER} files, saw ${names.length}`);
  for (const name of names) {
    if (!FILE_NAME.test(name)) throw refuse(inside, `wanted file names such as late-keys.yaml, saw ${JSON.stringify(name.slice(0, 100))}`);
  }
  return names.sort();
}

/**
 * A plain file of UTF-8, links not followed.
 *
 * @param path below the folder, which names the file
 * @param most bytes
 * @throws GygesError `pack/disk`
 */
export async function readPlain(folder: string, path: string, most: number): Promise<PackFile> {
  const whole = join(folder, path);
  const bytes = await readBytes(whole, most, `at most ${MAX_PACK_BYTES} bytes in the whole pack`);
  try {
    return { path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (cause) {
    throw refuse(whole, `wanted UTF-8 text: ${describeError(cause)}`);
  }
}

/** Opened without following a link and measured through the same handle, so that nothing can be put in its place in between. */
async function readBytes(whole: string, most: number, wanted: string): Promise<Buffer> {
  let handle;
  try {
    handle = await open(whole, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw refuse(whole, `wanted a plain file (links are not followed): ${describeError(cause)}`);
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw refuse(whole, "wanted a plain file");
    if (stat.size > most) throw refuse(whole, `wanted ${wanted}, saw more`);
    const bytes = Buffer.alloc(stat.size);
    const { bytesRead } = await handle.read(bytes, 0, stat.size, 0);
    if (bytesRead !== stat.size) throw refuse(whole, `wanted ${stat.size} bytes, saw ${bytesRead}`);
    return bytes;
  } catch (cause) {
    throw cause instanceof GygesError ? cause : refuse(whole, `wanted a file that can be read: ${describeError(cause)}`);
  } finally {
    await handle.close();
  }
}

function size(file: PackFile | undefined): number {
  return Buffer.byteLength(file?.text ?? "");
}

function refuse(path: string, problem: string): GygesError {
  return new GygesError("usage", "pack/disk", `${path}: ${problem}`);
}
