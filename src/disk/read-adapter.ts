import { readdir } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { parseAdapter } from "../scenario/adapt.ts";
import { nearest } from "../scenario/nearest.ts";
import type { PackFile } from "../scenario/parse-pack.ts";
import type { Adapter } from "../schema/adapter.ts";
import { GygesError } from "../schema/error.ts";
import { readPlain, gygesFolder } from "./read-pack.ts";

const NAME = /^[a-z0-9-]{1,64}$/;
const MAX_BYTES = 1_000_000;

/** Names of the adapters that come with gyges, sorted. */
export async function adapterNames(): Promise<readonly string[]> {
  const names = await readdir(join(await gygesFolder(), "adapters"));
  return names.flatMap((name) => (name.endsWith(".yaml") ? [name.slice(0, -".yaml".length)] : [])).toSorted();
}

/** An adapter that comes with gyges by its name, or one of the user's by its path. */
export async function readAdapter(nameOrPath: string, cwd: string): Promise<Adapter> {
  if (!NAME.test(nameOrPath)) return parseAdapter(await readOneFile(resolve(cwd, nameOrPath)));
  const names = await adapterNames();
  if (names.includes(nameOrPath)) return parseAdapter(await readOneFile(join(await gygesFolder(), "adapters", `${nameOrPath}.yaml`)));
  throw new GygesError(
    "usage",
    "adapter/unknown",
    `no adapter is called ${JSON.stringify(nameOrPath)}; nearest: ${nearest(nameOrPath, names).join(", ")}\n  gyges pack adapt shows all; for one of your own type its path, such as ./${nameOrPath}.yaml`,
  );
}

/** A plain file of at most 1 MB, named by its last part. */
export async function readOneFile(path: string): Promise<PackFile> {
  const { text } = await readPlain(dirname(path), basename(path), MAX_BYTES);
  return { path: basename(path), text };
}
