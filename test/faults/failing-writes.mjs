/**
 * Preloaded into gyges and promptfoo: from the n-th on, what they do to a file below `.gyges` fails, as on a disk that is full from then on. What is counted: writes, syncs
 * and truncations of open files, whole files written, renames. `GYGES_FAULT_SAY` names a file that gets a line when it strikes.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const nth = Number(process.env["GYGES_FAULT_NTH"]);
const code = process.env["GYGES_FAULT_CODE"] ?? "EIO";
const say = process.env["GYGES_FAULT_SAY"] ?? "";
const { open, rename, writeFile } = fs.promises;
const { appendFileSync, createWriteStream, writeFileSync } = fs;
let steps = 0;

function step(what) {
  steps += 1;
  if (steps < nth) return;
  if (steps === nth) appendFileSync(say, `${what}\n`);
  throw Object.assign(new Error(`${code}: injected, ${what}`), { code, syscall: what, errno: -1 });
}

const isOurs = (path) => typeof path === "string" && path.includes("/.gyges/") && !path.includes(".lock.") && path.includes("/runs/");

fs.promises.open = async (path, ...rest) => {
  const handle = await open(path, ...rest);
  if (!isOurs(path)) return handle;
  for (const name of ["write", "datasync", "truncate", "writeFile"]) {
    const own = handle[name].bind(handle);
    handle[name] = async (...args) => {
      step(name);
      return own(...args);
    };
  }
  return handle;
};
fs.promises.rename = async (from, to) => {
  if (isOurs(to)) step("rename");
  return rename(from, to);
};
fs.promises.writeFile = async (path, ...rest) => {
  if (isOurs(path)) step("writeFile");
  return writeFile(path, ...rest);
};
fs.writeFileSync = (path, ...rest) => {
  if (isOurs(path)) step("writeFile");
  return writeFileSync(path, ...rest);
};
fs.createWriteStream = (path, ...rest) => {
  if (isOurs(path)) step("open");
  return createWriteStream(path, ...rest);
};
syncBuiltinESMExports();
