import type { ProviderResponse } from "promptfoo";
import type { Halt } from "../src/schema/halt.ts";

/**
 * Keeps promptfoo from making a call again whose error holds the digits 429 (0.123.1 looks for them anywhere in the text): they may stand in
 * a batch's id, and what waits for a batch is not mended by another call.
 */
export const NO_RETRY = { rateLimitKind: "quota" } as const;

/** What a provider answers where it has no reply, and a run must stop in place of counting a missing one. */
export function haltResponse(halt: Halt): ProviderResponse {
  return { error: `gyges: ${halt.text}`, metadata: { ...NO_RETRY, gyges: { halt } } };
}
