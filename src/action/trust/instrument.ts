import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { git } from "../../run/git.ts";
import type { Reason } from "../../schema/verdict.ts";

/** Whether a change replaces gyges itself: one copy measures both sides, and the reviewer is told that it is another than before. */

/** What stands behind the `@` of the step, at the base commit and in the running workflow; null where it is an action of the repository, or not known. */
export function instrumentChange(base: string | null, running: string | null): Reason[] {
  if (base === null || running === null || base === running) return [];
  return told(`the gyges Action from ${base.slice(0, 60)} to ${running.slice(0, 60)}`);
}

const Locked = z.object({ version: z.string().optional(), resolved: z.string().optional(), integrity: z.string().optional() });
const Lock = z.looseObject({ packages: z.looseObject({ "node_modules/gyges": Locked.optional() }) });

/**
 * gyges as the lock file installs it, which `promptfoo eval` and the command line use.
 *
 * @param folders of the lock file relative to the root, the nearest first; the first that has one counts
 */
export async function lockedChange(root: string, base: string, head: string, folders: readonly string[]): Promise<Reason[]> {
  for (const folder of folders) {
    const path = folder === "" ? "package-lock.json" : `${folder}/package-lock.json`;
    const [before, after] = [await textAt(root, base, path), await textAt(root, head, path)];
    if (before === null || after === null) continue;
    const [old, now] = before === after ? [null, null] : [locked(before), locked(after)];
    return isDeepStrictEqual(old, now) ? [] : told(`gyges in ${path} from ${shown(old)} to ${shown(now)}`);
  }
  return [];
}

function told(change: string): Reason[] {
  return [{ code: "pr/instrument", text: `This change replaces the instrument: ${change}. One copy, the new one, measured both sides.` }];
}

async function textAt(root: string, commit: string, path: string): Promise<string | null> {
  return git(root, ["cat-file", "blob", `${commit}:${path}`]).catch(() => null);
}

/** Null where the lock file has no gyges, or is none. */
function locked(text: string): z.infer<typeof Locked> | null {
  try {
    return Lock.safeParse(JSON.parse(text)).data?.packages["node_modules/gyges"] ?? null;
  } catch {
    return null;
  }
}

function shown(package_: z.infer<typeof Locked> | null): string {
  return package_?.version?.slice(0, 40) ?? "nothing";
}
