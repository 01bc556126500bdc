import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAlive } from "../../disk/is-alive.ts";

/**
 * A folder for all that promptfoo writes while it draws a sealed pack, gone when it has. With `--no-write` and its logs off it writes no
 * row anywhere (0.123.1); what a provider puts into a temporary file (Python ones get their prompt that way) lands here too.
 */
export interface PrivatePlace {
  readonly env: Readonly<Record<string, string>>;
  readonly remove: () => Promise<void>;
}

const PREFIX = "gyges-sealed-";

export async function privatePlace(parent: string = tmpdir()): Promise<PrivatePlace> {
  await sweepPrivatePlaces(parent);
  const folder = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  return {
    env: {
      PROMPTFOO_CONFIG_DIR: folder,
      PROMPTFOO_CACHE_PATH: join(folder, "cache"),
      PROMPTFOO_LOG_DIR: join(folder, "logs"),
      PROMPTFOO_MEDIA_PATH: join(folder, "media"),
      PROMPTFOO_DISABLE_DEBUG_LOG: "true",
      PROMPTFOO_DISABLE_ERROR_LOG: "true",
      // Whoever is signed in to promptfoo's cloud shares by default.
      PROMPTFOO_DISABLE_SHARING: "true",
      PROMPTFOO_DISABLE_TELEMETRY: "1",
      PROMPTFOO_TRACING_ENABLED: "false",
      TMPDIR: folder,
      TMP: folder,
      TEMP: folder,
    },
    // Node holds back nothing here: a folder that cannot be removed must be heard of.
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Removes what runs that were killed have left; the names hold the number of the process. */
export async function sweepPrivatePlaces(parent: string = tmpdir()): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    const pid = Number(/^gyges-sealed-(\d+)-/.exec(name)?.[1]);
    if (!Number.isSafeInteger(pid) || pid <= 0 || isAlive(pid)) continue;
    // Another user's folder stays, and is that user's to sweep.
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
