import { readPack, shippedPackNames } from "../disk/read-pack.ts";
import { GygesError } from "../schema/error.ts";
import type { PackRef } from "../schema/identity.ts";
import type { Pack } from "../schema/scenario.ts";

/**
 * The pack that a file of draws names, or the one that the user names for it; they must agree to the last letter that reaches a model.
 * A name out of a file opens only a pack that comes with gyges, never a path.
 */
export async function packFor(ref: PackRef, chosen: string | undefined): Promise<Pack> {
  const pack = chosen === undefined ? await shippedPack(ref) : await readPack(chosen);
  if (pack.hash === ref.hash) return pack;
  const { name, version } = pack.manifest;
  throw new GygesError(
    "data",
    "pack/other-hash",
    `the draws are of pack ${ref.name} ${ref.version} (${ref.hash.slice(0, 19)}), and ${chosen ?? "the one that comes with this gyges"} is ${name} ${version} (${pack.hash.slice(0, 19)}).\n  Wanted: the very pack that was drawn.\n  Name its folder with --pack, use the version of gyges that drew it, or draw again.`,
  );
}

async function shippedPack(ref: PackRef): Promise<Pack> {
  const names = await shippedPackNames();
  if (names.includes(ref.name)) return await readPack(ref.name);
  throw new GygesError(
    "data",
    "pack/not-shipped",
    `the draws are of pack ${ref.name} ${ref.version}, which does not come with gyges (it has ${names.join(", ")}).\n  Wanted: the folder of that pack.\n  Name it: --pack path/to/${ref.name}`,
  );
}
