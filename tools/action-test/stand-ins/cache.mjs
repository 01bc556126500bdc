// Stand-in of actions/cache, on the toolkit that it is made of: before the job's steps it restores, after them it saves.
import { join } from "node:path";

const { INPUT_PATH: path, INPUT_KEY: key, "INPUT_RESTORE-KEYS": restoreKeys = "", STATE_restored: restored, TOOLKIT } = process.env;
const { restoreCache, saveCache } = await import(join(TOOLKIT, "@actions/cache/lib/cache.js"));
const { saveState } = await import(join(TOOLKIT, "@actions/core/lib/core.js"));
const paths = path.trim().split(/\s*\n\s*/);
if (restored === undefined) {
  const hit = await restoreCache(paths, key, restoreKeys.trim().split(/\s*\n\s*/));
  console.log(`restored: ${hit ?? "nothing"}`);
  saveState("restored", "yes");
} else {
  await saveCache(paths, key);
}
