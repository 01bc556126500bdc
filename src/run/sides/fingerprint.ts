import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { relative } from "node:path";
import { isCode } from "../config/file-refs.ts";
import type { SideConfig } from "../config/side.ts";

/** What a side sends to a model, as one hash: equal hashes mean equal requests. */

export interface SideFingerprint {
  readonly hash: string;
  /** True where code has a say (prompt functions, custom providers, packages): its imports are not in the hash. */
  readonly opaque: boolean;
  /** Names of the environment's variables that config, prompts and files mention, sorted: their values are in no hash. */
  readonly variables: readonly string[];
}

/** @param root folder of this side's checkout, cut off from paths so that base and head can be compared */
export async function fingerprintSide(side: SideConfig, root: string): Promise<SideFingerprint> {
  const files = side.files.filter((path) => !side.configs.includes(path));
  const read = await Promise.all(files.map(async (path) => [relative(root, path), await bytesOf(path)] as const));
  const contents = read.map(([path, bytes]) => [path, bytes === null ? null : hashText(bytes)] as const);
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
  const texts = [JSON.stringify(resolved), ...read.map(([, bytes]) => bytes?.toString("utf8") ?? "")];
  return {
    hash: hashText(JSON.stringify(resolved).replaceAll(JSON.stringify(root).slice(1, -1), ".")),
    opaque:
      side.files.some(isCode) ||
      contents.some(([, hash]) => hash === null) ||
      side.extensions.length > 0 ||
      side.providers.some((provider) => provider.id.startsWith("package:")) ||
      texts.some((text) => readsEnvironment.test(text)),
    variables: [...new Set(texts.flatMap(variablesIn))].toSorted(),
  };
}

export function hashText(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** `env` anywhere in a tag of a template: the hash sees the name, the model gets the value. */
const readsEnvironment = /\{[{%](?:(?![%}]\})[^])*\benv\b/;

/** `env.NAME` and `env["NAME"]`, with the quotes as they are or as JSON writes them; `process.env` of code among them. */
function variablesIn(text: string): string[] {
  const names = text.matchAll(/\benv\s*(?:\.\s*([A-Za-z_]\w*)|\[\s*\\?["']([A-Za-z_]\w*)\\?["']\s*\])/g);
  return [...names].map((match) => (match[1] ?? match[2])!);
}

/** Null where the file cannot be read, as with a pattern: then nothing may be called unchanged. */
async function bytesOf(path: string): Promise<Buffer | null> {
  return readFile(path).catch(() => null);
}
