import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { isAddressVariable } from "./addresses.ts";
import { git } from "../git.ts";

/** A `.env` beside the config is read by promptfoo for both sides, head's as it is, so a commit of one can move every request. */

export interface MovedAddress {
  readonly name: string;
  readonly base: string | undefined;
  readonly head: string | undefined;
}

/**
 * Addresses that differ between the `.env` files of two checkouts. One that git does not know is the machine's own, and none of the change.
 *
 * @param base folder of the config in base's checkout. @param head the same in head's
 */
export async function movedByDotenv(base: string, head: string): Promise<readonly MovedAddress[]> {
  const before = await addresses(base);
  const after = await addresses(head);
  if (before === null && (await git(head, ["ls-files", "-z", "--", ".env"])) === "") return [];
  const names = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  return names.map((name) => ({ name, base: before?.get(name), head: after?.get(name) })).filter((moved) => moved.base !== moved.head);
}

async function addresses(folder: string): Promise<ReadonlyMap<string, string> | null> {
  const text = await readFile(join(folder, ".env"), "utf8").catch(() => null);
  if (text === null) return null;
  return new Map(Object.entries(parseEnv(text)).flatMap(([name, value]) => (isAddressVariable(name) ? [[name, value ?? ""]] : [])));
}
