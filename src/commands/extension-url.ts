import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The extension file of this very gyges: in the package root when built, beside the bundle in the Action. */
export function extensionUrl(): string {
  for (const candidate of ["./promptfoo.js", "../../../promptfoo.js", "../../promptfoo.js"]) {
    const url = new URL(candidate, import.meta.url);
    if (existsSync(fileURLToPath(url))) return url.href;
  }
  return pathToFileURL(resolve("promptfoo.js")).href;
}
