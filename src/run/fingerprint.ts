import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { isCode } from "./file-refs.ts";
import type { SideConfig } from "./side.ts";

/** What a side sends to a model, as one hash: equal hashes mean equal requests. */

export interface SideFingerprint {
  readonly hash: string;
  /** True where code has a say (prompt functions, custom providers, packages): its imports are not in the hash. */
  readonly opaque: boolean;
}

/** @param root folder of this side's checkout, cut off from paths so that base and head can be compared */
export async function fingerprintSide(side: SideConfig, root: string, configPath: string): Promise<SideFingerprint> {
  const files = side.files.filter((path) => path !== configPath);
  const contents = await Promise.all(files.map(async (path) => [relative(root, path), await hashFile(path)] as const));
  const resolved = {
    prompts: side.prompts.map((prompt) => [prompt.name, prompt.entry]),
    providers: side.providers.map((provider) => [provider.name, provider.entry, provider.prompts]),
    vars: side.defaultVars,
    options: side.defaultOptions,
    extensions: side.extensions,
    filters: side.filters,
    env: side.env,
    contents: contents.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
  return {
    hash: hashText(JSON.stringify(resolved).replaceAll(JSON.stringify(root).slice(1, -1), ".")),
    opaque:
      files.some(isCode) ||
      contents.some(([, hash]) => hash === null) ||
      side.extensions.length > 0 ||
      side.providers.some((provider) => provider.id.startsWith("package:")),
  };
}

export function hashText(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Null where the file cannot be read, as with a pattern: then nothing may be called unchanged. */
async function hashFile(path: string): Promise<string | null> {
  return readFile(path).then(
    (bytes) => hashText(bytes),
    () => null,
  );
}
