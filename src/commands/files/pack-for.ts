import { readPack, shippedPackNames } from "../../disk/read-pack.ts";
import { isSealed } from "../../disk/sealed-pack.ts";
import { GygesError } from "../../schema/error.ts";
import type { PackRef } from "../../schema/identity.ts";
import type { Pack } from "../../schema/scenario.ts";

/** Finds the pack that a file of draws names. */
export interface PackFinder {
  find(ref: PackRef): Promise<Pack>;
  /** True where the text of the pack is sealed, so that what is told of its draws holds no words. */
  readonly sealed: boolean;
}

/**
 * The pack that a file names, or the one that the user names for it; they must agree to the last letter that reaches a model.
 * A name out of a file opens only a pack that comes with gyges, never a path. Several files of one pack read it once.
 *
 * @param chosen folder or name, as the user gave it
 */
export function packFinder(chosen: string | undefined): PackFinder {
  const read = new Map<string, Promise<Pack>>();
  return {
    sealed: chosen !== undefined && isSealed(chosen),
    async find(ref) {
      const name = chosen ?? (await shippedName(ref));
      const reading = read.get(name) ?? readPack(name);
      read.set(name, reading);
      const pack = await reading;
      if (pack.hash !== ref.hash) throw otherHash(ref, pack, chosen);
      return pack;
    },
  };
}

async function shippedName(ref: PackRef): Promise<string> {
  const names = await shippedPackNames();
  if (names.includes(ref.name)) return ref.name;
  throw new GygesError(
    "data",
    "pack/not-shipped",
    `the draws are of pack ${ref.name} ${ref.version}, which does not come with gyges (it has ${names.join(", ")}).\n  Wanted: the folder of that pack.\n  Name it: --pack path/to/${ref.name}`,
  );
}

function otherHash(ref: PackRef, pack: Pack, chosen: string | undefined): GygesError {
  const { name, version } = pack.manifest;
  return new GygesError(
    "data",
    "pack/other-hash",
    `the draws are of pack ${ref.name} ${ref.version} (${ref.hash.slice(0, 19)}), and ${chosen ?? "the one that comes with this gyges"} is ${name} ${version} (${pack.hash.slice(0, 19)}).\n  Wanted: the very pack that was drawn.\n  Name its folder with --pack, use the version of gyges that drew it, or draw again.`,
  );
}
