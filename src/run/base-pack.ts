import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { loadPack, readPack, type LoadedPack } from "../disk/read-pack.ts";
import type { Reason } from "../schema/verdict.ts";
import { placeWithin } from "./place-within.ts";

/** The pack that judges. A pull request does not bring its own ruler: of a pack in the repository, base's is the one. */
export interface BasePack extends LoadedPack {
  /** Name of a shipped pack, or the folder or sealed file that was read. */
  readonly path: string;
  /** What the verdict must say about it. */
  readonly findings: readonly Reason[];
}

/**
 * @param named name of a shipped pack, or the absolute path of a folder or a sealed file
 * @param worktree the base's checkout of the repository at `root`
 * @returns null where the repository holds the pack and base does not
 */
export async function basePack(named: string, root: string, worktree: string): Promise<BasePack | null> {
  const place = isAbsolute(named) ? (placeWithin(root, named) ?? placeWithin(root, await realpath(named).catch(() => named))) : null;
  if (place === null) return { ...(await loadPack(named)), path: named, findings: [] };
  const path = join(worktree, place);
  if (!existsSync(path)) return null;
  const loaded = await loadPack(path);
  const { pack } = loaded;
  const head = existsSync(named) ? (await readPack(named)).hash : null;
  if (head === pack.hash) return { ...loaded, path, findings: [] };
  const change = head === null ? `removes the pack ${pack.manifest.name}` : `alters the pack ${pack.manifest.name} too`;
  const text = `This change ${change}; the base's pack judged (${pack.hash.slice(0, 19)}${head === null ? "" : `, not ${head.slice(0, 19)}`}).`;
  return { ...loaded, path, findings: [{ code: "pr/pack", text }] };
}
