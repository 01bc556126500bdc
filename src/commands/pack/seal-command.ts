import { mkdir, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { stringify } from "yaml";
import { packKey } from "../../disk/pack-key.ts";
import { loadPack, readPackFiles } from "../../disk/read-pack.ts";
import { isSealed, sealFiles } from "../../disk/sealed-pack.ts";
import { describeError, GygesError } from "../../schema/error.ts";
import type { Pack } from "../../schema/scenario.ts";
import { parsePack, type PackFile } from "../../scenario/parse-pack.ts";
import { packOf } from "../files/pack-of.ts";
import type { Surroundings } from "../surroundings.ts";

/** `gyges pack seal PACK --out FILE.age`: the pack in one encrypted file, once it has passed the checks of any pack. */
export async function packSealCommand(
  name: string,
  flags: { readonly out: string; readonly recipient?: readonly string[] | undefined },
  around: Surroundings,
): Promise<number> {
  const from = packOf(name, around.cwd);
  if (isSealed(from)) throw seal(`${name} is sealed already`, "Wanted: the folder of a pack.");
  const files = await readPackFiles(from);
  const pack = parsePack(files);
  const path = await sealTo(flags.out, selfContained(files, pack), flags.recipient ?? [], around);
  around.stdout.write(`${summaryOf(pack)}\nsealed: ${path}\nDraw it: gyges run --config … --pack ${path}\n`);
  return 0;
}

/** The shared notices of another pack are sealed inside, so nothing is to be looked up any more when it is opened. */
function selfContained(files: readonly PackFile[], { manifest }: Pack): readonly PackFile[] {
  const { noticesFrom, ...own } = manifest;
  if (noticesFrom === undefined) return files;
  return files.map(({ path, text }) => ({ path, text: path === "pack.yaml" ? stringify(own, { lineWidth: 140 }) : text }));
}

/** Writes a file that is not there yet. @returns its path as the user may type it */
export async function sealTo(
  out: string,
  files: readonly PackFile[],
  recipients: readonly string[],
  around: Pick<Surroundings, "cwd">,
): Promise<string> {
  const path = resolve(around.cwd, out);
  if (!isSealed(path)) throw seal(`--out ${out} does not end in .age`, "Wanted: a name such as my-pack.age, by which --pack knows it.");
  const bytes = await sealFiles(files, recipients.length > 0 ? null : packKey(out), recipients);
  await writeNew(path, bytes);
  return typedPath(out, around);
}

/** `gyges pack open FILE.age`: checks it and lists ids. Text leaves the file only for a folder that is asked for. */
export async function packOpenCommand(name: string, flags: { readonly out?: string | undefined }, around: Surroundings): Promise<number> {
  const from = packOf(name, around.cwd);
  if (!isSealed(from)) throw seal(`${name} is no sealed pack`, "Wanted: a file that ends in .age, such as gyges pack seal writes.");
  const { pack, sealed } = await loadPack(from);
  around.stdout.write(`${summaryOf(pack)}\n${pack.scenarios.map(({ id, role }) => `  ${id} (${role})\n`).join("")}`);
  if (flags.out === undefined) return 0;
  const folder = resolve(around.cwd, flags.out);
  for (const { path, text } of sealed ?? []) {
    await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    await writeNew(join(folder, path), text);
  }
  around.stdout.write(`plain text: ${typedPath(flags.out, around)}\n`);
  return 0;
}

/** So that it reads as a path again: `--pack desk` would be a shipped one. */
function typedPath(path: string, { cwd }: Pick<Surroundings, "cwd">): string {
  return isAbsolute(path) ? path : `./${relative(cwd, resolve(cwd, path))}`;
}

/** Ids and numbers: what may stand in a log. */
function summaryOf({ manifest, hash, scenarios }: Pack): string {
  return `${manifest.name} ${manifest.version}: ${scenarios.length} scenarios, ${hash}`;
}

async function writeNew(path: string, data: Uint8Array | string): Promise<void> {
  try {
    await writeFile(path, data, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    throw seal(`${path} cannot be written: ${describeError(cause)}`, "Wanted: a place where nothing is yet. Name another one with --out.");
  }
}

function seal(seen: string, wanted: string): GygesError {
  return new GygesError(
    "usage",
    "pack/seal",
    `${seen}\n  ${wanted}\n  Examples: gyges pack seal ./my-pack --out my-pack.age\n            gyges pack open my-pack.age`,
  );
}
