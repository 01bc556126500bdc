/**
 * Runs after `npm ci` in a checkout, never at a user's: drops what nobody loads here from node_modules (source maps,
 * Node's C headers) and builds dist, so that the README's commands work at once.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, rmSync } from "node:fs";

if (existsSync("node_modules/typescript")) {
  for (const path of globSync(["node_modules/**/*.map", "node_modules/node-*/{include,share}"])) rmSync(path, { recursive: true, force: true });
  const built = spawnSync("npm", ["run", "build", "--silent"], { stdio: "inherit", shell: process.platform === "win32" });
  process.exit(built.status ?? 1);
}
