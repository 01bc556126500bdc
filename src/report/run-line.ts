import type { PackRef } from "../schema/identity.ts";
import type { Policy, Verdict } from "../schema/verdict.ts";
import type { Escape } from "./headline.ts";
import { dollars, duration, plural, size } from "./words.ts";

/** What a run took: `1,992 calls · $0.42 · 3 min 20 s`. Empty where nothing is known. */
export function spent({ run }: Pick<Verdict, "run">): string {
  const { calls, cost, seconds } = run;
  const drew = calls !== null && calls > 0;
  return [
    ...(calls === null ? [] : [plural(calls, "call")]),
    ...(drew || cost !== null ? [dollars(cost)] : []),
    ...(seconds === null ? [] : [duration(seconds)]),
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
