import type { PairVerdict } from "../schema/verdict.ts";
import { pValue } from "./words.ts";

/** Sentences on draws that were read by more than their labels, and what that saved. */
export function readingNotes({ reading }: Pick<PairVerdict, "reading">): readonly string[] {
  if (reading === undefined) return [];
  const { variance } = reading;
  return [
    ...(reading.soft === null ? [] : [softNote(reading.soft, ratio(variance.withoutSeeds, variance.byLabels))]),
    ...(reading.seeds ? [seedsNote(ratio(variance.asRead, variance.withoutSeeds))] : []),
  ];
}

type Soft = NonNullable<NonNullable<PairVerdict["reading"]>["soft"]>;

function softNote({ used, base, head }: Soft, saved: string | null): string {
  if (used) {
    const draws = (base?.draws ?? 0) + (head?.draws ?? 0);
    const by = saved === null ? "" : `: the variance of the widening is ${saved} times that of labels`;
    return `${draws} draws are read by the chance of what they decided, given what they wrote before${by}.`;
  }
  const lacking = base === null ? "base" : head === null ? "head" : null;
  if (lacking !== null) return `Soft draws were left aside, since ${lacking} has none: all draws are read by their labels.`;
  const [side, check] = base?.holds === false ? (["base", base] as const) : (["head", head] as const);
  return `Soft draws were left aside, since the draws of ${side} did not go on to do what their chances say (${pValue(check?.p ?? 0)}): all draws are read by their labels.`;
}

function seedsNote(saved: string | null): string {
  const shared = "Draws that are compared with each other shared a seed";
  if (saved === null) return `${shared}.`;
  const word =
    Number(saved) < 1
      ? `the variance of the widening is ${saved} times that of draws apart`
      : `it saved nothing (variance ${saved} times that of draws apart)`;
  return `${shared}: ${word}.`;
}

function ratio(one: number | null, other: number | null): string | null {
  return one === null || other === null || other === 0 ? null : (one / other).toFixed(2);
}
