import type { Draw } from "../schema/draw.ts";

/** What stands under a gap that rests on replies of an earlier run; nothing where all were made now. */
export function replaysInWords(draws: readonly Pick<Draw, "replayed">[]): string {
  const runs = new Set(draws.flatMap(({ replayed }) => replayed ?? []));
  if (runs.size === 0) return "";
  const copies = draws.filter(({ replayed }) => replayed !== undefined).length;
  return `\n${copies} of ${draws.length} replies are of ${[...runs].join(", ")}, read again: the same evidence, no new one.`;
}
