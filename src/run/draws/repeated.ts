import { plural } from "../../report/words.ts";
import type { StoreContents } from "../../schema/store.ts";
import type { Verdict } from "../../schema/verdict.ts";
import type { Comparison } from "../comparison.ts";

/** What a run that was stopped costs beyond its draws: calls that were under way then. Their answers never came, and whether they are billed is not known here. */

/** What is told before a run goes on that was stopped. */
export function announceStopped({ options }: Pick<Comparison, "options">, { unanswered, torn }: StoreContents): void {
  if (unanswered > 0)
    options.stderr.write(
      `gyges: this run was stopped with ${plural(unanswered, "call")} under way: made again, and perhaps paid for twice\n`,
    );
  if (torn) options.stderr.write("gyges: the last line of the store is half written: it is cut off, and what it was about is done again\n");
}

/** The verdict with the count of calls that were made again in its block `run`. */
export function withRepeated(verdict: Verdict, { unanswered }: Pick<StoreContents, "unanswered">): Verdict {
  return unanswered === 0 ? verdict : { ...verdict, run: { ...verdict.run, repeated: unanswered } };
}

/** For the report of a run that was broken off. */
export function underWayInWords({ unanswered }: Pick<StoreContents, "unanswered">): string {
  return unanswered === 0 ? "" : ` Under way: ${plural(unanswered, "call")}, perhaps paid for, which the next run makes again.`;
}

/** Of all parts of a run. */
export function repeatedInAll(runs: readonly Verdict["run"][]): Pick<Verdict["run"], "repeated"> {
  const repeated = runs.reduce((sum, run) => sum + (run.repeated ?? 0), 0);
  return repeated === 0 ? {} : { repeated };
}
