import type { ResultLine } from "./fold-results.ts";
import type { PreparedBatch } from "./prepare.ts";

/** What gyges needs of an API of batches. Each method asks the API anew and changes nothing on disk. */
export interface BatchService {
  /** Sends a batch, once: no retry, since neither API takes the second of two equal requests for a repeat. @returns its id */
  submit(batch: PreparedBatch): Promise<string>;
  /** Whether the API has taken in this very batch, sent at `since` or later, of which no answer came back. */
  find(batch: PreparedBatch, since: Date): Promise<Found>;
  poll(id: string): Promise<Progress>;
  /** The lines of results of a batch that is over, as many as can be read. */
  collect(id: string): Promise<readonly ResultLine[]>;
}

export type Found =
  | { readonly kind: "found"; readonly id: string }
  | { readonly kind: "none" }
  /** Batches that may be it, and do not show their requests yet. */
  | { readonly kind: "unclear"; readonly ids: readonly string[] };

export type Progress =
  | { readonly over: false; readonly done: number }
  /** `how`: whether a request without a result was lost, or never got its turn. */
  | { readonly over: true; readonly how: "completed" | "expired" | "cancelled" | "failed"; readonly reason: string };

/**
 * Whether an error says that the API took nothing in. After any other (a timeout, a broken connection, a 500) nobody knows.
 * 408 and 409 may come of a first try that is still under way.
 */
export function isTurnedAway(cause: unknown): boolean {
  const status = cause instanceof Error && "status" in cause ? cause.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500 && status !== 408 && status !== 409;
}

/** The clocks of two machines differ. */
export const CLOCK_SLACK_MS = 3_600_000;
