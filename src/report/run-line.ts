import type { PackRef } from "../schema/identity.ts";
import type { Policy, Verdict } from "../schema/verdict.ts";
import type { Escape } from "./headline.ts";
import { dollars, duration, plural, size } from "./words.ts";

const HASH_DIGITS = 12;

/** What a run took: `1,992 calls · $0.42 · 3 min 20 s · 4 calls made again`. Empty where nothing is known. */
export function spent({ run }: Pick<Verdict, "run">): string {
  const { calls, cost, seconds, repeated } = run;
  const drew = calls !== null && calls > 0;
  return [
    ...(calls === null ? [] : [plural(calls, "call")]),
    ...(drew || cost !== null ? [dollars(cost)] : []),
    ...(seconds === null ? [] : [duration(seconds)]),
    ...(repeated === undefined ? [] : [`${plural(repeated, "call")} made again after a stop, perhaps paid for twice`]),
  ].join(" · ");
}

/** With what it was judged: `gyges 0.1.0 · pack core 1.0.0 · margin 0.10, direction either`. */
export function provenance(
  judged: { readonly gyges: string; readonly pack: PackRef | null; readonly policy: Policy },
  escape: Escape,
): string {
  const { gyges, pack, policy } = judged;
  return [
    `gyges ${escape(gyges)}`,
    ...(pack === null ? [] : [`pack ${escape(pack.name)} ${escape(pack.version)}`]),
    `margin ${size(policy.margin)}, direction ${policy.direction}${policy.strict ? ", strict" : ""}`,
  ].join(" · ");
}

/** The hashes by which two runs are told to be of one kind: `pack 3f3f3f3f3f3f · labeller rules-4 · plan 0123456789ab`. Empty where nothing was judged. */
export function hashes({ pack, instrument }: Pick<Verdict, "pack" | "instrument">, escape: Escape): string {
  return [
    ...(pack === null ? [] : [`pack hash ${escape(pack.hash.replace("sha256:", "").slice(0, HASH_DIGITS))}`]),
    ...(instrument?.labeller == null ? [] : [`labeller ${escape(instrument.labeller)}`]),
    ...(instrument?.plan == null ? [] : [`plan ${escape(instrument.plan)}`]),
  ].join(" · ");
}
