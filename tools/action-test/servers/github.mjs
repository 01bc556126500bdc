import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withServer } from "./with-server.mjs";

/** Where no GitHub is wanted: nothing listens there, and no test asks the real one. */
export const NOWHERE = "http://127.0.0.1:9";

/**
 * GitHub's API on loopback while `use` runs.
 *
 * @param folder for its files
 * @param setup see test/github/serve.ts
 * @returns what `use` returned, and `world`: comments, requests and breaches
 */
export function withGitHub(folder, setup, use) {
  mkdirSync(folder);
  writeFileSync(join(folder, "setup.json"), JSON.stringify(setup));
  return withServer("test/github/serve.ts", folder, (url) => {
    const result = use(url);
    return { ...result, world: JSON.parse(readFileSync(join(folder, "world.json"), "utf8")) };
  });
}
