import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../install.mjs";

const START_MS = 60_000;

/**
 * A server as a process of its own while `use` runs, which may keep this one busy all the time.
 *
 * @param script path in the repository; it writes its address to `folder`/address
 * @param use gets the address
 */
export function withServer(script, folder, use) {
  const server = spawn(process.execPath, [join(repository, script), folder], { stdio: ["ignore", "inherit", "inherit"] });
  try {
    const address = join(folder, "address");
    for (let waited = 0; !existsSync(address); waited += 50) {
      if (waited > START_MS) throw new Error(`${script} did not start`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
    return use(readFileSync(address, "utf8"));
  } finally {
    server.kill();
  }
}
