import { plain } from "../../report/escape.ts";
import type { Draw } from "../../schema/draw.ts";

const MOST_NAMED = 4;
const LONGEST_NAME = 60;

/**
 * What stands under a gap that rests on replies of an earlier run; nothing where all were made now. The name of a run comes out of a reply's metadata, which
 * any provider may write, so it passes what a line of a terminal passes.
 */
export function replaysInWords(draws: readonly Pick<Draw, "replayed">[]): string {
  const runs = [...new Set(draws.flatMap(({ replayed }) => replayed ?? []))];
  if (runs.length === 0) return "";
  const copies = draws.filter(({ replayed }) => replayed !== undefined).length;
  const named = runs.slice(0, MOST_NAMED).map((run) => plain(run, LONGEST_NAME));
  const more = runs.length > MOST_NAMED ? ` and ${runs.length - MOST_NAMED} more` : "";
  return `\n${copies} of ${draws.length} replies are of ${named.join(", ")}${more}, read again: the same evidence, no new one.`;
}
