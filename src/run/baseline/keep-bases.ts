import { baselinePath, findBaseline, saveBaseline, type BaselineContents } from "../../disk/baseline-store.ts";
import { readStore } from "../../disk/store.ts";
import { missingShare } from "../../estimate/missing.ts";
import { withheldCheck, withheldDraw } from "../../promptfoo/row/withheld.ts";
import { describeError } from "../../schema/error.ts";
import { SIDES, type Side } from "../../schema/identity.ts";
import type { StoreContents } from "../../schema/store.ts";
import { GATED_VERDICTS, type Policy, type Verdict } from "../../schema/verdict.ts";
import type { MissingCount } from "../../stats/chi-square.ts";
import { columnName } from "../sides/columns.ts";
import type { Comparison } from "../comparison.ts";
import { baselineKey } from "./key.ts";

/**
 * Stores what a run that came to a verdict drew of base, so that the next run on it need not; and of head where it is the next base. A store that cannot be
 * written costs calls later and never a verdict, so it is only told.
 */
export async function keepBases(comparison: Comparison, judged: Pick<Verdict, "verdict" | "pairs" | "policy">): Promise<void> {
  const { baseline, baseDraws } = comparison.options;
  if (baseline === undefined || !GATED_VERDICTS.some((gated) => gated === judged.verdict)) return;
  const drawn = SIDES.filter((side) => comparison.drawnSides.includes(side) && (side === "base" || baseline.keepHead));
  if (drawn.length === 0 || (baseDraws !== undefined && !baseline.keepHead)) return;
  try {
    const contents = await readStore(comparison.store);
    for (const side of drawn) {
      if (isFullOfHoles(armsOf(judged, side), judged.policy)) comparison.options.stderr.write(`gyges: ${holesText(side)}\n`);
      else await keepSide(comparison, contents, side, baseline.folder);
    }
  } catch (cause) {
    comparison.options.stderr.write(`gyges: the draws were not stored as a base: ${describeError(cause)}\n`);
  }
}

/**
 * Whether an arm misses more draws than may be missing. As a base it would hold back every run that is compared with it, until it is too old to be used, for a
 * fault that may last minutes.
 */
export function isFullOfHoles(arms: readonly MissingCount[], { maxMissing }: Pick<Policy, "maxMissing">): boolean {
  return arms.some((arm) => (missingShare(arm) ?? 0) > maxMissing);
}

function armsOf({ pairs }: Pick<Verdict, "pairs">, side: Side): readonly MissingCount[] {
  return pairs.flatMap(({ arms }) => arms.filter((arm) => arm.side === side));
}

export function holesText(side: Side): string {
  return `too many draws of ${side} have no outcome, so they are not stored as a base`;
}

export async function keepSide(comparison: Comparison, contents: StoreContents, side: Side, folder: string): Promise<void> {
  const kept = asStoredBase(comparison, contents, side);
  const drawnAt = oldest(kept);
  if (drawnAt === null) return;
  const key = baselineKey(comparison, side);
  const there = await findBaseline(baselinePath(folder, key), key);
  if (there.kind === "found" && Date.parse(there.drawnAt) >= Date.parse(drawnAt)) return;
  await saveBaseline(folder, kept, { key, drawnAt });
  comparison.options.stderr.write(`gyges: the draws of ${side} are stored as base ${key}\n`);
}

/**
 * One side as a store by itself. Labels only, of a sealed pack and of any other: nothing that reads a base needs its words, and a cache is read by more than
 * the job that wrote it. Both sides of its header are the side that it holds.
 */
export function asStoredBase(
  { prints, pack, matching }: Pick<Comparison, "prints" | "pack" | "matching">,
  { header, draws, checks }: Pick<StoreContents, "header" | "draws" | "checks">,
  side: Side,
): BaselineContents {
  const columns = new Map(matching.pairs.map((pair) => [pair.name, columnName(pair[side])]));
  const print = prints.sides[side];
  const names = [...columns.values()];
  const { judge: _, cachedBase: __, checks: ___, ...rest } = header;
  const own = { side: "base" } as const;
  return {
    header: { ...rest, fingerprint: print, pairs: names, sides: { base: print, head: print }, columns: { base: names, head: names } },
    draws: draws.flatMap((draw) => {
      const pair = columns.get(draw.pair);
      if (pair === undefined || draw.side !== side || draw.identity.confirm === true || draw.identity.pack.hash !== pack.hash) return [];
      return [{ ...withheldDraw(draw), ...own, pair, identity: { ...draw.identity, ...own, pair } }];
    }),
    checks: checks.flatMap((answer) => {
      const pair = columns.get(answer.pair);
      if (pair === undefined || answer.row.side !== side || answer.fault !== null) return [];
      return [{ ...withheldCheck(answer), pair, row: { ...answer.row, ...own, pair } }];
    }),
  };
}

function oldest({ draws }: BaselineContents): string | null {
  return draws.reduce<string | null>((least, { at }) => (at !== null && (least === null || at < least) ? at : least), null);
}
