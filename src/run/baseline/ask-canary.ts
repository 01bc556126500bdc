import { join } from "node:path";
import { openStore, readStore } from "../../disk/store.ts";
import { plain } from "../../report/escape.ts";
import { NO_CHECKS } from "../../scenario/plan-checks.ts";
import { GygesError } from "../../schema/error.ts";
import { drawKey, SIDES } from "../../schema/identity.ts";
import { storeKey } from "../../schema/store.ts";
import type { StoredBase } from "../../schema/stored-base.ts";
import type { Reason } from "../../schema/verdict.ts";
import { refuseOverLimit } from "../money/call-limit.ts";
import type { CachedBase } from "../draws/cached-base.ts";
import { storeHeader, type Comparison } from "../comparison.ts";
import { drawMissing } from "../draws/draw-missing.ts";
import type { WantedDraw } from "../draws/wanted-draws.ts";
import { CANARY_LEVEL, canaryDraws, canaryOf, newModels, outcomesIn } from "./canary.ts";

/** Why the calls came to no end. */
export interface Stopped {
  readonly stopped: Reason;
}

/** What a canary says of a stored base. */
export interface CanaryFinding {
  /** Null where the base has no cell of the gap to ask. */
  readonly canary: StoredBase["canary"];
  /** What moved, as the end of a sentence; null where nothing did. */
  readonly moved: string | null;
}

/** Fresh draws of the canary: no look reads them. */
export function canaryStore({ folder }: Pick<Comparison, "folder">): string {
  return join(folder, "canary.jsonl");
}

/**
 * Has some cells of base drawn anew, by a lot that the comparison decides, and compares them with the stored ones.
 *
 * @returns a reason where the calls came to no end; the same command goes on with them
 */
export async function askCanary(comparison: Comparison, { draws }: CachedBase): Promise<CanaryFinding | Stopped> {
  const { options, prints, matching, planned } = comparison;
  const seed = Number.parseInt(prints.whole.slice(0, 8), 16);
  const chosen = canaryDraws(planned, draws, seed);
  if (chosen.length === 0) return { canary: null, moved: "nothing could be asked of it, since it has no cell of the gap" };
  const wanted = matching.pairs.flatMap(({ name }) => chosen.map((one) => wantedOf(name, one)));
  // Base may have to be drawn after all.
  refuseOverLimit({ ...comparison, drawnSides: SIDES }, { there: 0, canary: wanted.length });
  options.stderr.write(`gyges: ${wanted.length} calls ask whether base still behaves as it was stored\n`);
  const early = await drawn(comparison, wanted);
  if (early !== null) return { stopped: early };
  const fresh = (await readStore(canaryStore(comparison))).draws;
  const canary = canaryOf(draws, fresh, seed);
  const models = newModels(draws, fresh);
  if (models.length > 0) return { canary, moved: `another model came to answer for it: ${models.map((one) => plain(one, 60)).join(", ")}` };
  if (2 * outcomesIn(fresh) < fresh.length) return { canary, moved: "most of the calls that asked came to no outcome" };
  if (canary.p >= CANARY_LEVEL) return { canary, moved: null };
  return { canary, moved: `its behaviour moved, p ${canary.p.toFixed(4)} that no cell did` };
}

async function drawn(comparison: Comparison, wanted: readonly WantedDraw[]): Promise<Reason | null> {
  const own: Comparison = { ...comparison, store: canaryStore(comparison), cachedBase: null, drawnSides: ["base"], checks: NO_CHECKS };
  try {
    const store = await openStore(own.store, storeHeader(own));
    const lacking = wanted.filter(({ pair, side, planned }) => !store.has(pair, side, drawKey(planned.identity)));
    await store.close();
    return lacking.length === 0 ? null : await drawMissing(own, lacking, [], wanted.length - lacking.length);
  } catch (cause) {
    if (cause instanceof GygesError && cause.kind === "data") return { code: cause.code, text: cause.message };
    throw cause;
  }
}

function wantedOf(pair: string, planned: WantedDraw["planned"]): WantedDraw {
  return { key: storeKey(pair, "base", drawKey(planned.identity)), pair, side: "base", planned, round: 0 };
}
