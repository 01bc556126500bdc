import { mkdirSync, utimesSync } from "node:fs";
import { dirname } from "node:path";
import { openStore } from "../../src/disk/store.ts";
import type { Draw } from "../../src/schema/draw.ts";
import type { StoreHeader } from "../../src/schema/store.ts";
import { PACK_HASH } from "../estimate/draws.ts";

const HEADER: StoreHeader = {
  record: "header",
  schema: "gyges.store/1",
  run: "run-1",
  gyges: "0.1.0",
  fingerprint: "print",
  pack: { name: "small", version: "1.0.0", hash: PACK_HASH },
  plan: { id: "0123456789abcdef", size: 1000, draws: 10 },
  pairs: [],
  kind: "run",
  createdAt: "2026-11-24T12:00:00.000Z",
};

export interface PlantOptions {
  readonly finished?: boolean;
  /** When it was written to last, in seconds. */
  readonly at?: number;
  /** Prompt × provider of each side's columns; the store says nothing of them where absent. */
  readonly columns?: NonNullable<StoreHeader["columns"]>;
}

/** Writes a store with these draws and returns its path. */
export async function plantStore(
  path: string,
  draws: readonly Draw[],
  { finished = true, at, columns }: PlantOptions = {},
): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  const store = await openStore(path, columns === undefined ? HEADER : { ...HEADER, columns });
  for (const draw of draws) await store.append(draw);
  if (finished) await store.finish();
  await store.close();
  if (at !== undefined) utimesSync(path, at, at);
  return path;
}
