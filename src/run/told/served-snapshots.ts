import type { PairVerdict, Reason } from "../../schema/verdict.ts";

/** The provider that each side of a pair asks for. */
export interface AskedPair {
  readonly pair: string;
  readonly base: string;
  readonly head: string;
}

type Answered = Pick<PairVerdict, "pair" | "servedModels">;

/** More names than this tell nobody more. */
const MOST_NAMED = 5;

/**
 * Pairs whose sides ask for one model by one name and were answered by different ones: an alias moved on while the run was under way, or since a stored base was
 * drawn, so what differs need not be the change's doing. Where the sides name different models that is the change itself, and a side that does not say who
 * answered accuses nobody.
 */
export function servedSnapshots(asked: readonly AskedPair[], answered: readonly Answered[]): readonly Reason[] {
  return asked.flatMap(({ pair, base, head }) => {
    const served = answered.find((one) => one.pair === pair)?.servedModels;
    if (served === undefined || base !== head || !differ(served)) return [];
    const text = `Base and head of ${JSON.stringify(pair)} both ask for ${base} and were answered by different models: base by ${listed(served.base)}, head by ${listed(served.head)}. What differs between them may be the provider's doing. Name the exact model in the config, and run again.`;
    return [{ code: "served/snapshots", text }];
  });
}

function differ({ base, head }: PairVerdict["servedModels"]): boolean {
  if (base.length === 0 || head.length === 0) return false;
  return [...base].toSorted().join("\n") !== [...head].toSorted().join("\n");
}

function listed(models: readonly string[]): string {
  const named = [...models].toSorted().slice(0, MOST_NAMED).join(", ");
  return models.length > MOST_NAMED ? `${named} and ${models.length - MOST_NAMED} more` : named;
}
