import { existsSync } from "node:fs";
import { join } from "node:path";
import { readStore } from "../../disk/store.ts";
import type { Reason } from "../../schema/verdict.ts";
import type { Comparison } from "../comparison.ts";
import { endOfLife } from "./end-of-life.ts";
import type { AskedPair } from "./served-snapshots.ts";
import { unapplied } from "./unapplied.ts";

/** What a reader should know of the calls that this run made, whatever the verdict. A run without a store made none. */
export async function callFindings(
  { store, folder }: Pick<Comparison, "store" | "folder">,
  asked: readonly AskedPair[],
): Promise<readonly Reason[]> {
  if (!existsSync(store)) return [];
  const { draws } = await readStore(store);
  const served = new Set(draws.flatMap(({ servedModel }) => servedModel ?? []));
  const names = [...asked.flatMap(({ base, head }) => [base, head]), ...served];
  return [...unapplied(draws), ...(await endOfLife(join(folder, "promptfoo.log"), names))];
}
