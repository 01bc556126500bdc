import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { readPack, readPackFiles } from "../disk/read-pack.ts";
import { writePack } from "../disk/write-pack.ts";
import { isAxisFile, parsePack } from "../scenario/parse-pack.ts";
import { PR_WORDINGS } from "../scenario/plan-cells.ts";
import { publicationPack } from "../scenario/publication-pack.ts";
import { GygesError } from "../schema/error.ts";
import type { BasePack } from "./base-pack.ts";
import { workFolder } from "./git.ts";
import { refuseLink } from "./own-folder.ts";
import type { RunOptions } from "./run-options.ts";

/** Digits of a commit that make a seed: 28 bits. */
const SEED_DIGITS = 7;

/**
 * The pack that judges, with fresh wordings beside its own. It is written beside the draws, where promptfoo's process and a later `gyges gate` read it; what
 * stands there already must be the very same.
 *
 * @param configFolder folder of head's config
 * @param commit of the base: it makes the seed where none was given, so that the same comparison meets the same wordings and the next one others
 */
export async function publicationRuler(
  ruler: BasePack,
  { design = "pr", publication }: Pick<RunOptions, "design" | "publication">,
  configFolder: string,
  commit: string,
): Promise<BasePack> {
  if (publication === undefined) return ruler;
  if (ruler.sealed !== null) throw sealedRuler();
  const seed = publication.seed ?? Number.parseInt(commit.slice(0, SEED_DIGITS), 16);
  const axes = (await readPackFiles(ruler.path)).filter(isAxisFile);
  const files = publicationPack(ruler.pack, seed, design === "pr" ? PR_WORDINGS : Infinity, axes);
  const pack = parsePack(files);
  const parent = join(await workFolder(configFolder), "publication");
  await refuseLink(parent);
  const path = join(parent, `${pack.manifest.name}-${pack.hash.slice("sha256:".length, "sha256:".length + 12)}`);
  await refuseLink(path);
  if (!existsSync(path)) {
    await mkdir(parent, { recursive: true });
    await writePack(path, files);
  }
  if ((await readPack(path)).hash !== pack.hash) throw changed(path);
  return { ...ruler, pack, path };
}

export function sealedRuler(): GygesError {
  return new GygesError(
    "usage",
    "run/sealed-publication",
    "a pack with fresh wordings beside its own would be written to the disk, and this pack is sealed.\n  Leave --publication out; or make the fresh pack where its text may lie, and seal that: gyges pack fresh --pack FOLDER --seed 7, then gyges pack seal",
  );
}

function changed(path: string): GygesError {
  return new GygesError(
    "usage",
    "run/publication-pack",
    `${path} is not the pack that this run would write there\n  Wanted: the folder as gyges wrote it\n  Delete it and run again: rm -r ${JSON.stringify(path)}`,
  );
}
