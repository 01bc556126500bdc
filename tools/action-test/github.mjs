import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./install.mjs";

/** Where no GitHub is wanted: nothing listens there, and no test asks the real one. */
export const NOWHERE = "http://127.0.0.1:9";

const START_MS = 60_000;

/**
 * GitHub on loopback while `use` runs, which may keep this process busy all the time.
 *
 * @param folder for its files
 * @param setup see test/github/serve.ts
 * @returns what `use` returned, and `world`: comments, requests and breaches
 */
export function withGitHub(folder, setup, use) {
  mkdirSync(folder);
  writeFileSync(join(folder, "setup.json"), JSON.stringify(setup));
  const server = spawn(process.execPath, [join(repository, "test/github/serve.ts"), folder], { stdio: ["ignore", "inherit", "inherit"] });
  try {
    const address = join(folder, "address");
    for (let waited = 0; !existsSync(address); waited += 50) {
      if (waited > START_MS) throw new Error("the mock of GitHub did not start");
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
    const result = use(readFileSync(address, "utf8"));
    return { ...result, world: JSON.parse(readFileSync(join(folder, "world.json"), "utf8")) };
  } finally {
    server.kill();
  }
}
