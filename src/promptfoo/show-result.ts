import { withInterval } from "../report/words.ts";
import type { Estimate, GapColumn, GapVerdict } from "../schema/verdict.ts";
import type { AfterAll, AfterEach, RowAdditions } from "./hooks.ts";
import type { RowNotes } from "./row-notes.ts";

/**
 * The result where a user of promptfoo looks: in its table, its viewer and its files. Chips and metadata of a row are what promptfoo takes from a hook;
 * its reasons, titles and the chips of a column are written into objects that promptfoo hands over alive (0.123.1, undocumented). Where a later
 * one hands over copies, those fall away and no verdict changes.
 */

const GAP = "gap";

/** Writes the reason into the row's assertion, which always passes, and returns what promptfoo merges into the row. */
export function showRow({ gradingResult }: AfterEach["result"], { reason, namedScores, metadata }: RowNotes): RowAdditions {
  if (gradingResult !== null && gradingResult !== undefined) {
    gradingResult.reason = reason;
    const [assertion] = gradingResult.componentResults ?? [];
    if (assertion !== undefined) assertion.reason = reason;
  }
  return { result: { namedScores, metadata } };
}

/** @param columns by promptfoo's number of the column */
export function showGap(verdict: GapVerdict, columns: ReadonlyMap<number, GapColumn>, { config, prompts }: AfterAll): void {
  const ordered = [...columns].toSorted(([a], [b]) => a - b).map(([, column]) => column);
  const line = ordered.map(({ gap }) => `gap ${withInterval(gap)}`).join("; ");
  config.description = `${config.description ?? "promptfoo eval"} · gyges ${verdict.verdict}: ${line}`;
  config.metadata = { ...config.metadata, gyges: verdict };
  for (const [index, { metrics }] of prompts.entries()) {
    const gap = columns.get(index)?.gap;
    if (gap?.kind === "estimated" && metrics !== undefined) Object.assign(metrics.namedScores, chips(gap));
  }
}

/** Without a count beside them, which promptfoo would divide them by: so they are shown as they are, and may be negative. */
function chips({ value, interval }: Extract<Estimate, { kind: "estimated" }>): Record<string, number> {
  return { [GAP]: value, [`${GAP} 90% from`]: interval.lower, [`${GAP} 90% to`]: interval.upper };
}
