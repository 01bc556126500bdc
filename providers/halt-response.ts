import type { ProviderResponse } from "promptfoo";
import type { Halt } from "../src/schema/halt.ts";

/** What a provider answers where it has no reply, and a run must stop in place of counting a missing one. */
export function haltResponse(halt: Halt): ProviderResponse {
  return { error: `gyges: ${halt.text}`, metadata: { gyges: { halt } } };
}
