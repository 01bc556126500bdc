import { existsSync, realpathSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, delimiter, dirname, isAbsolute, join } from "node:path";
import * as z from "zod";
import { GygesError } from "../../schema/error.ts";

/** The user's own promptfoo. gyges never brings one: a second copy would ignore the first one's cache settings. */

export interface Promptfoo {
  /** Absolute path of the script to run with Node. */
  readonly script: string;
  readonly version: string;
}

const PackageJson = z.looseObject({ version: z.string(), bin: z.record(z.string(), z.string()) });

export interface Elsewhere {
  /** Asked where the project has none: the folder of another one, which then runs in its place. */
  readonly bring?: (() => Promise<string>) | undefined;
  /** Whose `PATH` may name one that is installed for all projects. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/**
 * Looks through the node_modules folders from `folder` upward, as Node does; then, where nobody brings one, beside gyges itself, which is where
 * `npx -p promptfoo -p gyges` puts both; then for the command `promptfoo` on the path.
 *
 * @throws GygesError `run/no-promptfoo`
 */
export async function findPromptfoo(folder: string, { bring, env }: Elsewhere = {}): Promise<Promptfoo> {
  const own = manifestAbove(folder);
  const packageFile = own ?? (bring === undefined ? (besideGyges(import.meta.dirname) ?? onPath(env)) : manifestAbove(await bring()));
  if (packageFile !== null) return read(packageFile);
  throw new GygesError(
    "usage",
    "run/no-promptfoo",
    `no promptfoo is installed for ${folder}, beside gyges or on the path. gyges runs yours, of the version in your lockfile.\n  npm install --save-dev promptfoo gyges\n  npx gyges run --config promptfooconfig.yaml\n  Or without an install: npx -p promptfoo -p gyges gyges run --config promptfooconfig.yaml`,
  );
}

/** Where gyges is an installed package; a checkout of it has a promptfoo for its own tests, which is nobody's. */
export function besideGyges(folder: string): string | null {
  return /[\\/]node_modules[\\/]gyges[\\/]/.test(folder) ? manifestAbove(folder) : null;
}

/** The package of a global install: its command is a link into it. */
function onPath(env: NodeJS.ProcessEnv | undefined): string | null {
  const folders = (env?.["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  const command = folders.map((folder) => join(folder, "promptfoo")).find((path) => existsSync(path));
  if (command === undefined) return null;
  for (let here = dirname(realpathSync(command)); dirname(here) !== here; here = dirname(here)) {
    if (basename(here) === "promptfoo" && basename(dirname(here)) === "node_modules") return join(here, "package.json");
  }
  return null;
}

/** Path of the package.json of the promptfoo that `folder` resolves, or null. */
function manifestAbove(folder: string): string | null {
  for (let here = folder; ; here = dirname(here)) {
    const packageFile = join(here, "node_modules", "promptfoo", "package.json");
    if (existsSync(packageFile)) return packageFile;
    if (dirname(here) === here) return null;
  }
}

async function read(packageFile: string): Promise<Promptfoo> {
  const { version, bin } = await manifest(packageFile);
  const script = bin["promptfoo"];
  if (script === undefined)
    throw new GygesError("usage", "run/no-promptfoo", `${packageFile} names no command promptfoo\n  npm install --save-dev promptfoo`);
  return { script: join(dirname(packageFile), script), version };
}

async function manifest(packageFile: string): Promise<z.infer<typeof PackageJson>> {
  try {
    return PackageJson.parse(JSON.parse(await readFile(packageFile, "utf8")));
  } catch (cause) {
    throw new GygesError(
      "usage",
      "run/no-promptfoo",
      `${packageFile} is not the manifest of a promptfoo: wanted a version and its commands.\n  Install it anew: npm install --save-dev promptfoo`,
      { cause },
    );
  }
}
