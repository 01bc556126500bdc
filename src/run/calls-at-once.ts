import type { Sides } from "./generate.ts";
import type { RunOptions } from "./run-options.ts";

const BATCHES = "package:gyges:BatchProvider";

/**
 * For promptfoo's `--max-concurrency`; null leaves its own. Where every model is asked in batches, all calls of a round are in flight at once,
 * whatever was asked for: nothing is sent by them, and a batch can hold only what is in flight.
 *
 * @param calls of the round
 */
export function callsAtOnce({ maxConcurrency }: Pick<RunOptions, "maxConcurrency">, { base, head }: Sides, calls: number): number | null {
  const batched = [...base.providers, ...head.providers].every(({ id }) => id === BATCHES);
  return batched ? Math.max(calls, 2) : (maxConcurrency ?? head.maxConcurrency);
}
