import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { baselinePath, findBaseline, type FoundBaseline } from "../../disk/baseline-store.ts";
import { readStore } from "../../disk/store.ts";
import { bill, NO_CALLS } from "../../estimate/bill.ts";
import { duration } from "../../report/words.ts";
import { GygesError } from "../../schema/error.ts";
import type { StoredBase } from "../../schema/stored-base.ts";
import { readCachedBase, type CachedBase } from "../draws/cached-base.ts";
import { standingIn, type Comparison } from "../comparison.ts";
import { refuseTracked } from "../own-folder.ts";
import type { BaselineOptions } from "../run-options.ts";
import { isTooThin } from "./too-thin.ts";
import { copyOfBase, lostCopy, readChoice, writeChoice, type Choice } from "./choice.ts";
import { askCanary, canaryStore, type CanaryFinding, type Stopped } from "./ask-canary.ts";
import { baselineKey } from "./key.ts";

/** A younger base is used as it is: a push after a push costs no call of base. An older one is asked by a canary first. */
const CANARY_AFTER_SECONDS = 3600;
/** Clocks of two machines may differ by this much. */
const CLOCK_SECONDS = 300;

/**
 * `--baseline auto`: finds the stored base that this run's base may be read from. Where there is none, or it is too old, too thin, damaged or no longer what the
 * model does, base is drawn along with head, and the verdict says so where a reviewer should know. A comparison that was begun keeps the base that it has.
 *
 * @returns a sentence where the run cannot go on: the calls of the canary came to no end
 */
export async function settleBase(comparison: Comparison): Promise<Comparison | Stopped> {
  const { baseline, baseDraws } = comparison.options;
  if (baseline?.reuse !== true || baseDraws !== undefined) return comparison;
  await refuseTracked(baseline.folder, dirname(comparison.options.config));
  return settled(comparison, () => choose(comparison, baseline));
}

/** A base that stands in, or the reasons why none does. */
export type Chosen = Choice & { readonly base: CachedBase | null };

/** Chooses once for a comparison: one that was begun, or is only read again, has the base that it has. */
export async function settled(comparison: Comparison, choose: () => Promise<Chosen | Stopped>): Promise<Comparison | Stopped> {
  const before = await readChoice(comparison.folder);
  if (before !== null) return withBase(comparison, before, await copiedBase(comparison, before));
  if (await isBegun(comparison)) return comparison;
  const chosen = await choose();
  if ("stopped" in chosen) return chosen;
  const { base, ...choice } = chosen;
  await writeChoice(comparison.folder, choice, base?.path ?? null);
  return withBase(comparison, choice, base);
}

export const DRAWN: Chosen = { stored: null, findings: [], base: null };

async function choose(comparison: Comparison, { folder, maxAgeSeconds }: BaselineOptions): Promise<Chosen | Stopped> {
  const key = baselineKey(comparison, "base");
  const found = await findBaseline(baselinePath(folder, key), key);
  if (found.kind === "none") return drawnBecause(comparison, `there is no stored base ${key}`);
  if (found.kind === "unusable") return notUsed(key, found.why);
  const base = await readStored(found, comparison);
  if (typeof base === "string") return notUsed(key, base);
  const ageSeconds = Math.round((Date.now() - Date.parse(found.drawnAt)) / 1000);
  const against = whyNot(comparison, base, { ageSeconds, maxAgeSeconds });
  if (against !== null) return drawnBecause(comparison, `the stored base ${key} ${against}`);
  const stored: StoredBase = { key, drawnAt: found.drawnAt, ageSeconds: Math.max(0, ageSeconds), canary: null };
  if (ageSeconds < CANARY_AFTER_SECONDS) return { stored, findings: [], base };
  const asked = await askCanary(comparison, base);
  if ("stopped" in asked) return asked;
  if (asked.moved === null) return { stored: { ...stored, canary: asked.canary }, findings: [], base };
  await rm(found.path, { force: true });
  return passedOver("drift", driftText(stored, asked));
}

/** @returns null where nothing is against it but what a canary might find */
function whyNot(
  comparison: Comparison,
  base: CachedBase,
  age: { readonly ageSeconds: number; readonly maxAgeSeconds: number },
): string | null {
  if (age.ageSeconds < -CLOCK_SECONDS) return "is of the future by this machine's clock";
  if (age.ageSeconds > age.maxAgeSeconds) return `is ${duration(age.ageSeconds)} old, and ${duration(age.maxAgeSeconds)} is allowed`;
  // The canary's fresh draws would be read by the rules alone, and the stored ones were read by the judge too.
  if (comparison.judge !== null && age.ageSeconds >= CANARY_AFTER_SECONDS)
    return `is ${duration(age.ageSeconds)} old, and with a judge no canary can ask it`;
  return isTooThin(comparison, base) ? "has too few draws to let an unchanged model pass" : null;
}

function drawnBecause({ options }: Comparison, why: string): Chosen {
  options.stderr.write(`gyges: ${why}: both sides are drawn\n`);
  return DRAWN;
}

function notUsed(key: string, why: string): Chosen {
  return passedOver("unusable", `The stored base ${key} was not used: ${why}. Base was drawn again.`);
}

function driftText({ key, ageSeconds }: StoredBase, { canary, moved }: CanaryFinding): string {
  const asked = canary === null ? "" : ` (${canary.draws} fresh draws of ${canary.cells} of its cells)`;
  return `The stored base ${key} was discarded, and both sides were drawn: in the ${duration(ageSeconds)} since it was drawn ${moved}${asked}.`;
}

export function passedOver(code: "unusable" | "drift", text: string): Chosen {
  return { ...DRAWN, findings: [{ code: `baseline/${code}`, text }] };
}

/** @returns words where its draws cannot stand in */
export async function readStored({ path }: FoundBaseline & { kind: "found" }, comparison: Comparison): Promise<CachedBase | string> {
  const { pack, planned, prints, matching } = comparison;
  try {
    return await readCachedBase(path, { pack, planned, print: prints.sides.base, pairs: matching.pairs });
  } catch (cause) {
    // Its seal holds and its content does not: another gyges wrote it, or a hand did.
    if (cause instanceof GygesError) return `its draws do not fit (${cause.code})`;
    throw cause;
  }
}

async function copiedBase(comparison: Comparison, { stored }: Choice): Promise<CachedBase | null> {
  if (stored === null) return null;
  const path = copyOfBase(comparison.folder);
  const found = await findBaseline(path, stored.key);
  if (found.kind !== "found") throw lostCopy(comparison.folder, found.kind === "none" ? "it is not there" : found.why);
  const base = await readStored(found, comparison);
  if (typeof base === "string") throw lostCopy(comparison.folder, base);
  return base;
}

/** Draws that are there were made for the base that they have: of this folder, or of the jobs whose draws are pooled. */
async function isBegun({ store, options }: Comparison): Promise<boolean> {
  if (existsSync(store)) return true;
  const [first] = options.pool ?? [];
  return first !== undefined && (await readStore(first)).header.cachedBase === undefined;
}

async function withBase(comparison: Comparison, { stored, findings }: Choice, base: CachedBase | null): Promise<Comparison> {
  const canary = canaryStore(comparison);
  const spent = existsSync(canary) ? bill((await readStore(canary)).draws) : NO_CALLS;
  return { ...comparison, ...standingIn(base), baseline: { stored, findings, bill: spent } };
}
