import type { Reason, Verdict } from "../schema/verdict.ts";
import { withoutPairs } from "../verdict/without-pairs.ts";

/**
 * A job that is cancelled, or runs out of its time, gets SIGINT, 7.5 s later SIGTERM, and 2.5 s after that its processes are ended (GitHub's
 * documentation, "Workflow cancellation"). The step uses that time to tell what it has.
 */

/** Left for the report: a run stops its promptfoo within 5 s. */
const LONGEST_MS = 6000;

/** @returns a signal that is aborted when this process is asked to stop; from now on it no longer ends by that */
export function cancellation(process: NodeJS.EventEmitter): AbortSignal {
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  process.on("SIGINT", cancel).on("SIGTERM", cancel);
  return controller.signal;
}

interface Told {
  readonly verdict: Verdict;
}

/**
 * What `work` comes to, also where it is broken off and says so itself. What says nothing in time is left behind, with the verdict alone.
 *
 * @throws whatever `work` throws; but not where the job was cancelled
 */
export async function unlessCancelled<T extends Told>(work: Promise<T>, cancelled: AbortSignal): Promise<T | Told> {
  const inTime = new AbortController();
  try {
    return withWayOn(await Promise.race([work, givenUp(cancelled, inTime.signal)]));
  } catch (cause) {
    if (cancelled.aborted) return withWayOn({ verdict: withoutPairs("error", INTERRUPTED) });
    throw cause;
  } finally {
    inTime.abort();
  }
}

const INTERRUPTED: Reason = { code: "interrupted", text: "The job was cancelled before gyges could judge." };

const WAY_ON: Reason = {
  code: "interrupted/job",
  text: "Run the job again. Draws of a cancelled job are gone with its machine, unless the runner is your own and keeps the checkout with its folder .gyges.",
};

/** Never settles where the job is not cancelled, or `inTime` is aborted first. */
function givenUp(cancelled: AbortSignal, inTime: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const wait = (): void => {
      const timer = setTimeout(() => reject(new Error("the job was cancelled")), LONGEST_MS);
      inTime.addEventListener("abort", () => clearTimeout(timer), { once: true });
    };
    if (cancelled.aborted) wait();
    else cancelled.addEventListener("abort", wait, { once: true, signal: inTime });
  });
}

function withWayOn<T extends Told>(told: T): T {
  const { verdict } = told;
  return verdict.reasons[0]?.code === "interrupted" ? { ...told, verdict: { ...verdict, reasons: [...verdict.reasons, WAY_ON] } } : told;
}
