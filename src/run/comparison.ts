import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { packRef, planDraws, type PlannedDraw } from "../scenario/plan.ts";
import { ORDER_SEED, shuffled } from "../scenario/shuffle.ts";
import type { Pack } from "../schema/scenario.ts";
import type { StoreHeader } from "../schema/store.ts";
import { GYGES_VERSION } from "../schema/version.ts";
import type { Matching } from "./columns.ts";
import type { Promptfoo } from "./find-promptfoo.ts";
import { hashText } from "./fingerprint.ts";
import type { Sides } from "./generate.ts";
import { workFolder } from "./git.ts";
import { refuseLink } from "./own-folder.ts";
import type { RunOptions } from "./run-options.ts";

/** One comparison of two sides: what is to be drawn, and the folder that keeps it. The same inputs find the same folder. */
export interface Comparison {
  readonly options: RunOptions;
  readonly pack: Pack;
  /** Where the pack was read: its name, or a folder. */
  readonly packPath: string;
  readonly messageVar: string;
  readonly promptfoo: Promptfoo;
  readonly sides: Sides;
  readonly matching: Matching;
  /** Hash of what both sides send, and of the circumstances. */
  readonly fingerprint: string;
  /** Draws of one side of one pair, in the order of the calls. */
  readonly planned: readonly PlannedDraw[];
  /** Calls of all pairs and both sides. */
  readonly calls: number;
  readonly folder: string;
  readonly store: string;
}

export type Inputs = Pick<Comparison, "options" | "pack" | "packPath" | "messageVar" | "promptfoo" | "sides" | "matching" | "fingerprint">;

export async function planComparison(inputs: Inputs): Promise<Comparison> {
  const { options, pack, matching, sides } = inputs;
  const planned = shuffled(
    planDraws(pack, {
      draws: options.draws,
      dilemmaDraws: options.draws,
      conditions: options.conditions,
      temperature: options.temperature,
      ...(options.scenarios === undefined ? {} : { scenarios: options.scenarios }),
    }),
    ORDER_SEED,
  );
  // Beside the config, so that promptfoo resolves package: names from there, as it does for the config itself.
  const folder = join(await workFolder(sides.head.folder), "runs", comparisonKey(inputs, planned));
  await refuseLink(folder);
  await mkdir(folder, { recursive: true });
  return { ...inputs, planned, calls: planned.length * matching.pairs.length * 2, folder, store: join(folder, "store.jsonl") };
}

/** Draws do not count: more of them are the same comparison, looked at again. */
function comparisonKey({ fingerprint, pack, matching }: Inputs, planned: readonly PlannedDraw[]): string {
  const cells = [...new Set(planned.map((one) => JSON.stringify(one.identity.cell)))].toSorted();
  return hashText(JSON.stringify([fingerprint, pack.hash, matching.pairs.map((pair) => pair.name), cells])).slice(0, 16);
}

export function storeHeader({ pack, matching, fingerprint, planned }: Comparison): StoreHeader {
  return {
    record: "header",
    schema: "gyges.store/1",
    run: `run-${fingerprint.slice(0, 12)}`,
    gyges: GYGES_VERSION,
    fingerprint,
    pack: packRef(pack),
    plan: planned[0]!.identity.plan,
    pairs: matching.pairs.map((pair) => pair.name),
    kind: "run",
    createdAt: new Date().toISOString(),
  };
}
