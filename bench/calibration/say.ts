import type { Kept } from "./promises.ts";

/** One JSON line for a promise: the limit, the worst figure with its Monte-Carlo error, and whether it holds. */
export function keptLine({ promise, designs, worst, broken }: Kept): string {
  return JSON.stringify({
    promise: promise.id,
    ...promise.limit,
    designs,
    worst: worst && { value: Number(worst.value.toFixed(4)), error: Number(worst.error.toFixed(4)), design: worst.name },
    broken,
  });
}
