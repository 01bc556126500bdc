import { mean } from "../stats/moments.ts";
import type { Proportion } from "../stats/newcombe.ts";
import { type CellCounts, countedUnder } from "./cells.ts";

/** What several cells did together, draws without an outcome left out. */
export function pooled(cells: readonly CellCounts[]): Proportion {
  const parts = cells.map((cell) => countedUnder("left-out", cell));
  return {
    complied: parts.reduce((total, each) => total + each.complied, 0),
    draws: parts.reduce((total, each) => total + each.draws, 0),
  };
}

/** The mean of the groups' means, each group weighing the same. Of no item it is NaN: callers look first. */
export function meanOfMeans(items: readonly { readonly group: string; readonly value: number }[]): number {
  return mean([...Map.groupBy(items, ({ group }) => group).values()].map((own) => mean(own.map(({ value }) => value))));
}
