import type { Side } from "../../schema/identity.ts";
import type { Reason } from "../../schema/verdict.ts";
import type { Column, MatchedPair, Matching } from "./columns.ts";
import { namedFiles } from "../config/file-refs.ts";
import { fingerprintSide } from "./fingerprint.ts";
import type { Sides } from "../draws/generate.ts";
import type { SideConfig } from "../config/side.ts";

/** Columns that a change leaves as they are: their widening is 0 by what is sent, so no call need show it. */

/**
 * Takes out the pairs of which base and head send the same requests. A pair with code in play is never one of them: what code loads is in no hash.
 *
 * @param roots folder of either side's checkout
 */
export async function withoutAlike(sides: Sides, matching: Matching, roots: Readonly<Record<Side, string>>): Promise<Matching> {
  const isAlike = await Promise.all(matching.pairs.map((pair) => sendsTheSame(sides, pair, roots)));
  const named = (wanted: boolean): readonly MatchedPair[] => matching.pairs.filter((_, place) => isAlike[place] === wanted);
  return { ...matching, pairs: named(false), alike: named(true).map(({ name }) => name) };
}

async function sendsTheSame(sides: Sides, pair: MatchedPair, roots: Readonly<Record<Side, string>>): Promise<boolean> {
  const base = await fingerprintSide(onlyColumn(sides.base, pair.base), roots.base);
  const head = await fingerprintSide(onlyColumn(sides.head, pair.head), roots.head);
  return base.hash === head.hash && !base.opaque && !head.opaque;
}

/** A side as it would be with one column. Which other prompts its provider is bound to changes nothing that is sent. */
function onlyColumn(side: SideConfig, { prompt, provider }: Column): SideConfig {
  const { defaultVars, defaultOptions, extensions } = side;
  const named = namedFiles([prompt.entry, provider.entry, defaultVars, defaultOptions, extensions]);
  return {
    ...side,
    prompts: [prompt],
    providers: [{ ...provider, prompts: null }],
    files: [...side.configs, ...named, ...Object.values(side.filters)],
  };
}

const SHOWN = 5;

/** Null where all columns are drawn. */
export function notDrawn({ alike = [] }: Pick<Matching, "alike">): Reason | null {
  if (alike.length === 0) return null;
  const more = alike.length > SHOWN ? ` and ${alike.length - SHOWN} more` : "";
  const names = alike.slice(0, SHOWN).join(", ");
  return { code: "unchanged-columns", text: `Not drawn, because base and head send the same there: ${names}${more}.` };
}
