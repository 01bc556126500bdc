/**
 * Runs after `npm ci` in a checkout, never at a user's: drops from node_modules what nobody loads here, and builds dist,
 * so that the README's commands work at once. See ARCHITECTURE.md, "The install", for what it saves.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, rmSync } from "node:fs";

const unused = [
  "node_modules/**/*.map",
  "node_modules/**/*.d.cts",
  "node_modules/node-*/{include,share}",
  "node_modules/@stdlib/*/{include,src}",
  "node_modules/rxjs/{src,dist/bundles,dist/esm5}",
  // The native database of promptfoo comes for both C libraries; a machine has one.
  ...(process.platform === "linux"
    ? [`node_modules/@libsql/linux-*-${process.report.getReport().header.glibcVersionRuntime === undefined ? "gnu*" : "musl*"}`]
    : []),
];

if (existsSync("node_modules/typescript")) {
  for (const path of globSync(unused)) rmSync(path, { recursive: true, force: true });
  const built = spawnSync("npm", ["run", "build", "--silent"], { stdio: "inherit", shell: process.platform === "win32" });
  process.exit(built.status ?? 1);
}
