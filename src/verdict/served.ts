import type { Draw } from "../schema/draw.ts";

/** The names of the models that the provider says it served, each once, sorted. */
export function servedModels(draws: readonly Draw[]): string[] {
  return [...new Set(draws.map((draw) => draw.servedModel).filter((model) => model !== null))].toSorted();
}

/** True where any draw came from the simulated model, which reports itself as `organism/…`. */
export function isSimulated(draws: readonly Draw[]): boolean {
  return draws.some((draw) => draw.servedModel?.startsWith("organism") ?? false);
}

/** The draws of each column, columns sorted by name. */
export function byColumn(draws: readonly Draw[]): readonly (readonly [string, readonly Draw[]])[] {
  return [...Map.groupBy(draws, (draw) => draw.pair)].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
