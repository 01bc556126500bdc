import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import { GygesError } from "../schema/error.ts";

/** The user's own promptfoo. gyges never brings one: a second copy would ignore the first one's cache settings. */

export interface Promptfoo {
  /** Absolute path of the script to run with Node. */
  readonly script: string;
  readonly version: string;
}

const PackageJson = z.looseObject({ version: z.string(), bin: z.record(z.string(), z.string()) });

/**
 * Looks through the node_modules folders from `folder` upward, as Node does.
 *
 * @param bring asked where none is there: the folder of another one, which then runs in its place
 */
export async function findPromptfoo(folder: string, bring?: () => Promise<string>): Promise<Promptfoo> {
  const packageFile = manifestAbove(folder) ?? (bring === undefined ? null : manifestAbove(await bring()));
  if (packageFile !== null) return read(packageFile);
  throw new GygesError(
    "usage",
    "run/no-promptfoo",
    `no promptfoo is installed for ${folder}. gyges runs yours, of the version in your lockfile.\n  npm install --save-dev promptfoo gyges\n  npx gyges run --config promptfooconfig.yaml`,
  );
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
