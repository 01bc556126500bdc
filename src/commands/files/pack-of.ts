import { resolve } from "node:path";

/** As `readPack` tells them apart: a folder named `core` never stands in for the shipped pack of that name. */
export function packOf(pack: string | undefined, cwd: string): string {
  if (pack === undefined) return "core";
  return /[./\\]/.test(pack) ? resolve(cwd, pack) : pack;
}
