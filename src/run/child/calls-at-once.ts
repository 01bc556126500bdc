import type { Sides } from "../draws/generate.ts";
import type { RunOptions } from "../run-options.ts";

const GATHERING: ReadonlySet<string> = new Set(["package:gyges:BatchProvider", "package:gyges:ManyDrawsProvider"]);

/**
 * For promptfoo's `--max-concurrency`; null leaves its own. Where every provider gathers rows before it sends, all of a round are in flight at once,
 * whatever was asked for: a batch or a call can hold only what is in flight, and how many calls go out at a time is the provider's to say.
 *
 * @param calls of the round
 */
export function callsAtOnce({ maxConcurrency }: Pick<RunOptions, "maxConcurrency">, { base, head }: Sides, calls: number): number | null {
  const gathers = [...base.providers, ...head.providers].every(({ id }) => GATHERING.has(id));
  return gathers ? Math.max(calls, 2) : (maxConcurrency ?? head.maxConcurrency);
}
