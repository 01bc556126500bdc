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

/** Looks through the node_modules folders from `folder` upward, as Node does. */
export async function findPromptfoo(folder: string): Promise<Promptfoo> {
  for (let here = folder; ; here = dirname(here)) {
    const packageFile = join(here, "node_modules", "promptfoo", "package.json");
    if (existsSync(packageFile)) return read(packageFile);
    if (dirname(here) === here) break;
  }
  throw new GygesError(
    "usage",
    "run/no-promptfoo",
    `no promptfoo is installed for ${folder}. gyges runs yours, of the version in your lockfile.\n  npm install --save-dev promptfoo gyges\n  npx gyges run --config promptfooconfig.yaml`,
  );
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
